"""How a PDF is read with its tags hidden, against what its structure tree says: `make tagged
PDF=FOLDER`.

Of each tagged file of a folder: its blocks outside tables by the tags (as playa-pdf gives them) and
by the record. One is right where its first and last 24 letters are those of the other. The tags end
a paragraph with its page: one that goes on is joined here.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import playa
from playa.structure import ContentItem, Element

import communique
from communique.inputs import pdf
from communique.model.nodes import walk

BLOCKS = {"P", "LI", "H", "H1", "H2", "H3", "H4", "H5", "H6", "TOCI"}
ASIDE = {"Note", "Table", "Figure", "Artifact"}
LETTERS = 24
LONG = 8
"""A paragraph has so many words at least."""
_STOPS = tuple(".:;!?”’»)")
Key = tuple[str, str]


def key_of(text: str) -> Key:
    """How a block begins and how it ends."""
    letters = re.sub(r"[\W\d_]+", "", text).casefold()
    return letters[:LETTERS], letters[-LETTERS:]


def tagged(element: Element) -> Iterator[tuple[int, str]]:
    """The page and the words of each block under an element."""
    own: list[tuple[int, str]] = []
    for child in element:
        if isinstance(child, ContentItem) and child.page is not None:
            own.append((child.page.page_idx, child.text))
        elif isinstance(child, Element) and child.role not in ASIDE:
            inner = list(tagged(child))
            if element.role in BLOCKS and child.role not in BLOCKS:
                own += inner
            else:
                yield from inner
    if element.role in BLOCKS and own:
        yield own[0][0], "".join(words for _, words in own)
    else:
        yield from own


def truth_of(path: Path) -> list[str]:
    """The blocks of a file by its tags; none where it has none."""
    found: list[str] = []
    with playa.open(path) as document:
        last = 0
        for element in document.structure or ():
            for page, words in tagged(element) if isinstance(element, Element) else ():
                text = words.strip()
                if not any(map(str.isalpha, text)):
                    continue
                before = found[-1] if found else "."
                open_ended = not before.endswith(_STOPS) and len(before.split()) > LONG
                if page > last and (text[0].islower() or open_ended):
                    found[-1:] = [f"{before} {text}"]
                else:
                    found.append(text)
                last = page
    return found


def read_of(path: Path) -> list[tuple[str, set[Key]]]:
    """The blocks of a file as it is read, outside tables and notes: the words, and the keys with
    and without the label.
    """
    found = []
    labelled: set[str] = set()
    for place, heading, words in walk(communique.read(path).require()):
        for each in (
            () if place.kind == "table" or place.part == "notes" else (heading, *words)
        ):
            if each is not None:
                text, label = each.block.text, place.num or ""
                keys = {key_of(text)} | (
                    set()
                    if place.pointer in labelled
                    else {key_of(label + text), key_of(label)}
                )
                labelled.add(place.pointer)
                found.append((text, keys))
    return found


def main(folder: str) -> None:
    """Print a line for each file, and one for all."""
    vars(pdf)["tags_of"] = lambda _: {}
    total: Counter[str] = Counter()
    for path in sorted(Path(folder).glob("*.pdf")):
        truth = [text for text in truth_of(path) if len(text.split()) >= LONG]
        if truth:
            made = read_of(path)
            left = Counter(key for _, keys in made for key in keys)
            known, counts = {key_of(text) for text in truth}, Counter(there=len(truth))
            for key in map(key_of, truth):
                counts["found"] += left[key] > 0
                left[key] -= 1
            said = [keys for text, keys in made if len(text.split()) >= LONG]
            counts.update(
                said=len(said), right=sum(not keys.isdisjoint(known) for keys in said)
            )
            total += counts
            print(line(path.name, counts), flush=True)
    print(line("all", total))


def line(name: str, counts: Counter[str]) -> str:
    """What is printed of a file."""
    parts = (
        (counts[one], counts[of]) for one, of in (("found", "there"), ("right", "said"))
    )
    return f"{name}: " + ", ".join(
        f"{one} of {of} ({100 * one / max(of, 1):.1f} %)" for one, of in parts
    )


if __name__ == "__main__":
    main(sys.argv[1])
