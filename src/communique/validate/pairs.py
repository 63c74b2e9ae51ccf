"""Two files in one call: each is examined by itself, and then held against the other."""

from collections.abc import Callable, Iterator

from communique.diagnostics import Diagnostic, Verdict
from communique.documents import format_for
from communique.draft import ReadOptions
from communique.message import say
from communique.validate.batch import Opener, examine_input
from communique.validate.cross import NOT_COMPARED, compare
from communique.validate.cross.crossing import Relation
from communique.validate.engine import Examined, examine
from communique.validate.inputs import Input


def examine_pair(
    one: Input,
    other: Input,
    opener: Opener,
    options: ReadOptions,
    *,
    format: str | None = None,  # noqa: A002 - the word users know it by
    on_relation: Callable[[Relation], None],
) -> Iterator[Examined]:
    """Two files, and with each what it does not agree in with the other; `on_relation` is told what must agree.

    Raises UnknownFormat.
    """
    examined = [examine_input(each, opener, options, format) for each in (one, other)]
    said: list[tuple[Diagnostic, ...]] = [_not_compared(each) for each in examined]
    parsed = [each.parsed for each in examined if each.parsed is not None and each.parsed.declaration is not None]
    if len(parsed) == len(examined):
        raw = [format_for(each.source, format).raw for each in examined]
        crossed = compare(parsed[0], parsed[1], raw=(raw[0], raw[1]), limit=one.choice.limit)
        on_relation(crossed.relation)
        said = [crossed.one, crossed.other]
    for each, more in zip(examined, said, strict=True):
        yield examine(each.source, options, each.choice, format=format, more=more) if more else each


def _not_compared(examined: Examined) -> tuple[Diagnostic, ...]:
    """What must be said of a file that is good and yet holds nothing to compare."""
    empty = examined.parsed is not None and examined.parsed.declaration is None
    if not empty or examined.report.verdict is not Verdict.VALID:
        return ()
    return (Diagnostic.of(NOT_COMPARED, say("no declaration was read, so nothing is compared")),)
