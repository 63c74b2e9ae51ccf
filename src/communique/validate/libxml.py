"""What libxml2 says of a document by a schema, one line each, as templates that can be translated."""

import re
from functools import cache

from communique.core.message import Message, say, template

_NAMESPACE = re.compile(r"\{http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0\}")
_EXPECTED = re.compile(r"\( ([^()]*) \)")
_TWICE = re.compile(
    r"\AElement '[^']*': Duplicate key-sequence \['(.*)'\] in unique identity-constraint '(?:\{[^{}]*\})?([A-Za-z]*)-"
)
_SHOWN = 8
"""How many names of what is expected are shown."""

TEMPLATES = (
    template("element {name}: this element is not expected"),
    template("element {name}: this element is not expected; expected is {expected}"),
    template("element {name}: this element is not expected; expected is one of {expected}"),
    template("element {name}: missing child element(s); expected is {expected}"),
    template("element {name}: missing child element(s); expected is one of {expected}"),
    template("element {name}: no matching global declaration available for the validation root"),
    template("element {name}: character content is not allowed, because the content type is empty"),
    template("element {name}: element content is not allowed, because the content type is empty"),
    template("element {name}: character content other than whitespace is not allowed because the content type is {type}"),
    template("element {name}: the attribute {attribute} is required but missing"),
    template("element {name}: {value} is not a valid value of the atomic type {type}"),
    template("element {name}, attribute {attribute}: the attribute {again} is not allowed"),
    template("element {name}, attribute {attribute}: {value} is not a valid value of the atomic type {type}"),
    template("element {name}, attribute {attribute}: {value} is not a valid value of the list type {type}"),
    template("element {name}, attribute {attribute}: {value} is not a valid value of the union type {type}"),
    template("element {name}, attribute {attribute}: [facet 'enumeration'] The value {value} is not an element of the set {set}"),
    template("element {name}, attribute {attribute}: [facet 'pattern'] The value {value} is not accepted by the pattern {pattern}"),
    template("element {name}, attribute {attribute}: [facet 'minLength'] The value {value} has a length of {length}; this underruns the allowed minimum length of {bound}"),
)  # fmt: skip
"""What is known of its sentences. The longest that fits counts; one that is not known is told as it is."""


def readable(message: str) -> Message:
    """An error of libxml2's as one line: without the standard's namespace, lower case at the start, no full stop.

    >>> readable("Element '{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}p': This element is not expected.")
    "element 'p': this element is not expected"
    """
    twice = _TWICE.search(message)
    if twice is not None:
        return say("the {what} {value!r} is used twice", what=twice[2], value=twice[1])
    line = _EXPECTED.sub(_shortened, " ".join(_NAMESPACE.sub("", message).split())).rstrip(".")
    head, colon, rest = line.partition(": ")
    if colon:
        line = f"{head}: {rest[:1].lower()}{rest[1:]}"
    return _recognised((line[:1].lower() + line[1:]).replace(". Expected is", "; expected is"))


def _shortened(match: re.Match[str]) -> str:
    names = match[1].split(", ")
    return ", ".join(names[:_SHOWN]) + (f", … (+{len(names) - _SHOWN})" if len(names) > _SHOWN else "")


def _recognised(line: str) -> Message:
    for known, pattern in _patterns():
        found = pattern.fullmatch(line)
        if found is not None:
            return Message(line, known, found.groupdict())
    return Message(line)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The templates as patterns, the longest first. A name holds no blank and a value what it holds: it is the last."""
    made = []
    for known in sorted(TEMPLATES, key=len, reverse=True):
        parts = re.split(r"\{(\w+)\}", known)
        slots = {
            "name": r"\S+",
            "attribute": r"\S+",
            "again": r"\S+",
            "type": r"\S+",
            "length": r"\S+",
            "bound": r"\S+",
        }
        pattern = "".join(
            f"(?P<{part}>{slots.get(part, '.*')})" if at % 2 else re.escape(part) for at, part in enumerate(parts)
        )
        made.append((known, re.compile(pattern)))
    return tuple(made)
