"""One call of a tool: its arguments are judged, it is answered within the limits."""

from collections.abc import Mapping
from functools import cache

from pydantic import ValidationError

from communique.core.bounds import TimeIsUp, deadline
from communique.core.json_types import Json, JsonObject
from communique.core.message import shortened
from communique.mcp.answers import page
from communique.mcp.holdings import Holdings
from communique.mcp.problems import Problem, problem_of
from communique.mcp.tools import TOOLS, Tool

MOST = 5
"""How many wrong arguments a message names."""
LONGEST_NAME = 40
"""The characters of a name that somebody else chose, in a message."""


@cache
def schema_of(name: str) -> JsonObject:
    """The JSON Schema of the arguments of a tool."""
    schema: JsonObject = TOOLS[name].model_json_schema()
    schema.pop("description", None)  # the tool itself has it
    schema.pop("title", None)
    return schema


def description_of(name: str) -> str:
    """What a tool is for, on one line."""
    return " ".join((TOOLS[name].__doc__ or "").split())


def answered(
    name: str, arguments: Mapping[str, object], holdings: Holdings
) -> JsonObject:
    """The answer of a tool: one page. Raises Problem, and nothing else."""
    seconds = holdings.limits.seconds
    try:
        tool = _tool(name, arguments)
        with deadline(None if tool.works_apart else seconds):
            content = tool.answer(holdings)
            call: JsonObject = {"tool": name}
            call["arguments"] = tool.model_dump(mode="json", exclude={"cursor"})
            return page(content, call, tool.cursor)
    except TimeIsUp:
        raise Problem("too-slow", f"this took more than {seconds} seconds") from None
    except Exception as error:
        raise problem_of(error) from error


def _tool(name: str, arguments: Mapping[str, object]) -> Tool:
    """The call of a tool with its arguments. Raises Problem."""
    known = TOOLS.get(name)
    if known is None:
        raise Problem("unknown-tool", f"no tool is named {_short(name)!r}")
    try:
        return known.model_validate(arguments)
    except ValidationError as error:
        raise _problem(error) from None


def _problem(error: ValidationError) -> Problem:
    """What is wrong with arguments: their names and what they must be, never what they are."""
    wrong = error.errors(include_url=False, include_context=False, include_input=False)
    parts: list[str] = []
    for each in wrong[:MOST]:
        place = ".".join(_short(str(part)) for part in each["loc"])
        parts.append(f"{place}: {each['msg'].lower()}")
    if len(wrong) > MOST:
        parts.append(f"{len(wrong) - MOST} more")
    is_too_long = any(each["type"] == "string_too_long" for each in wrong)
    code = "too-large" if is_too_long else "bad-argument"
    return Problem(code, "; ".join(parts))


def _short(name: str) -> str:
    return shortened(name, LONGEST_NAME)


def answer_schema() -> JsonObject:
    """The JSON Schema of every answer."""
    properties: dict[str, Json] = {
        "about": {"type": "object", "description": "What is said once."},
        "items": {"type": "array", "items": {"type": "object"}},
        "total": {"type": "integer", "description": "Items on all pages."},
        "next": {
            "type": ["string", "null"],
            "description": "The cursor of the next page; null on the last.",
        },
        "tokens": {
            "type": "integer",
            "description": "About how many tokens these are.",
        },
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
