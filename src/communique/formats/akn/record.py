"""`meta` of our own files as values of the record; shared with the reader of others' files."""

import sys
from collections.abc import Iterator
from typing import TypeVar, cast
from urllib.parse import unquote

from communique.core.values import (
    BasedValues,
    ClaimValues,
    DeclarationValues,
    EntityValues,
    MemberValues,
    NameValues,
    ProvenanceValues,
    RelatedDocumentValues,
    SignatoryValues,
    SubjectValues,
    VoterValues,
    VoteValues,
)
from communique.formats.akn.names import ATTRIBUTES, TYPE_OF_TLC, UNKNOWN_DATE, A, C
from communique.formats.akn.reading import is_uri
from communique.formats.akn.tree import Element

_LENGTH_OF_DATE = {"monthOnly": 7, "yearOnly": 4}
"""The code points of an `FRBRdate` that count, by its name; of others all ten do."""
_FIELD_OF = {name: field for field, name in ATTRIBUTES.items()}
_COUNTS = ("in_favour", "against", "abstaining")
_BASIS = f"{C}basis"
_SOURCE = f"{C}source"
_PLAIN = ("basis", "source")
"""The names of the same two attributes on elements in `c:record`."""


B = TypeVar("B", bound=BasedValues)


def local(ref: str, prefix: str) -> str:
    """The id that `#att_1__eu` or `#eu` names: without `#` and the prefix of the file."""
    return ref.removeprefix("#").removeprefix(prefix)


def based(value: B, element: Element, names: tuple[str, str] = (_BASIS, _SOURCE)) -> B:
    """The value with the basis and the source that attributes of its element give, if any."""
    basis = element.get(names[0])
    source = element.get(names[1])
    if basis is not None:
        value["basis"] = basis
    if source is not None:
        value["source"] = source
    return value


def date_of(element: Element | None) -> str | None:
    """The day, month or year that an `FRBRdate` stands for.

    None where it says that none is known.
    """
    if element is None:
        return None
    day = element.get("date")
    name = element.get("name")
    if day is None or name == "unknown":
        return None
    if name in _LENGTH_OF_DATE:
        return day[: _LENGTH_OF_DATE[name]]
    if name != "adoption" and day == UNKNOWN_DATE:
        return None
    return day[:10]


def entries(meta: Element) -> Iterator[tuple[Element, str]]:
    """The entries of `references` that stand for entities, each with the entity's type."""
    for references in meta.findall(f"{A}references"):
        for entry in references:
            name = entry.tag.removeprefix(A)
            if name.startswith("TLC"):
                yield entry, entry.get(f"{C}type") or TYPE_OF_TLC.get(name, "topic")


def names(meta: Element, prefix: str) -> dict[str, EntityValues]:
    """What `c:entity` adds to the entries of our own files, by the id of the entity.

    These are the entity's names in other languages.
    """
    found: dict[str, EntityValues] = {}
    for element in meta.iterfind(f"{A}proprietary/{C}record/{C}entity"):
        value = found.setdefault(local(element.get("of") or "", prefix), {})
        for part in element.iterfind(f"{C}name"):
            name: NameValues = {"language": part.get("language"), "text": part.text}
            value.setdefault("names", []).append(based(name, part, _PLAIN))
    return found


_NO_REFERENCE = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "%#[]:"})
"""Signs that a URI reference may not hold, or holds at some places only."""


def named_by(scheme: str) -> str:
    """The name of a catalogue as `dictionary` takes it, which is a URI reference.

    An address is that already; in other words some signs are written in percent. So are blanks that
    a parser of XML would fold: at the ends, and more than one in a row.
    """
    if is_uri(scheme):
        return scheme
    name = scheme.translate(_NO_REFERENCE)
    would_be_folded = " ".join(scheme.split()) != scheme
    return name.replace(" ", "%20") if would_be_folded else name


def subjects(meta: Element) -> list[SubjectValues]:
    """The entries of `classification` of one of our own files."""
    keywords = meta.iterfind(f"{A}classification/{A}keyword")
    return [_subject(keyword) for keyword in keywords]


def _subject(keyword: Element) -> SubjectValues:
    code = keyword.get("value")
    label = keyword.get("showAs")
    scheme = keyword.get("dictionary")
    if scheme is not None and not is_uri(scheme):
        scheme = unquote(scheme)
    subject: SubjectValues = {"scheme": scheme, "label": label}
    if code != label or keyword.get(f"{C}coded") == "true":
        subject["code"] = code
    uri = keyword.get("href")
    if uri is not None:
        subject["uri"] = uri
    role = keyword.get(f"{C}subject")
    if role is not None:
        subject["role"] = role
    return based(subject, keyword)


def own(meta: Element, prefix: str) -> DeclarationValues:
    """What `c:record` holds: version, id, place, votes, signatories, source; empty without one."""
    record = meta.find(f"{A}proprietary/{C}record")
    if record is None:
        return {}
    values: DeclarationValues = {
        "schema_version": record.get("version"),
        "id": record.get("id"),
    }
    for part in record:
        match part.tag.removeprefix(C):
            case "place":
                values.setdefault("place", claim(part, prefix))
            case "document":
                values.setdefault("related_documents", []).append(_document(part))
            case "sponsor":
                values.setdefault("sponsors", []).append(claim(part, prefix))
            case "vote":
                values.setdefault("votes", []).append(_vote(part, prefix))
            case "signatory":
                values.setdefault("signatories", []).append(_signatory(part, prefix))
            case "entity":
                pass  # see `names`
            case "provenance":
                values.setdefault("source", _provenance(part))
    return values


def _fields(element: Element) -> dict[str, str]:
    """The attributes of an element in `c:record` as the fields that they hold."""
    return {_FIELD_OF.get(name, name): given for name, given in element.items()}


def _document(element: Element) -> RelatedDocumentValues:
    return cast("RelatedDocumentValues", dict(element.items()))


def _provenance(element: Element) -> ProvenanceValues:
    return cast("ProvenanceValues", _fields(element))


def _vote(element: Element, prefix: str) -> VoteValues:
    fields: dict[str, object] = {**_fields(element)}
    for name in _COUNTS:
        number = fields.get(name)
        if isinstance(number, str) and _is_count(number):
            fields[name] = int(number)
    vote = cast("VoteValues", fields)
    voters = [_voter(each, prefix) for each in element.iterfind(f"{C}voter")]
    if voters:
        vote["voters"] = voters
    return vote


def _is_count(number: str) -> bool:
    return number.isdecimal() and len(number) <= sys.int_info.str_digits_check_threshold


def claim(element: Element, prefix: str) -> ClaimValues:
    """A claim of ours: printed form, entity, basis and source, each where it is given."""
    value: ClaimValues = {}
    if element.text:
        value["text"] = element.text
    ref = element.get("ref")
    if ref is not None:
        value["ref"] = local(ref, prefix)
    return based(value, element, _PLAIN)


def _voter(element: Element, prefix: str) -> VoterValues:
    return {**claim(element, prefix), "choice": element.get("choice")}


def _signatory(element: Element, prefix: str) -> SignatoryValues:
    value: SignatoryValues = {"id": element.get("id")}
    for part in element:
        match part.tag.removeprefix(C):
            case "member":
                value.setdefault("members", []).append(_member(part, prefix))
            case "name":
                value.setdefault("name", claim(part, prefix))
            case "role":
                value.setdefault("role", claim(part, prefix))
            case "party":
                value.setdefault("party", claim(part, prefix))
    return value


def _member(element: Element, prefix: str) -> MemberValues:
    member: MemberValues = {}
    ref = element.get("ref")
    if ref is not None:
        member["ref"] = local(ref, prefix)
    based(member, element, _PLAIN)
    remark = element.get("remark")
    if remark is not None:
        member["remark"] = remark
    return member
