"""Texts that a call brings with it: read and checked in a process of its own.

That process is limited in time and memory, whatever the text holds. It opens no file.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal, cast

from communique.core.apart import called_apart
from communique.core.json_types import JsonObject
from communique.core.source import Limits, Source
from communique.draft import Parsed
from communique.mcp import views
from communique.mcp.answers import Content
from communique.mcp.problems import Problem, problem_of

NAME = "text"
"""The name of a text in its findings. It has no ending, so that it implies no format."""

View = Literal["outline", "text", "promises", "references", "findings"]
"""What can be asked about a text."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and what its reader is told. `format` None: the first characters decide."""

    words: str
    format: str | None = None
    language: str | None = None

    def source(self, limits: Limits) -> Source:
        """The text as bytes. Raises Problem if they are too many."""
        data = self.words.encode("utf-8", "replace")
        if len(data) > limits.size:
            raise Problem(
                "too-large",
                f"the text has {len(data):,} bytes; {limits.size:,} are allowed",
            )
        return Source(NAME, data)


@dataclass(frozen=True, slots=True)
class Task:
    """What the other process does with a text: show a view of it, or check it by a profile."""

    text: Text
    source: Source
    limits: Limits
    view: View | None
    profile: str | None = None


def read(text: Text, view: View, limits: Limits) -> Content:
    """A view of a text. Raises Problem."""
    return _apart(Task(text, text.source(limits), limits, view))


def check(text: Text, profile: str | None, limits: Limits) -> Content:
    """The verdict on a text, and the findings. Raises Problem."""
    return _apart(Task(text, text.source(limits), limits, None, profile))


def _apart(task: Task) -> Content:
    untimed = replace(task, limits=replace(task.limits, seconds=None))
    return called_apart(work, untimed, _lost, seconds=task.limits.seconds or math.inf)


def _lost(_: Task, status: int | None) -> Content:
    """Raise what is to be said of a process that ended."""
    if status is None:
        raise Problem("too-slow", "reading the text took too long, and was ended")
    raise Problem("too-large", f"reading the text ended its process (status {status})")


def work(task: Task) -> Content:
    """What the other process does. Raises Problem."""
    try:
        if task.view is None:
            return _checked(task)
        return _viewed(task, task.view)
    except Exception as error:
        raise problem_of(error) from error


def _checked(task: Task) -> Content:
    from communique.checking import validate

    text = task.text
    said = validate(
        task.source,
        format=text.format,
        language=text.language,
        limits=task.limits,
        profile=task.profile,
    )
    return views.report(said)


def _viewed(task: Task, view: View) -> Content:
    from communique.documents import read as read_source

    text = task.text
    parsed = read_source(
        task.source, text.format, language=text.language, limits=task.limits
    )
    declaration = parsed.declaration
    if declaration is None and view != "findings":
        first = parsed.findings[0].message if parsed.findings else "it is empty"
        raise Problem("not-readable", f"no declaration could be read: {first}")
    about = _about(parsed)
    if declaration is None or view == "findings":
        return Content(about, views.findings(parsed.findings))
    if view == "outline":
        return Content(about, views.outline(declaration))
    if view == "text":
        return Content(about, views.text(declaration))
    if view == "references":
        return Content(about, views.references(declaration))
    said = views.promises(parsed)
    return Content({**about, **said.about}, said.items)


def _about(parsed: Parsed) -> JsonObject:
    """What was read: title, language, facts, and where each character of the text is."""
    declaration = parsed.declaration
    about: JsonObject = {"findings": len(parsed.findings)}
    about["ledger"] = cast("JsonObject", parsed.ledger.as_json())
    if declaration is None:
        return about
    title = declaration.title
    about["language"] = declaration.language
    about["title"] = title.text if title else None
    return {**about, **views.facts(declaration)}
