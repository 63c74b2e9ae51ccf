"""Makes `languages/months.tsv`: the names of the months of languages that have no file, as Babel
has them from Unicode's CLDR.

python tools/language_months.py > src/communique/languages/months.tsv
"""

from babel import Locale

from communique.languages import language, months

TAGS = """
    ab af am as be bem bho bn bo br ceb co cv cy dz ee eo eu fo fur fy gd gsw gu gv ha haw hsb hy ia ig is jv ka kaa
    kab kea kk kl km kn ku ky la lb lg lij ln lo mai mg mi ml mn mr my nds ne nr nso oc om or os pa pap ps qu rm rn rw
    sa sah sc sd se si skr sn so sq ss st su ta te tg th ti tk tl tn to ts tt tyv ug ur uz ve vec wo xh yi yo zu
""".split()  # noqa: SIM905 - a list of so many is not read


def forms(locale: Locale, month: int) -> str:
    """The forms of the name of a month: inside a date, and alone."""
    names = (
        str(locale.months[use]["wide"][month]).lower()
        for use in ("format", "stand-alone")
    )
    return "|".join(dict.fromkeys(" ".join(name.split()) for name in names))


if __name__ == "__main__":
    for tag in TAGS:
        names = [forms(Locale.parse(tag), month) for month in range(1, 13)]
        if language(tag).months in ((), months(tag)) and not any(
            map(str.isdigit, "".join(names))
        ):
            print("\t".join([tag, *names]))
