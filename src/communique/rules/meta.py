"""MET: what the metadata say of the document: dates, country, force, translation, its own number."""

import re
from collections.abc import Iterator

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import Message, say
from communique.rules.iri import work_parts
from communique.rules.markup import Markup, fix_of_changes
from communique.rules.numbers import council_number
from communique.rules.ontology import countries
from communique.rules.record import Record
from communique.rules.rule import (
    NOT_OF_UNION,
    OTHERS,
    OURS,
    RECORD,
    STRICT,
    UN1,
    Finding,
    Profile,
    rule,
)
from communique.rules.tree import Tree

MAPPING = "the record in Akoma Ntoso, dates that are not days"


@rule("MET001", "date-misnamed", on="tree", sources=(MAPPING, UN1), error=OURS)
def date_name(tree: Tree) -> Iterator[Finding]:
    """A date that means only a year, or no date, does not say so.

    Why: `FRBRdate` demands a day. A year is written as its first day with the name `yearOnly`, an
    unknown date as 9999-01-01 with the name `unknown`. Without the name, readers take it for an
    exact day.

    Fix: give the date the name that says how exact it is.

    Bad:
    <FRBRdate date="9999-01-01" name="adoption"/>

    Good:
    <FRBRdate date="9999-01-01" name="unknown"/>
    """
    for element in tree.all("FRBRdate"):
        date = element.get("date") or ""
        message = _misnamed(date, element.get("name") or "")
        if message is not None:
            yield Finding(message, element, quote=date)


def _misnamed(date: str, name: str) -> Message | None:
    """What is wrong with the name of a date; None if nothing is."""
    if not name.strip():
        return say("the date {date!r} has no name", date=date)
    means_unknown = date == "9999-01-01"
    if means_unknown and name != "unknown":
        return say(
            "the date {date!r} means that the date is unknown, but is named {name!r}",
            date=date,
            name=name,
        )
    if name == "unknown" and not means_unknown:
        return say(
            "the date {date!r} is a day, but is named {name!r}", date=date, name=name
        )
    first_day = {"yearOnly": "-01-01", "monthOnly": "-01"}.get(name, "")
    if not date.endswith(first_day):
        return say(
            "the date {date!r} is named {name!r}, but is not the first day",
            date=date,
            name=name,
        )
    return None


_TWO_LETTERS = re.compile("[a-z]{2}")


@rule(
    "MET002",
    "unknown-country",
    on="either",
    sources=(UN1, "ISO 3166-1"),
    error=STRICT,
    asked=NOT_OF_UNION,
)
def country(subject: Record | Tree) -> Iterator[Finding]:
    """The country of the document, in FRBRcountry or in the IRI, is not a known code.

    Why: the country is the first part of the IRI, and the naming convention takes two-letter codes
    in lower case for it, `eu` and `un` among them.

    Fix: write the ISO 3166-1 code in lower case.

    Bad:
    <FRBRuri value="/akn/zq/statement/declaration/2024-03-01/harbour"/>
    <FRBRthis value="/akn/zq/statement/declaration/2024-03-01/harbour/!main"/>
    <FRBRExpression/><FRBRcountry value="zq"/>

    Good:
    <FRBRuri value="/akn/si/statement/declaration/2024-03-01/harbour"/>
    <FRBRthis value="/akn/si/statement/declaration/2024-03-01/harbour/!main"/>
    <FRBRExpression/><FRBRcountry value="si"/>
    """
    if isinstance(subject, Record):
        yield from _country_of_record(subject)
        return
    formless = _countries_of_formless_iris(subject)
    for element in subject.all("FRBRcountry"):
        value = element.get("value") or ""
        # Where the IRI, which has the same part, is not in its form, that is said instead.
        said_of_iri = value in formless and not _TWO_LETTERS.fullmatch(value)
        if said_of_iri or value.partition("-")[0] in countries("convention"):
            continue
        hint = None
        if value.casefold().partition("-")[0] in countries("convention"):
            hint = say("write {proper}", proper=value.casefold())
        message = say(
            "{value!r} is not a country code of the naming convention", value=value
        )
        yield Finding(message, element, quote=value, hint=hint)


def _country_of_record(record: Record) -> Iterator[Finding]:
    declaration = record.declaration
    for node in (declaration, declaration.cover):
        if node is None:
            continue
        code = node.iri.removeprefix("/akn/").partition("/")[0]
        # A country of another form makes an IRI of another form, which is said already.
        if _TWO_LETTERS.fullmatch(code) and code not in countries("convention"):
            message = say(
                "{value!r} is not a country code of the naming convention", value=code
            )
            yield Finding(message, node, quote=code)


def _countries_of_formless_iris(tree: Tree) -> set[str]:
    """The second parts of the Works' IRIs that are not in the form of the naming convention."""
    found: set[str] = set()
    for document in tree.documents:
        uri = document.value("FRBRWork", "FRBRuri")
        if uri is None:
            continue
        address = uri[1]
        names_a_country = address.count("/") > 2
        if names_a_country and not work_parts(address.rstrip("/")):
            found.add(address.split("/")[2])
    return found


def fix_country(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The country's code in lower case; None where that is no known code either."""
    element = markup.element_at(finding.span)
    code = "" if element is None else (element.get("value") or "").casefold()
    if element is None or code.partition("-")[0] not in countries("convention"):
        return None
    return fix_of_changes(markup, [(element, "value", code)])


_ORIGINAL = re.compile(r"\((?:OR|Or)\.?\s*+(?::\s*+)?([a-z]{2})(?:[/,]\s?[a-z]{2})*\)")


@rule(
    "MET003", "translation-not-said", on="record", sources=(f"{UN1}, FRBRtranslation",)
)
def translation(record: Record) -> Iterator[Finding]:
    """The front matter says that the text was drafted in another language, but the metadata do not.

    Why: `(OR. en)` on a text in another language makes it a translation. If you compare languages,
    you must know which one is the original.

    Fix: set `translation_of` (in Akoma Ntoso `FRBRtranslation`) to the original's language.

    Bad:
    {"cover": {"fields": [{"key": "original-language", "value": {"kind": "text",
      "text": "(OR. fr)"}},
       {"key": "from", "label": "From:", "value": {"kind": "text", "text": "Presidency"}},
       {"key": "to", "label": "To:", "value": {"kind": "text", "text": "Delegations"}},
       {"key": "subject", "label": "Subject:", "value": {"kind": "text",
         "text": "Harbour Declaration of The Ports"}}]}}

    Good:
    {"translation_of": "fr", "cover": {"fields": [{"key": "original-language",
      "value": {"kind": "text", "text": "(OR. fr)"}},
       {"key": "from", "label": "From:", "value": {"kind": "text", "text": "Presidency"}},
       {"key": "to", "label": "To:", "value": {"kind": "text", "text": "Delegations"}},
       {"key": "subject", "label": "Subject:", "value": {"kind": "text",
         "text": "Harbour Declaration of The Ports"}}]}}
    """
    declaration = record.declaration
    if declaration.cover is None or declaration.translation_of is not None:
        return
    if declaration.language == "und":
        return
    for field in declaration.cover.fields:
        found = _ORIGINAL.search(field.value.text[:200])
        if found is None or found[1] == declaration.language.partition("-")[0]:
            continue
        message = say(
            "the original is in {value!r}, this is in {language!r}",
            value=found[1],
            language=declaration.language,
        )
        yield Finding(message, field.value, *found.span())


@rule(
    "MET004",
    "prescriptive",
    on="tree",
    sources=("OASIS Akoma Ntoso 3.0 XSD, FRBRprescriptive", "Council notes (LEOS 3.3)"),
    info=OTHERS,
)
def prescriptive(tree: Tree) -> Iterator[Finding]:
    """A political declaration does not say that it is not prescriptive.

    Why: `FRBRprescriptive` says whether a text lays down rules of law. A declaration commits
    politically; searches for law leave it out only if it says so.

    Fix: add `<FRBRprescriptive value="false"/>` to the Work.

    Bad:
    <FRBRprescriptive value="true"/>

    Good:
    <FRBRprescriptive value="false"/>
    """
    for document in tree.documents:
        if document.name != "statement" or "FRBRWork" not in document.levels:
            continue
        said = document.value("FRBRWork", "FRBRprescriptive")
        if said is None:
            message = say("the Work does not say whether it is prescriptive")
            yield Finding(message, document.levels["FRBRWork"])
        elif said[1] != "false":
            message = say("the FRBRprescriptive is {value!r}", value=said[1])
            yield Finding(message, said[0], quote=said[1])


@rule(
    "MET005",
    "number-of-previous-document",
    on="record",
    sources=("numbers of Council documents",),
    error=STRICT,
)
def previous(record: Record) -> Iterator[Finding]:
    """The document's own number is that of the previous document.

    Why: the number printed behind "No. prev. doc." is of another text. Taken for the document's
    own, every citation of it leads to the earlier version.

    Fix: take the number from the masthead, or leave it out where none is printed.

    Bad:
    {"cover": {"identifiers": [{"scheme": "council", "value": "6100/24", "basis": "text"}]}}

    Good:
    {"cover": {"identifiers": [{"scheme": "council", "value": "6123/24", "basis": "text"}]}}
    """
    cover = record.declaration.cover
    if cover is None:
        return
    previous = [council_number(each.text) for each in cover.previous_documents]
    keys = {number.key for number in previous if number is not None}
    for identifier in record.identifiers():
        if identifier.scheme != "council":
            continue
        number = council_number(identifier.value)
        if number is not None and number.key in keys:
            message = say(
                "{value!r} is the number of the previous document",
                value=identifier.value,
            )
            yield Finding(message, identifier, quote=identifier.value)


@rule("MET006", "place-not-in-text", on="record", sources=(RECORD,))
def not_in_text(record: Record) -> Iterator[Finding]:
    """The place or a sponsor is said to be named in the text, but the text does not name it.

    Why: a basis of `text` promises that whoever reads the document finds the name there, as it is
    printed.

    Fix: write the name as it is printed, or correct the basis of the claim.

    Bad:
    {"place": {"text": "Lighthouse Island", "basis": "text"}}

    Good:
    {"place": {"text": "Lighthouse Island", "basis": "inferred"}}
    """
    declaration = record.declaration
    for claim in (declaration.place, *declaration.sponsors):
        if claim is None or claim.basis != "text" or not claim.text:
            continue
        if not record.holds(claim.text):
            yield Finding(
                say("{text!r} is not in the text", text=claim.text),
                claim,
                quote=claim.text,
            )


@rule(
    "MET007",
    "claim-without-basis",
    on="record",
    sources=(RECORD,),
    asked=(Profile.GENERIC, *OURS),
    about="basis",
)
def without_basis(record: Record) -> Iterator[Finding]:
    """The date or the place has no basis, though other claims of the document have one.

    Why: a date binds the document to a day. The basis says how you know the day: from the words
    (`text`), from a named source (`external`), or because it follows from them (`inferred`). If no
    claim of the document has a basis, its publisher gives none, and this rule reports nothing.

    Fix: give the claim its basis, and name the source if that is `external`.

    Bad:
    {"date": {"value": "2024-03-01"}}

    Good:
    {"date": {"value": "2024-03-01", "basis": "text"}}
    """
    declaration = record.declaration
    cover = declaration.cover
    dates = [declaration.date, None if cover is None else cover.date]
    lacking = [date for date in dates if date is not None and date.basis is None]
    place = declaration.place
    place_lacks = place is not None and place.basis is None
    if not (lacking or place_lacks) or not _gives_bases(record):
        return
    for date in lacking:
        message = say("the date {value} has no basis", value=date.value)
        yield Finding(message, date, quote=date.value)
    if place is not None and place_lacks:
        called = place.text or place.ref or ""
        message = say("the place {text!r} has no basis", text=called)
        yield Finding(message, place, quote=called or None)


def _gives_bases(record: Record) -> bool:
    """Whether any claim of the record has a basis."""
    declaration = record.declaration
    if any(entity.basis is not None for entity in declaration.entities):
        return True
    dates = (declaration.date, declaration.place)
    if any(claim is not None and claim.basis is not None for claim in dates):
        return True
    signers = [(each.name, each.role, each.party) for each in declaration.signatories]
    return any(
        claim is not None and claim.basis is not None
        for claims in signers
        for claim in claims
    )
