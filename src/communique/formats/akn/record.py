"""`meta` of our own files back into values of the record; shared with the reader of what others write."""

import sys
from collections.abc import Iterator
from urllib.parse import unquote

from communique.core.values import Values
from communique.formats.akn.names import ATTRIBUTES, TYPE_OF_TLC, UNKNOWN_DATE, A, C
from communique.formats.akn.reading import is_uri
from communique.formats.akn.tree import Element

_DATE_LENGTH = {"monthOnly": 7, "yearOnly": 4}
_FIELDS = {name: field for field, name in ATTRIBUTES.items()}


def local(ref: str | None, prefix: str) -> str | None:
    """The id that `#att_1__eu` or `#eu` names: without `#` and the prefix of the file."""
    return None if ref is None else ref.removeprefix("#").removeprefix(prefix)


_PLAIN = ("basis", "source")
"""How the attributes are called in `c:record`."""
_BASIS, _SOURCE = f"{C}basis", f"{C}source"


def based(value: Values, element: Element, names: tuple[str, str] = (_BASIS, _SOURCE)) -> Values:
    """The value with the basis and the source that its element's attributes give, where they do."""
    basis, source = element.get(names[0]), element.get(names[1])
    if basis is not None:
        value["basis"] = basis
    if source is not None:
        value["source"] = source
    return value


def date_of(element: Element | None) -> str | None:
    """The day, month or year that an `FRBRdate` stands for; None where it says that none is known."""
    day, name = (None, None) if element is None else (element.get("date"), element.get("name"))
    unknown = name == "unknown" or (
        name != "adoption" and day == UNKNOWN_DATE and name not in _DATE_LENGTH
    )
    return None if day is None or unknown else day[: _DATE_LENGTH.get(name or "", 10)]


def entries(meta: Element) -> Iterator[tuple[Element, str]]:
    """The entries of `references` that stand for entities, each with the entity's type."""
    for references in meta.findall(f"{A}references"):
        for entry in references:
            name = entry.tag.removeprefix(A)
            if name.startswith("TLC"):
                yield entry, entry.get(f"{C}type") or TYPE_OF_TLC.get(name, "topic")


def names(meta: Element, prefix: str) -> dict[str, Values]:
    """What `c:entity` adds to the entries of our own files, names in other languages, by the id of the entity."""
    found: dict[str, Values] = {}
    for element in meta.iterfind(f"{A}proprietary/{C}record/{C}entity"):
        value = found.setdefault(local(element.get("of"), prefix) or "", {})
        for part in element.iterfind(f"{C}name"):
            name = based({"language": part.get("language"), "text": part.text}, part, _PLAIN)
            value.setdefault("names", []).append(name)
    return found


_NO_REFERENCE = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "%#[]:"})
"""What a URI reference may not hold, or holds at some places only."""


def named_by(scheme: str) -> str:
    """The name of a catalogue as `dictionary` takes it, which is a URI reference: an address as it is, of other words some signs in percent."""
    return scheme if is_uri(scheme) else scheme.translate(_NO_REFERENCE)


def subjects(meta: Element) -> list[Values]:
    """The entries of `classification` of one of our own files."""
    found = []
    for keyword in meta.iterfind(f"{A}classification/{A}keyword"):
        value, label, scheme = (
            keyword.get("value"),
            keyword.get("showAs"),
            keyword.get("dictionary"),
        )
        plain = scheme is None or is_uri(scheme)
        subject: Values = {"scheme": scheme if plain else unquote(scheme or ""), "label": label}
        if value != label or keyword.get(f"{C}coded") == "true":
            subject["code"] = value
        given = {"uri": keyword.get("href"), "role": keyword.get(f"{C}subject")}
        subject.update((name, said) for name, said in given.items() if said is not None)
        found.append(based(subject, keyword))
    return found


def own(meta: Element, prefix: str) -> Values:
    """What `c:record` holds: version, id, place, votes, signatories, source, ... Empty where there is none."""
    record = meta.find(f"{A}proprietary/{C}record")
    if record is None:
        return {}
    values: Values = {"schema_version": record.get("version"), "id": record.get("id")}
    lists: Values = {"related_documents": [], "sponsors": [], "votes": [], "signatories": []}
    for part in record:
        match part.tag.removeprefix(C):
            case "place":
                values.setdefault("place", claim(part, prefix))
            case "document":
                lists["related_documents"].append(dict(part.items()))
            case "sponsor":
                lists["sponsors"].append(claim(part, prefix))
            case "vote":
                vote: Values = {_FIELDS.get(name, name): given for name, given in part.items()}
                for name in ("in_favour", "against", "abstaining"):
                    number = vote.get(name, "")
                    if (
                        number.isdecimal()
                        and len(number) <= sys.int_info.str_digits_check_threshold
                    ):
                        vote[name] = int(number)
                voters = [
                    claim(each, prefix) | {"choice": each.get("choice")}
                    for each in part.iterfind(f"{C}voter")
                ]
                lists["votes"].append(vote | ({"voters": voters} if voters else {}))
            case "signatory":
                lists["signatories"].append(_signatory(part, prefix))
            case "entity":
                pass  # see `names`
            case "provenance":
                values.setdefault(
                    "source", {_FIELDS.get(name, name): value for name, value in part.items()}
                )
    return values | {name: found for name, found in lists.items() if found}


def claim(element: Element, prefix: str) -> Values:
    """A claim of ours: printed form, entity, basis and source, each where it is given."""
    ref = local(element.get("ref"), prefix)
    value: Values = ({"text": element.text} if element.text else {}) | (
        {} if ref is None else {"ref": ref}
    )
    return based(value, element, _PLAIN)


def _signatory(element: Element, prefix: str) -> Values:
    value: Values = {"id": element.get("id")}
    for part in element:
        name, said, remark = part.tag.removeprefix(C), claim(part, prefix), part.get("remark")
        if name == "member":
            said.pop("text", None)
            value.setdefault("members", []).append(
                said | ({} if remark is None else {"remark": remark})
            )
        elif name in ("name", "role", "party"):
            value.setdefault(name, said)
    return value
