"""Makes `languages/months.tsv`: the names of the months of languages that have no file, as Babel has them from Unicode's CLDR.

python tools/language_months.py > src/communique/languages/months.tsv
"""

from babel import Locale

from communique.languages import language

TAGS = """
    af am as be bem bn bo br ceb cy dz ee eo eu fo fy gd gu ha hy ig is jv ka kk km kn ku ky la lb lg ln lo mg mi ml mn mr my
    ne om or pa ps rm rn rw sd se si sn so sq su ta te tg th ti tk tl tn to ts tt ug ur uz wo xh yi yo zu
""".split()  # noqa: SIM905 - a list of so many is not read


def forms(locale: Locale, month: int) -> str:
    """The forms of the name of a month: inside a date, and alone."""
    names = (str(locale.months[use]["wide"][month]).lower() for use in ("format", "stand-alone"))
    return "|".join(dict.fromkeys(" ".join(name.split()) for name in names))


if __name__ == "__main__":
    for tag in TAGS:
        months = [forms(Locale.parse(tag), month) for month in range(1, 13)]
        if not language(tag).months and not any(map(str.isdigit, "".join(months))):
            print("\t".join([tag, *months]))
