"""The page on citations, with a table of the forms that are read: `docs/citations.md`."""

from collections.abc import Iterator
from pathlib import Path

from communique.detect.mentions.forms import FORMS, Form
from communique.generate import Files

PATH = "docs/citations.md"
_HEAD = """# Citations

*The table of forms on this page is generated from `communique.detect.mentions.forms`.*

communique marks the words that cite a document. Where the form of the citation leaves no doubt, it adds an address. It looks nothing up: the address
follows from the words.

```python
>>> import communique
>>> resolution = communique.load("unsc-2565-2021", "en")
>>> first = communique.references(resolution)[0]
>>> first.words, first.relation, first.href
('2286 (2016)', 'recall', 'https://undocs.org/en/S/RES/2286(2016)')
```

[`communique references`](command-line.md#references) lists the citations of files and folders as a table.

## How a work is cited

`relation` says how the passage cites the work.

- **The kind of an act** (`recall`, `reaffirm`, `welcome`, `note`, `decide`, ...): the citation is in the clause of [that act](acts.md). `Recalling
  resolution 1540 (2004)` recalls it.
- **`under`**: words such as `acting under`, `pursuant to` or `in accordance with` are before the citation, and no comma is between them.
- **`cite`**: neither.

## Places

`at` is the place in the cited work, as printed: `paragraph 4` in `paragraph 4 of resolution 1977 (2011)`, and `paragraphs 4, 5 and 7 to 9` in a list.

A place in the document itself is a citation too, with the scheme `akn`: `paragraph 4 above`, `paragraph 4 of the present resolution`, `annex II`. Its
`href` is the eId of the place: `#para_4`. communique reads these words when you ask for citations; the record has no marks for them. An annex that
the document does not have belongs to another work and is left out.

## Citations without an address

The words are marked, `href` is empty, and `missing` says why. An example is `50/13`: the General Assembly and the Human Rights Council both number
their resolutions so, and without a day beside it nothing says whose it is.

## What is read

Each row is one form, with an example in English. Other languages have words of their own for regulations, articles, cases, and so on.
A form without an address is marked, and the table says why it has none.

| Scheme | What is cited | Example | Address, or why there is none |
| --- | --- | --- | --- |
"""


def make(_: Path) -> Files:
    """The page."""
    return {PATH: "".join([_HEAD, *_rows()]).encode()}


def _rows() -> Iterator[str]:
    """A row for each form, in the order of the schemes as they first appear."""
    schemes = dict.fromkeys(form.scheme for form in FORMS)
    for scheme in schemes:
        for form in FORMS:
            if form.scheme == scheme:
                yield f"| `{scheme}` | {form.name} | `{form.words}` | {_address(form)} |\n"


def _address(form: Form) -> str:
    """The address of the example, or why there is none."""
    if form.href is None:
        return form.why or ""
    return f"`{form.href.format(LANG='EN')}`"
