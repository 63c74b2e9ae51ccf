"""Learns lead words and their kinds from resolutions that stand in several languages as Akoma Ntoso
(AKN4UN).

    python tools/lead_words.py FOLDER ar [--least 3]

FOLDER has a folder for each language (`English`, `Arabic`), as the Security Council's resolutions
are published. There the lead words are in italics, and recital or paragraph n of one language is
that of the others; so the kind of an English lead word, which `languages/en.json` knows, is the
kind of the other one. What is printed is read by a person before it is put into a language's file.
"""

import re
from collections import Counter, defaultdict
from pathlib import Path

import click
from lxml import etree

from communique.languages import language

FOLDERS = {
    "ar": "Arabic",
    "zh": "Chinese",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
    "de": "German",
    "en": "English",
}
_NUMBER = re.compile(r"(\d{4})\D")
PARTS = {
    "recital_leads": ".//{*}preamble/{*}container",
    "operative_leads": ".//{*}mainBody//{*}paragraph",
}


def leads(path: Path, expression: str) -> list[str]:
    """The first words in italics of each part of a resolution, in lower case; empty where a part
    has none.
    """
    root = etree.parse(
        path, etree.XMLParser(recover=True, resolve_entities=False)
    ).getroot()
    found = []
    for part in root.iterfind(expression):
        italics = (" ".join("".join(each.itertext()).split()) for each in part.iter("{*}span", "{*}i")
                   if str(each.tag).endswith("}i") or "italic" in each.get("class", ""))  # fmt: skip
        found.append(next(italics, "").strip(" ,，،.").lower())
    return found


def kind_of(lead: str, field: str) -> str | None:
    """The kind that the longest beginning of an English lead has."""
    known = getattr(language("en"), field)
    words = lead.split()
    return next(
        (
            known[" ".join(words[:end])]
            for end in range(len(words), 0, -1)
            if " ".join(words[:end]) in known
        ),
        None,
    )


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("tag", type=click.Choice(sorted(FOLDERS)))
@click.option("--least", default=3, help="How often a lead occurs at least.")
def main(folder: Path, tag: str, least: int) -> None:
    """Print the lead words of a language with their kinds, most frequent first."""
    number = {
        path: found[-1]
        for path in folder.rglob("*.xml")
        if (found := _NUMBER.findall(path.name.split("(")[0]))
    }
    english = {number[path]: path for path in number if path.parent.name == "English"}
    for field, expression in PARTS.items():
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        there: dict[str, Counter[str]] = defaultdict(Counter)
        for path in sorted(number):
            if path.parent.name != FOLDERS[tag] or number[path] not in english:
                continue
            ours, theirs = (
                leads(path, expression),
                leads(english[number[path]], expression),
            )
            if len(ours) != len(theirs):
                continue
            for lead, other in zip(ours, theirs, strict=True):
                kinds[lead][kind_of(other, field) or "?"] += 1
                there[lead][other] += 1
        click.echo(f"# {field}")
        for lead, counts in sorted(
            kinds.items(), key=lambda each: (-each[1].total(), each[0])
        ):
            if lead and counts.total() >= least:
                click.echo(
                    f"{counts.total()}\t{lead}\t{counts.most_common(2)}\t{there[lead].most_common(2)}"
                )


if __name__ == "__main__":
    main()
