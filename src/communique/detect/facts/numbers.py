"""The own numbers of a document, one of each scheme."""

from collections.abc import Iterator

from communique.core.values import Values
from communique.detect.facts.where import Standing
from communique.detect.kinds import OwnNumber, own_numbers, scheme_of
from communique.detect.metadata import Value


def find_numbers(standing: Standing) -> Iterator[Values]:
    """The numbers in lines above and below a text, one of each scheme, and that of the metadata.

    A number inside other words, in brackets or behind the label of another document is another's.
    """
    found = _best_of_each_scheme(standing)
    for best in found.values():
        yield {
            "scheme": best.scheme,
            "value": best.number,
            "basis": "text",
            "source": None,
        }
    given = _given(standing)
    if given is not None and _bare(given.text) not in {
        _bare(each.number) for each in found.values()
    }:
        yield {
            "scheme": scheme_of(given.text),
            "value": given.text,
            "basis": "external",
            "source": "metadata",
        }


def _best_of_each_scheme(standing: Standing) -> dict[str, OwnNumber]:
    found: dict[str, OwnNumber] = {}
    for printed in (*standing.above, *standing.closing):
        for line in (*printed.cells, printed.text):
            for candidate in own_numbers(line, printed.role):
                best = found.get(candidate.scheme)
                if best is None or candidate.rank < best.rank:
                    found[candidate.scheme] = candidate
    if len(found) > 1:
        found.pop("document", None)
    return found


def _given(standing: Standing) -> Value | None:
    """The number that the metadata give.

    An identifier in no manner that we know is that of a file in a collection.
    """
    number = standing.metadata.get("number")
    if number is not None:
        return number
    identifier = standing.metadata.get("identifier")
    if identifier is not None and scheme_of(identifier.text) != "document":
        return identifier
    return None


def _bare(number: str) -> str:
    """A number without blanks."""
    return "".join(number.split())
