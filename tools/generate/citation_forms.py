"""The page on citations, with a table of the forms that are read: `docs/citations.md`."""

from collections.abc import Iterator
from pathlib import Path

from communique.acts.instruments import INSTRUMENTS
from communique.detect.mentions.forms import FORMS, Form
from communique.generate import Files

PATH = "docs/citations.md"
_HEAD = """# Citations

*The tables of forms and instruments on this page are generated from the code.*

communique marks the words that cite a document. If the form of the citation leaves no doubt, it adds an address. It looks nothing up: the address
follows from the words.

```python
>>> import communique
>>> resolution = communique.load("unsc-2565-2021", "en")
>>> first = communique.references(resolution)[0]
>>> first.words, first.relation, first.href
('2286 (2016)', 'recall', 'https://undocs.org/en/S/RES/2286(2016)')
>>> first.value, first.work
('S/RES/2286(2016)', 'https://undocs.org/S/RES/2286(2016)')
```

[`communique references`](command-line.md#references) lists the citations of files and folders as a table. [`communique corpus
graph`](corpus.md#the-graph-of-citations) writes which passage of a corpus cites which work.

## What a citation says

The record stores the words, the scheme and the address (`href`). communique derives the rest when you ask for the citations.

| Field | Meaning |
| --- | --- |
| `words`, `start`, `end` | the words as printed, and where they are in the passage |
| `scheme` | whose number it is: `un`, `eu-act`, ... |
| `value` | the number without the words before it: `2016/679` |
| `href` | the address of a page, in the language of the text if there is one |
| `work` | the address of the work. It is the same in all languages, so you can count how often a work is cited |
| `at` | the place in the cited work, as printed |
| `relation` | how the passage cites the work |
| `missing` | why there is no `href` |

A resolution has its address at the United Nations as `work`, an act of the Union its European Legislation Identifier. In tables, `work` is the column
`cited`, because `work` is the citing text.

## How a work is cited

`relation` is one of these:

- **The kind of an act** (`recall`, `reaffirm`, `welcome`, `note`, `decide`, ...): the citation is in the clause of [that act](acts.md). `Recalling
  resolution 1540 (2004)` recalls it.
- **`under`**: words such as `acting under`, `pursuant to` or `in accordance with` are before the citation, with no comma between them. JSON-LD writes
  these works as `eli:based_on`.
- **`cite`**: all other citations.

## Places

`at` is the place in the cited work, as printed: `paragraph 4`, `Article 17(2)`, `Artikel 9 Absatz 1`, `paragraphs 4, 5 and 7 to 9`. In the graph of a
corpus, each paragraph of the list or range that the corpus has is an edge of its own.

A place in the document itself is a citation too, with the scheme `akn`: `paragraph 4 above`, `paragraph 4 of the present resolution`, `annex II`. Its
`href` is the eId of the place: `#para_4`. In a text with articles, `paragraph 1 above` is in the same article. communique leaves out an annex that the
document does not have, because it belongs to another work.

In lists, each member is a citation: `Articles 82(1) and 83 TFEU`, `Directives 2014/23/EU and 2014/24/EU`, `resolutions 550 (1984) and 789 (1992)`.

## Short names and ibid.

A text can give a work a name: `Regulation (EU) 2016/679 (hereinafter "the Regulation")`, `the Paris Agreement (the "Agreement")`. Later uses of the
name cite that work. The name needs a word for a kind of work (`Agreement`, `Rules`), so `hereinafter "the Committee"` defines nothing here. Other
words before or behind make it another name: `the Geneva Convention`, `the Convention on Ports`. If the work has a name and no known number, the
citation has the scheme `short-name`, and `value` is the name as printed where it is defined.

`ibid.` cites the work before it in the paragraph or note, or the only work of the note before. `Ibid., vol. 634` has no address, because it is
another part of that work.

communique knows the words for this in English, French, German, Spanish, Slovene, Italian, Portuguese, Dutch, Polish and Russian.

## Citations without an address

The words are marked, `href` is empty, and `missing` says why. For example, both the General Assembly and the Human Rights Council have resolutions with
numbers such as `50/13`. Without a date beside the number, the body is not certain. The number has an address if the text cites it with its day
elsewhere, or if the Human Rights Council had not met in that session yet when the text was written: `resolution 79/1`, cited in 2025. In a resolution of the General Assembly, a number without a body is the Assembly's.

[`REF006`](rules/REF006.md) finds citations that contradict themselves: `resolution 1540 (2010)`, because the Security Council reached the number 1540
in 2004, and `Article 359 TFEU`, because the last article is 358. It also knows the last articles of the Charter of the United Nations, the Universal
Declaration of Human Rights, the Paris Agreement and the Charter of Fundamental Rights. [`REF005`](rules/REF005.md) finds paragraphs and annexes of the text itself that do
not exist.

## How much is found

We measured on 1 December 2026. A citation is *marked* if the words are found, and *addressed* if the address is the right one.

| What | Marked | Addressed |
| --- | --- | --- |
| Security Council, resolutions of 2024 to 2026 in seven languages | 100 % | 100 % |
| General Assembly, 706 citations in 51 resolutions | 100 % | 96 % |
| Symbols of the United Nations, 250 | 98 % | 98 % |
| Links in all 723 files of the Security Council of 2020 and 2021, seven languages, read again as plain text: 16,499 | 99.8 % | 99.5 % |
| The Union, treaties and places, 117 citations in 100 sentences in English, French, German, Spanish and Slovene, before this version | 74 % | 77 % |
| The same sentences with this version, which was written with them at hand | 98 % | 100 % |
| 60 more citations in 40 sentences, written before the program saw them | 100 % | 100 % |

The place in the cited work was found in 5 of 6 of the last sentences. `Artikel 12 Absatz 2 Buchstabe a` ends at the paragraph.

On 2 December 2026 we wrote 248 more sentences about the Union, treaties and places before the program saw them. It read 172 of 200 right in English,
French, German, Spanish and Slovene, and 31 of 48 in other languages. Most of the forms that it missed are read now, but nobody has measured that on new sentences.

78 of the links in the files of the Security Council differ, and one file cannot be read. We counted the differences by what they look like and read a sample of each:

| Difference | Links | In the sample |
| --- | --- | --- |
| Not marked | 38 | A number and a year that do not go together in the file (`2312 (2106)`), or a number behind other words than `resolution` |
| Another address | 24 | Most are links of the file that lead elsewhere or cover a part of the number |
| Marked without an address | 16 | A misprinted year (`2140 (2015)`), or `45/34` of the Human Rights Council, without its day |

The wrong ones: on 2 December 2026 we read 300 citations, drawn at random from 136 resolutions, statements and treaties in seven languages. All 300 are
citations. 245 had an address: two were wrong, because resolutions of the Organization of African Unity were taken for the General Assembly's. This is
corrected. Three uses of a short name were of a longer name of another work, in Dutch. This is corrected too.

10,000 citations in one paragraph take 3 seconds, and 2,000 about a fifth of that. On joint statements, to find all citations takes 9 % of
the time of reading.

Not read: declarations by name and date. Protocols by number are marked, but have no address.

## What is read

Each row is one form, with an example in English. Other languages have words of their own for regulations, articles, cases, and so on.
A form without an address is marked, and the table says why it has none.

| Scheme | What is cited | Example | Address, or why there is none |
| --- | --- | --- | --- |
"""
_INSTRUMENTS = """
These instruments are known by name, in English, French, German, Spanish and Slovene, with the scheme `instrument`. The record has no marks for them:
communique finds them when you ask for citations.

| Instrument | Address |
| --- | --- |
"""


def make(_: Path) -> Files:
    """The page."""
    return {PATH: "".join([_HEAD, *_rows(), _INSTRUMENTS, *_named()]).encode()}


def _rows() -> Iterator[str]:
    """A row for each form, in the order of the schemes as they first appear."""
    schemes = dict.fromkeys(form.scheme for form in FORMS)
    for scheme in schemes:
        for form in FORMS:
            if form.scheme == scheme:
                yield f"| `{scheme}` | {form.name} | `{form.words}` | {_address(form)} |\n"


def _named() -> Iterator[str]:
    """A row for each instrument that is known by name."""
    for each in INSTRUMENTS:
        yield f"| {each.name} | `{each.href.format(LANG='EN')}` |\n"


def _address(form: Form) -> str:
    """The address of the example, or why there is none."""
    if form.href is None:
        return form.why or ""
    return f"`{form.href.format(LANG='EN')}`"
