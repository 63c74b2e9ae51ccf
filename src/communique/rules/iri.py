"""IRI: the names of Work, Expression and Manifestation, by the Akoma Ntoso Naming Convention 1.0."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from communique.core.message import say
from communique.rules.record import Record
from communique.rules.rule import EVERY, NC, OURS, STRICT, UN1, Finding, rule
from communique.rules.tree import Document, Tree

LEVELS = ("FRBRWork", "FRBRExpression", "FRBRManifestation")
_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_WORK = re.compile(
    rf"/akn/(?P<country>[a-z]{{2}}(?:-[A-Za-z0-9]+)?)/(?P<type>[A-Za-z]+)"
    rf"(?P<middle>(?:/[^/]+)*?)/(?P<date>{_DATE})(?P<rest>/[^/]+)*"
)
_VERSION = re.compile(rf"(?<=@){_DATE}\Z")
_ENDING = re.compile(r"\.[A-Za-z0-9]+")
_THEN_LANGUAGE = re.compile(r"/[a-z]{2,3}(?:[@!/-]|\Z)")
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


@rule(
    "IRI001", "this-not-of-uri", on="tree", sources=(f"{UN1}, components",), error=OURS
)
def this(tree: Tree) -> Iterator[Finding]:
    """FRBRthis is not FRBRuri and the name of a component.

    Why: `FRBRuri` names the whole, `FRBRthis` the part that this is: the same address, `/!` and the
    component's name. If they differ, nobody knows which document the part belongs to.

    Fix: make `FRBRthis` of `FRBRuri`: `{FRBRuri}/!main`.

    Bad:
    <FRBRthis value="/akn/xx/statement/declaration/2024-03-02/harbour/!main"/>

    Good:
    <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/!main"/>
    """
    for document in tree.documents:
        for level in LEVELS:
            this = document.value(level, "FRBRthis")
            uri = _iri(document, level)
            if (
                this is None or uri is None or not uri.strip("/ ")
            ):  # what has no name names nothing
                continue
            whole = bare(uri)
            part = bare(this[1])
            is_component = part.startswith((f"{whole}/!", f"{whole}!", f"{whole}/main"))
            if part != whole and not is_component:
                message = say(
                    "the FRBRthis {value!r} does not begin with FRBRuri {uri!r}",
                    value=this[1],
                    uri=uri,
                )
                yield Finding(message, this[0], quote=this[1])


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
    wrong: list[str] = []
    for iri, place in _work_iris(subject):
        is_named_after_wrong = iri.startswith(tuple(wrong))
        if is_named_after_wrong or work_parts(iri.rstrip("/")):
            continue
        wrong.append(iri or "/")
        message = say(
            "the IRI {iri!r} is not in the form of the naming convention", iri=iri
        )
        yield Finding(message, place, quote=iri)


def _work_iris(subject: Record | Tree) -> list[tuple[str, object]]:
    """The IRIs of the Works, each with its place."""
    if isinstance(subject, Record):
        declaration = subject.declaration
        nodes = (declaration.cover, declaration)
        return [(node.iri, node) for node in nodes if node is not None]
    found = (document.value("FRBRWork", "FRBRuri") for document in subject.documents)
    return [(each[1], each[0]) for each in found if each is not None]


@rule(
    "IRI003",
    "level-not-of-work",
    on="tree",
    sources=(f"{NC}, 4.5 and 4.6",),
    error=OURS,
)
def levels(tree: Tree) -> Iterator[Finding]:
    """An IRI does not begin with that of its level above: Work, Expression, Manifestation.

    Why: an Expression is the Work in a language (`/eng@2024-03-01`), a Manifestation that in a
    format (`.xml`). If the chain breaks, nobody can put the translations of one Work together.

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
        work, expression, manifestation = (
            document.value(level, "FRBRuri") for level in LEVELS
        )
        if expression is None:
            continue
        if work is not None and not _is_in_language(expression[1], work[1]):
            message = say(
                "the Expression {expression!r} is not the Work {work!r} in a language",
                expression=expression[1],
                work=work[1],
            )
            yield Finding(message, expression[0], quote=expression[1])
        elif manifestation is not None and not _is_in_format(
            manifestation[1], expression[1]
        ):
            message = say(
                "the Manifestation {manifestation!r} is not the Expression {expression!r} in a format",
                manifestation=manifestation[1],
                expression=expression[1],
            )
            yield Finding(message, manifestation[0], quote=manifestation[1])


def _is_in_language(expression: str, work: str) -> bool:
    """Whether an Expression's IRI is a Work's, followed by a language."""
    whole = work.rstrip("/")
    part = expression.rstrip("/")
    return part.startswith(whole) and _THEN_LANGUAGE.match(part, len(whole)) is not None


def _is_in_format(manifestation: str, expression: str) -> bool:
    """Whether a Manifestation's IRI is an Expression's, with a component or a file's ending behind
    it.
    """
    whole = expression.rstrip("/")
    part = manifestation.rstrip("/")
    rest = part[len(whole) :]
    if not part.startswith(whole):
        return False
    return rest[:1] in ("", "/", "!") or _ENDING.fullmatch(rest) is not None


@rule("IRI004", "iri-disagrees", on="either", sources=(f"{NC}, 4.4", UN1), error=STRICT)
def disagrees(subject: Record | Tree) -> Iterator[Finding]:
    """A part of the Work's IRI is not what the document says elsewhere.

    Why: type, date, country, subtype and number are in the file twice: in the IRI, and in separate
    metadata. The two must say the same. A year agrees with any day in it, and `9999`, which says
    that no date is known, with every date.

    Fix: correct whichever is wrong; keep an IRI that is already published, and correct the
    metadata.

    Bad:
    {"date": {"value": "2023-12-31", "basis": "text"}}

    Good:
    {"date": {"value": "2024-03-01", "basis": "text"}}
    """
    if isinstance(subject, Record):
        yield from _disagrees_in_record(subject)
    else:
        yield from _disagrees_in_tree(subject)


def _disagrees_in_record(record: Record) -> Iterator[Finding]:
    declaration = record.declaration
    for node, name in ((declaration, "statement"), (declaration.cover, "doc")):
        found = None if node is None else work_parts(node.iri)
        if node is None or found is None:
            continue
        if found["type"] != name:
            yield _other_element((node, node.iri), found["type"], name)
        date = node.date
        if date is not None and not _agree(found["date"], date.value):
            message = say(
                "the IRI says {value!r}, the record's date is {date!r}",
                value=found["date"],
                date=date.value,
            )
            yield Finding(message, date, quote=date.value)


def _disagrees_in_tree(tree: Tree) -> Iterator[Finding]:
    told: list[str] = []
    for document in tree.documents:
        yield from _other_version(document)
        uri = document.value("FRBRWork", "FRBRuri")
        parts = None if uri is None else work_parts(uri[1].rstrip("/"))
        if uri is None or parts is None:
            continue
        is_part_of_told = f"{uri[1]}/".startswith(
            tuple(told)
        )  # a part has the date of the whole
        if is_part_of_told:
            continue
        found = list(_other_values(document, uri, parts))
        if found:
            told.append(f"{uri[1].rstrip('/')}/")
        yield from found


def _other_version(document: Document) -> Iterator[Finding]:
    """That the date behind `@` in the Expression's IRI is not its FRBRdate."""
    expression = document.value("FRBRExpression", "FRBRuri")
    day = document.value("FRBRExpression", "FRBRdate", "date")
    if expression is None or day is None:
        return
    version = _VERSION.search(bare(expression[1]).rpartition("/")[2])
    if version is not None and not _agree(version[0], _worth(day)):
        yield _other_value(version[0], "FRBRdate", day)


def _other_values(
    document: Document, uri: tuple[Element, str], parts: re.Match[str]
) -> Iterator[Finding]:
    """That the Work's IRI says another element, country, subtype, date or number than the metadata."""
    is_annex = document.element.get("name", "").casefold() == "annex"
    if parts["type"] != document.name and not is_annex:
        yield _other_element(uri, parts["type"], document.name)
    rest = "/".join(uri[1].split("/")[4:])
    says = {"FRBRcountry": parts["country"], "FRBRdate": parts["date"]}
    for name, attribute in _REPEATED:
        part = says.get(name, rest)
        said = document.value("FRBRWork", name, attribute)
        if said is not None and not _repeats(name, _worth(said), part):
            yield _other_value(part, name, said)


def _other_value(part: str, name: str, said: tuple[Element, str]) -> Finding:
    message = say(
        "the IRI says {part!r}, {name} {value!r}", part=part, name=name, value=said[1]
    )
    return Finding(message, said[0], quote=said[1])


_REPEATED = (
    ("FRBRcountry", "value"),
    ("FRBRsubtype", "value"),
    ("FRBRdate", "date"),
    ("FRBRnumber", "value"),
)


def _worth(said: tuple[Element, str]) -> str:
    """A value of the metadata; of a date so much as it is worth, a year being written as its first
    day.
    """
    element, value = said
    length = {"yearOnly": 4, "monthOnly": 7}.get(element.get("name") or "")
    return value[:length]


def _repeats(name: str, value: str, part: str) -> bool:
    """Whether a value of the metadata is what the part of the IRI says."""
    match name:
        case "FRBRcountry":
            return value.casefold() == part.casefold()
        case "FRBRdate":
            return _agree(part, value)
        case _:
            return value.replace("/", "-").replace(" ", "_") in part.split("/")


def _other_element(uri: tuple[object, str], part: str, name: str) -> Finding:
    message = say(
        "the IRI says {part!r}, {other}", part=part, other=f"the element is <{name}>"
    )
    return Finding(message, uri[0], quote=uri[1])


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
            message = say("the number {value!r} cannot be part of an IRI", value=value)
            hint = say("write {safe}, and the printed number in showAs", safe=safe)
            yield Finding(
                message,
                element,
                quote=value,
                hint=hint,
            )


@rule(
    "IRI006", "format-disagrees", on="tree", sources=(f"{UN1}, FRBRformat",), info=EVERY
)
def extension(tree: Tree) -> Iterator[Finding]:
    """FRBRformat is not the ending of the Manifestation's IRI.

    Why: both say in which format the file is. A program that looks at only one of them gets the
    wrong kind of file.

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
        form = document.value("FRBRManifestation", "FRBRformat")
        uri = _iri(document, "FRBRManifestation")
        ending = None if uri is None else _SUFFIX.search(uri)
        if form is None or ending is None:
            continue
        said = form[1].rpartition("/")[2].lstrip(".").removeprefix("akn+").casefold()
        named = ending[0][1:].casefold()
        both_are_xml = {said, named} == {"akn", "xml"}
        if said != named and not both_are_xml:
            message = say(
                "the FRBRformat is {form!r}, the IRI ends in {ending!r}",
                form=form[1],
                ending=ending[0],
            )
            yield Finding(message, form[0], quote=form[1])
