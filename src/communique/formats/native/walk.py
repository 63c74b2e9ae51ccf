"""What is asked of all nodes of a record: whether each said its kind, and how many words it has."""

from collections.abc import Callable, Iterator
from functools import cache

from pydantic import BaseModel

from communique.draft import Ledger, weight
from communique.model import Declaration, Node
from communique.model.walk import addressed, levels
from communique.source import Pointer

# The slot itself: by its name it would be looked for in the class first, which takes twice as long.
_given: Callable[[Node], set[str]] = vars(BaseModel)["__pydantic_fields_set__"].__get__
_DOCUMENT = frozenset({"text"})
_STRUCTURE = frozenset({"num", "label", "marker"})


class _HasKind(dict[type[Node], bool]):
    """For each kind of node whether a field says so, and always: an annex has a kind only if it is a declaration."""

    def __missing__(self, kind: type[Node]) -> bool:
        """Found when it is first asked for."""
        field = kind.model_fields.get("kind")
        self[kind] = field is not None and field.default is not None
        return self[kind]


_has_kind = _HasKind()


@cache
def _counted(kind: type[Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields whose words are the document's, and those whose words are its structure."""
    fields = kind.model_fields
    return tuple(name for name in fields if name in _DOCUMENT), tuple(name for name in fields if name in _STRUCTURE)


def lacks_kind(declaration: Declaration) -> bool:
    """Whether the values that the record was made of lacked a `kind` that the model knew by itself."""
    return any("kind" not in _given(node) and _has_kind[type(node)] for level in levels(declaration) for node in level)


def without_kind(declaration: Declaration) -> Iterator[Pointer]:
    """Where the values lacked a `kind` that the model knew by itself, in the order of the record."""
    for pointer, _, node in addressed(declaration):
        if _has_kind[type(node)] and "kind" not in _given(node):
            yield pointer


def ledger(declaration: Declaration) -> Ledger:
    """Every character under `text`, `num`, `label` and `marker`, and of a short title that stands not in the title.

    `text` and the short title are words of the document, the rest is structure. Nothing is left over: what JSON holds
    beyond that has a place in the record, or the record is refused.
    """
    document = structure = 0
    for level in levels(declaration):
        for node in level:
            words, labels = _counted(type(node))
            document += sum(weight(node.__dict__[name] or "") for name in words)
            structure += sum(weight(node.__dict__[name] or "") for name in labels)
    short = declaration.short_title
    if short is not None and (declaration.title is None or short not in declaration.title.text):
        document += weight(short)
    return Ledger(total=document + structure, document=document, structure=structure)
