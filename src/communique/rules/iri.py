"""IRI: the names of Work, Expression and Manifestation, by the Akoma Ntoso Naming Convention 1.0."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from communique.core.message import say
from communique.rules.record import Record
from communique.rules.rule import EVERY, NC, OURS, STRICT, UN1, Finding, rule
from communique.rules.tree import Document, Tree

LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_WORK = re.compile(
    rf"/akn/(?P<country>[a-z]{{2}}(?:-[A-Za-z0-9]+)?)/(?P<type>[A-Za-z]+)(?P<middle>(?:/[^/]+)*?)/(?P<date>{_DATE})(?P<rest>/[^/]+)*"
)
_VERSION = re.compile(rf"(?<=@){_DATE}\Z")
_ENDING = re.compile(r"\.[A-Za-z0-9]+")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


LONGEST = 1000
"""The longest that an IRI can be."""


def work_parts(iri: str) -> re.Match[str] | None:
    """The parts of a Work's IRI; None where it is not in the form of the naming convention."""
    return _WORK.fullmatch(iri) if len(iri) <= LONGEST else None


def bare(iri: str) -> str:
    """An IRI without the slash and the file's ending at its end."""
    return _SUFFIX.sub("", iri.rstrip("/"))


def _iri(document: Document, level: str) -> str | None:
    found = document.value(level, "FRBRuri")
    return None if found is None else found[1]


@rule("IRI001", "this-not-of-uri", on="tree", sources=(f"{UN1}, components",), error=OURS)
def this(tree: Tree) -> Iterator[Finding]:
    """FRBRthis is not FRBRuri and the name of a component.

    Why: `FRBRuri` names the whole, `FRBRthis` the part that this is: the same address, `/!` and the
    component's name. Where they differ nobody knows which document the part is of.

    Fix: make `FRBRthis` of `FRBRuri`: `{FRBRuri}/!main`.

    Bad:
    <FRBRthis value="/akn/xx/statement/declaration/2024-03-02/harbour/!main"/>

    Good:
    <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/!main"/>
    """
    for document in tree.documents:
        for level in LEVELS:
            this, uri = document.value(level, "FRBRthis"), _iri(document, level)
            if this is None or uri is None or not uri.strip("/ "):  # what has no name names nothing
                continue
            whole, part = bare(uri), bare(this[1])
            if part != whole and not part.startswith((f"{whole}/!", f"{whole}!", f"{whole}/main")):
                yield Finding(
                    say(
                        "the FRBRthis {value!r} does not begin with FRBRuri {uri!r}",
                        value=this[1],
                        uri=uri,
                    ),
                    this[0],
                    quote=this[1],
                )


@rule(
    "IRI002",
    "work-iri-form",
    on="either",
    sources=(f"{NC}, 4.4",),
    error=STRICT,
    echoes=("SRC015",),
)
def work(subject: Record | Tree) -> Iterator[Finding]:
    """The Work's IRI is not in the form of the naming convention.

    Why: the IRI says country, type, date and number, in this order, so that programs can take it
    apart: `/akn/{country}/{type}[/{subtype}][/{author}]/{date}[/{number}]`.

    Fix: write the parts in that order; the date is a year, a month or a day.

    Bad:
    {"iri": "/akn/xx/statement/harbour"}

    Good:
    {"iri": "/akn/xx/statement/declaration/2024-03-01/harbour"}
    """
    named: list[tuple[str, Any]]
    if isinstance(subject, Record):
        named = [
            (node.iri, node)
            for node in (subject.declaration.cover, subject.declaration)
            if node is not None
        ]
    else:
        found = (document.value("FRBRWork", "FRBRuri") for document in subject.documents)
        named = [(each[1], each[0]) for each in found if each is not None]
    wrong: list[str] = []
    for iri, place in named:
        # One that is named after another of which it is said is passed over.
        if not iri.startswith(tuple(wrong)) and not work_parts(iri.rstrip("/")):
            wrong.append(iri or "/")
            yield Finding(
                say("the IRI {iri!r} is not in the form of the naming convention", iri=iri),
                place,
                quote=iri,
            )


@rule("IRI003", "level-not-of-work", on="tree", sources=(f"{NC}, 4.5 and 4.6",), error=OURS)
def levels(tree: Tree) -> Iterator[Finding]:
    """The Expression's IRI does not begin with the Work's, or the Manifestation's not with the Expression's.

    Why: an Expression is the Work in a language (`/eng@2024-03-01`), a Manifestation that in a
    format (`.xml`). Where the chain breaks, translations of one Work can no longer be put together.

    Fix: make the Expression's IRI of the Work's, and the Manifestation's of the Expression's.

    Bad:
    <FRBRExpression>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/port/eng@2024-03-01/!main"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/port/eng@2024-03-01"/>
      <FRBRlanguage language="eng"/>
    </FRBRExpression>

    Good:
    <FRBRExpression>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01/!main"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01"/>
      <FRBRlanguage language="eng"/>
    </FRBRExpression>
    """
    for document in tree.documents:
        work, expression, manifestation = (document.value(level, "FRBRuri") for level in LEVELS)
        if work is not None and expression is not None:
            whole, part = work[1].rstrip("/"), expression[1].rstrip("/")
            if not re.match(r"/[a-z]{2,3}(?:[@!/-]|\Z)", part[len(whole) :]) or not part.startswith(
                whole
            ):
                message = say(
                    "the Expression {expression!r} is not the Work {work!r} in a language",
                    expression=expression[1],
                    work=work[1],
                )
                yield Finding(message, expression[0], quote=expression[1])
                continue
        if expression is not None and manifestation is not None:
            whole, part = expression[1].rstrip("/"), manifestation[1].rstrip("/")
            rest = part[len(whole) :]
            if not part.startswith(whole) or not (
                rest[:1] in ("", "/", "!") or _ENDING.fullmatch(rest)
            ):
                message = say(
                    "the Manifestation {manifestation!r} is not the Expression {expression!r} in a format",
                    manifestation=manifestation[1],
                    expression=expression[1],
                )
                yield Finding(message, manifestation[0], quote=manifestation[1])


@rule("IRI004", "iri-disagrees", on="either", sources=(f"{NC}, 4.4", UN1), error=STRICT)
def disagrees(subject: Record | Tree) -> Iterator[Finding]:
    """A part of the Work's IRI is not what the document says elsewhere.

    Why: type, date, country, subtype and number stand twice, in the IRI and in metadata of their
    own. Whoever reads one must not be told otherwise by the other. A year agrees with any day in
    it, and `9999`, which says that no date is known, with every date.

    Fix: correct whichever is wrong; keep an IRI that is already published, and correct the
    metadata.

    Bad:
    {"date": {"value": "2023-12-31", "basis": "text"}}

    Good:
    {"date": {"value": "2024-03-01", "basis": "text"}}
    """
    if isinstance(subject, Record):
        declaration = subject.declaration
        for node, name in ((declaration, "statement"), (declaration.cover, "doc")):
            found = None if node is None else work_parts(node.iri)
            if node is None or found is None:
                continue
            if found["type"] != name:
                yield _says((node, node.iri), found["type"], f"the element is <{name}>")
            date = node.date
            if date is not None and not _agree(found["date"], date.value):
                message = say(
                    "the IRI says {value!r}, the record's date is {date!r}",
                    value=found["date"],
                    date=date.value,
                )
                yield Finding(message, date, quote=date.value)
        return
    told: list[str] = []
    for document in subject.documents:
        uri = document.value("FRBRWork", "FRBRuri")
        parts = None if uri is None else work_parts(uri[1].rstrip("/"))
        expression = document.value("FRBRExpression", "FRBRuri")
        day = document.value("FRBRExpression", "FRBRdate", "date")
        version = (
            "" if expression is None else _VERSION.search(bare(expression[1]).rpartition("/")[2])
        )
        if version and day is not None and not _agree(version[0], _worth(day)):
            yield Finding(
                say(
                    "the IRI says {part!r}, {name} {value!r}",
                    part=version[0],
                    name="FRBRdate",
                    value=day[1],
                ),
                day[0],
                quote=day[1],
            )
        if (
            uri is None or parts is None or f"{uri[1]}/".startswith(tuple(told))
        ):  # a part has the date of the whole
            continue
        rest = uri[1].split("/")[4:]
        if (
            parts["type"] != document.name
            and document.element.get("name", "").casefold() != "annex"
        ):
            told.append(f"{uri[1].rstrip('/')}/")
            yield _says(uri, parts["type"], f"the element is <{document.name}>")
        says = {"FRBRcountry": parts["country"], "FRBRdate": parts["date"]}
        for name, attribute in _REPEATED:
            part, said = says.get(name, "/".join(rest)), document.value("FRBRWork", name, attribute)
            if said is not None and not _repeats(name, _worth(said), part):
                told.append(f"{uri[1].rstrip('/')}/")
                yield Finding(
                    say(
                        "the IRI says {part!r}, {name} {value!r}",
                        part=part,
                        name=name,
                        value=said[1],
                    ),
                    said[0],
                    quote=said[1],
                )


_REPEATED = (
    ("FRBRcountry", "value"),
    ("FRBRsubtype", "value"),
    ("FRBRdate", "date"),
    ("FRBRnumber", "value"),
)


def _worth(said: tuple[Element, str]) -> str:
    """A value of the metadata; of a date so much as it is worth, a year being written as its first day."""
    return said[1][: {"yearOnly": 4, "monthOnly": 7}.get(said[0].get("name") or "", len(said[1]))]


def _repeats(name: str, value: str, part: str) -> bool:
    """Whether a value of the metadata is what the part of the IRI says."""
    match name:
        case "FRBRcountry":
            return value.casefold() == part.casefold()
        case "FRBRdate":
            return _agree(part, value)
        case _:
            return value.replace("/", "-").replace(" ", "_") in part.split("/")


def _says(uri: tuple[object, str], part: str, other: str) -> Finding:
    return Finding(
        say("the IRI says {part!r}, {other}", part=part, other=other), uri[0], quote=uri[1]
    )


def _agree(segment: str, date: str) -> bool:
    """Whether a date in an IRI and one in metadata can both be true."""
    if segment == "9999" or date.startswith("9999"):
        return True
    return segment.startswith(date) or date.startswith(segment)


@rule("IRI005", "number-not-iri-safe", on="tree", sources=(f"{UN1}, FRBRnumber",))
def number(tree: Tree) -> Iterator[Finding]:
    """A document's number holds characters that an IRI cannot.

    Why: the number is a part of the IRI; a slash in it makes two parts, a blank none. The printed
    form has a place of its own, `showAs`.

    Fix: write `-` for `/` and `_` for a blank in `value`, and the printed number in `showAs`.

    Bad:
    <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/12_b"/>
    <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/12_b/!main"/>
    <FRBRExpression/><FRBRnumber value="12 b"/>

    Good:
    <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/12_b"/>
    <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/12_b/!main"/>
    <FRBRExpression/><FRBRnumber value="12_b" showAs="12 b"/>
    """
    for element in tree.all("FRBRnumber"):
        value = element.get("value") or ""
        if any(char in value for char in "/ ?#%"):
            safe = value.replace("/", "-").replace(" ", "_")
            yield Finding(
                say("the number {value!r} cannot stand in an IRI", value=value),
                element,
                quote=value,
                hint=say("write {safe}, and the printed number in showAs", safe=safe),
            )


@rule("IRI006", "format-disagrees", on="tree", sources=(f"{UN1}, FRBRformat",), info=EVERY)
def extension(tree: Tree) -> Iterator[Finding]:
    """FRBRformat is not the ending of the Manifestation's IRI.

    Why: both say in which format the file is. Whoever chooses a program by one of them gets another
    kind of file.

    Fix: write the same in both: `.xml` and `xml`.

    Bad:
    <FRBRManifestation>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01/!main.xml"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01.xml"/>
      <FRBRformat value="html"/>
    </FRBRManifestation>

    Good:
    <FRBRManifestation>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01/!main.xml"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01.xml"/>
      <FRBRformat value="xml"/>
    </FRBRManifestation>
    """
    for document in tree.documents:
        form, uri = (
            document.value("FRBRManifestation", "FRBRformat"),
            _iri(document, "FRBRManifestation"),
        )
        ending = None if uri is None else _SUFFIX.search(uri)
        said = "" if form is None else form[1].rpartition("/")[2].lstrip(".").removeprefix("akn+")
        if form is not None and ending is not None and said.casefold() != ending[0][1:].casefold():
            yield Finding(
                say(
                    "the FRBRformat is {form!r}, the IRI ends in {ending!r}",
                    form=form[1],
                    ending=ending[0],
                ),
                form[0],
                quote=form[1],
            )
