"""A conversion that never ends for some documents, in a module that other processes can import."""

from dataclasses import replace

from communique.corpora import conversion
from communique.corpora.conversion import Recipe, Task
from communique.corpora.documents import Outcome

converted = conversion.convert


def convert(task: Task, recipe: Recipe) -> Outcome:
    """Convert a document; one whose name has `never` in it is converted for ever."""
    while "never" in task.document.name:
        task = replace(task)
    return converted(task, recipe)
