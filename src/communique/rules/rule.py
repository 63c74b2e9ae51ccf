"""What a rule is: a value with a code, its severity under each profile, and a page of documentation.

A rule is made from a function by the decorator `rule`. The function's docstring is the page: a
summary of one line, then the sections `Why`, `Fix`, `Bad` and `Good`, each begun by its name and a
colon. `Bad` and `Good` hold an example each, of XML or JSON; both are run as tests.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from inspect import cleandoc
from typing import Literal

from communique.core.diagnostics import Code, Severity
from communique.core.message import Message


class Profile(StrEnum):
    """The set of rules that a document is checked against.

    `GENERIC`: any Akoma Ntoso document. `DECLARATION`: a record, or a file that this
    library wrote. `COUNCIL`: a record with a cover note. `AKN4UN`: a document of the
    United Nations, by the UN guidelines. `AKN4EU`: a document of the EU institutions,
    by the EU guidelines.
    """

    GENERIC = "generic"
    DECLARATION = "declaration"
    COUNCIL = "council"
    AKN4UN = "akn4un"
    AKN4EU = "akn4eu"


EVERY = tuple(Profile)
OURS = (Profile.DECLARATION, Profile.COUNCIL)
OTHERS = (Profile.GENERIC, Profile.AKN4UN, Profile.AKN4EU)
STRICT = (Profile.COUNCIL,)
NOT_OF_UNION = tuple(each for each in Profile if each is not Profile.AKN4EU)
"""AKN4EU takes its codes of countries and languages from the Publications Office's lists: `EU`,
`GB-UKM`, `en`.
"""

RECORD, PRINTED = "the record of communique", "declarations as the Council prints them"
UN1, UN2 = "AKN4UN guidelines, part 1", "AKN4UN guidelines, part 2"
NC = "Akoma Ntoso Naming Convention 1.0"
"""Sources that several families of rules follow."""

LIMIT = 20
"""How many findings of one rule are given for a file, unless another number is asked for."""

On = Literal["record", "tree", "either"]
"""What a rule looks at: the record, the Akoma Ntoso tree, or the tree where there is one and else
the record.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, before it has a place: a message, and what it is about.

    `subject` is a node of the record or an element of the tree. `start` and `end` are offsets of
    the words concerned, in code points, half-open, where the subject is a text block. `severity` is
    the highest that this one can have. `field` is the field of the subject that is wrong, such as
    `num`, if it is one.
    """

    message: Message
    subject: object
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    hint: Message | None = None
    severity: Severity | None = None
    field: str | None = None


Check = Callable[..., Iterable[Finding]]
"""A rule's function: from what it looks at (an index of the record or of the tree) to what it
found.
"""


@dataclass(frozen=True)
class Page:
    """The documentation of a rule, in Markdown: summary, reason, remedy, and a good and
    a bad example.
    """

    summary: str
    why: str
    fix: str
    bad: str
    good: str


@dataclass(frozen=True)
class Checking:
    """What a rule and a cross check are: a function with a code, whose docstring is its page.

    `sources`: the clauses it follows. `since`: the version that had it first.
    """

    code: Code
    sources: tuple[str, ...]
    check: Callable[..., Iterable[object]]
    since: str = field(default="0.1.0", kw_only=True)

    @cached_property
    def page(self) -> Page:
        """The docstring, taken apart; where Python has dropped docstrings, a sentence that says so.
        ValueError if a section is missing.
        """
        return (
            page_of(self.check.__doc__)
            if self.check.__doc__
            else Page(*["Python's option -OO leaves this out."] * 5)
        )


def code_of(
    code: str,
    name: str,
    severity: Severity,
    check: Callable[..., object],
    echoes: tuple[str, ...] = (),
) -> Code:
    """The code of a function's findings, summed up by the first line of its docstring."""
    summary = cleandoc(check.__doc__ or "").partition("\n")[0]
    begin = summary[:1] if summary[1:2].isupper() else summary[:1].lower()
    words = begin + summary[1:].rstrip(".")
    return Code(code, name, severity, words, page=f"rules/{code}.md", echoes=echoes)


@dataclass(frozen=True)
class Rule(Checking):
    """A rule of the profiles.

    `severities` gives the severity in each profile; in other profiles the rule does not
    run. `said_by` lists codes by which a reader reports the same fault; then the rule
    does not report it again. `about` is the field of a node that it judges, such as `num`:
    its findings point there.
    """

    check: Check
    on: On
    severities: Mapping[Profile, Severity]
    said_by: frozenset[str] = frozenset()
    about: str | None = None

    @cached_property
    def hint(self) -> Message | None:
        """The remedy on one line: the first sentence of its section; None where Python has dropped
        docstrings (`-OO`).
        """
        if not self.check.__doc__:
            return None
        first = _SENTENCE.split(" ".join(self.page.fix.split()))[0].rstrip(".")
        return Message(first, first.replace("{", "{{").replace("}", "}}"))

    @property
    def profile(self) -> Profile:
        """The profile in which the rule is most severe; if there are several, ours
        first.
        """
        order = (
            Profile.DECLARATION,
            Profile.COUNCIL,
            Profile.AKN4UN,
            Profile.AKN4EU,
            Profile.GENERIC,
        )
        return max(
            order, key=lambda each: (self.severities.get(each, 0), -order.index(each))
        )


def rule(
    code: str,
    name: str,
    *,
    on: On,
    sources: tuple[str, ...],
    error: tuple[Profile, ...] = (),
    info: tuple[Profile, ...] = (),
    asked: tuple[Profile, ...] = EVERY,
    said_by: tuple[str, ...] = (),
    echoes: tuple[str, ...] = (),
    about: str | None = None,
) -> Callable[[Check], Rule]:
    """Make a rule of a function: a warning under the profiles that ask it.

    Under those that `error` or `info` name it is an error, or an info. Its findings point at the
    field of a node that it is `about`.

    Raises ValueError if no profile asks it, and if a rule over the record is not as severe for a
    text, a JSON file and an Akoma Ntoso file of the same words.
    """
    if not asked:
        raise ValueError(f"no profile asks the rule {code}")
    named = {
        **dict.fromkeys(info, Severity.INFO),
        **dict.fromkeys(error, Severity.ERROR),
    }
    severities = {each: named.get(each, Severity.WARNING) for each in asked}
    if on != "tree" and severities.get(Profile.GENERIC) != severities.get(
        Profile.DECLARATION
    ):
        raise ValueError(
            f"the rule {code} would depend on the format: a record is held to one profile or the other by it"
        )

    def made(check: Check) -> Rule:
        usual = severities.get(Profile.DECLARATION) or max(severities.values())
        said = code_of(code, name, usual, check, echoes)
        return Rule(said, sources, check, on, severities, frozenset(said_by), about)

    return made


_SECTION = re.compile(r"^(Why|Fix|Bad|Good):(?: |$)", re.MULTILINE)
_SENTENCE = re.compile(r"(?<=\.) (?=[A-Z`])")


def page_of(docstring: str) -> Page:
    r"""A docstring as a page. Raises ValueError where a section is missing or comes twice.

    >>> page_of("Summary.\n\nWhy: because.\n\nFix: so.\n\nBad: a\n\nGood: b").why
    'because.'
    """
    text = cleandoc(docstring)
    summary, *rest = _SECTION.split(text)
    names = rest[::2]
    parts = [part.strip() for part in rest[1::2]]
    sections = dict(zip(names, parts, strict=True))
    if len(rest) != 8 or len(sections) != 4:
        raise ValueError(
            f"the page {summary.strip()!r} has not the sections Why, Fix, Bad and Good, once each"
        )
    return Page(
        summary.strip(),
        sections["Why"],
        sections["Fix"],
        fenced(sections["Bad"]),
        fenced(sections["Good"]),
    )


def fenced(example: str) -> str:
    r"""An example as Markdown: XML and JSON are told apart by how they begin.

    >>> fenced("<p/>")
    '```xml\n<p/>\n```'
    """
    return f"```{'xml' if example.startswith('<') else 'json'}\n{example}\n```"
