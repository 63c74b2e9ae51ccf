"""What can be wrong with a call. Each problem has a code and says what to do about it."""

from communique.core.errors import (
    BadOption,
    CommuniqueError,
    UnknownDeclaration,
    UnknownFormat,
)
from communique.core.json_types import JsonObject
from communique.core.message import shortened

LONGEST = 600
"""The longest message, in characters: it may name a value that somebody else chose."""

REMEDIES = {
    "bad-argument": "Correct the argument. tools/list has the schema of each tool.",
    "bad-cursor": "Call the tool again with the same arguments and without a cursor.",
    "engine-fault": "Do not repeat the call. Tell the user: this is a fault of communique.",
    "not-installed": "Tell the user what to install; then start the server again.",
    "not-readable": "Correct the text, or name its format.",
    "store-gone": "Tell the user: build the corpus again, or start the server with another folder.",
    "too-large": "Send a smaller part.",
    "too-slow": "Send a smaller part, or name one record.",
    "unknown-eid": "Call outline: it lists the eIds of the record.",
    "unknown-language": "Leave the language out, or take one that the message names.",
    "unknown-record": "Call search, or read communique://records, to find records.",
    "unknown-resource": "List the resources and the resource templates.",
    "unknown-tool": "Call a tool that tools/list names.",
}
"""Every code of a problem, and what to do."""


class Problem(Exception):
    """Why a call has no answer. The code is one of `REMEDIES`; the message is one sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = shortened(message, LONGEST)

    def as_json(self) -> JsonObject:
        """The problem as the caller gets it."""
        return {
            "code": self.code,
            "message": self.message,
            "do": REMEDIES[self.code],
        }


def problem_of(error: Exception) -> Problem:
    """The problem that an error of the library is to the caller."""
    match error:
        case Problem():
            return error
        case UnknownDeclaration():
            return Problem("unknown-record", str(error))
        case UnknownFormat() | BadOption():
            return Problem("bad-argument", str(error))
        case MemoryError():
            return Problem("too-large", "this takes more memory than is allowed")
        case OSError():
            return Problem("store-gone", f"the data cannot be read: {error.strerror}")
        case CommuniqueError():
            return Problem("not-readable", str(error))
    return Problem("engine-fault", f"{type(error).__name__} was raised")
