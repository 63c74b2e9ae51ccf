"""What people type: every accessor of the record, the dataset and the ledger has an example, and
the examples are true.
"""

import doctest
import inspect
from collections.abc import Iterator
from functools import cached_property

import pytest
from pydantic import BaseModel

from communique import (
    Cover,
    Declaration,
    Entity,
    FollowUp,
    Note,
    Paragraph,
    Standing,
    TextBlock,
)
from communique.acts.follow_up import Event, ledgers, load_follow_up
from communique.edition.dataset import Dataset, dataset, load
from communique.model import Hit, Mention

ACCESSED = (
    Cover,
    Dataset,
    Declaration,
    Entity,
    Event,
    FollowUp,
    Hit,
    Mention,
    Note,
    Paragraph,
    Standing,
    TextBlock,
)
FUNCTIONS = (dataset, ledgers, load, load_follow_up)


def accessors(kind: type) -> Iterator[tuple[str, str | None]]:
    """The public methods and properties of a class of ours, each with its docstring; what pydantic
    has is left out.
    """
    inherited = {*dir(BaseModel), *dir(object)} - {"__getitem__"}
    for name, value in inspect.getmembers_static(kind):
        if name in inherited or (name.startswith("_") and name != "__getitem__"):
            continue
        if isinstance(value, property | cached_property) or inspect.isfunction(value):
            yield f"{kind.__name__}.{name}", value.__doc__


EXAMPLES = dict(each for kind in ACCESSED for each in accessors(kind)) | {
    function.__name__: function.__doc__ for function in FUNCTIONS
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_accessor_has_an_example_that_is_true(name: str) -> None:
    example = doctest.DocTestParser().get_doctest(
        EXAMPLES[name] or "", {}, name, None, None
    )
    assert example.examples, f"{name} has no example"
    said: list[str] = []
    result = doctest.DocTestRunner().run(example, out=said.append)
    assert result.failed == 0, "".join(said)


def test_the_accessors_are_those_that_the_documentation_names() -> None:
    names = {name.rpartition(".")[2] for name in EXAMPLES}
    assert names >= {
        "recitals", "commitments", "footnotes", "acts", "dates", "references", "mentions", "find", "cite", "paragraph",
        "__getitem__", "text", "number", "entity", "name", "declarations", "works", "version", "about", "standing",
    }  # fmt: skip
