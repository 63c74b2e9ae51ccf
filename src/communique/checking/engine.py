"""One source, all that can be said about it: read it, ask the schema of its format, choose what to
report.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from xml.etree.ElementTree import Element

from communique.checking.choice import ANYTHING, Choice
from communique.checking.fixing import with_fixes
from communique.checking.profiles import Checked, check
from communique.checking.suppression import may_be_suppressed, suppress
from communique.core.codes import (
    OTHER_DOCUMENT_TYPE,
    OTHER_NAMESPACE,
    SCHEMA_ONLY,
    UNSUPPORTED,
)
from communique.core.diagnostics import Diagnostic, Report, Severity, in_order
from communique.core.message import say
from communique.core.source import Limits, Source
from communique.core.source_errors import attempted
from communique.documents import format_for, write
from communique.draft import Parsed, ReadOptions
from communique.formats import Format, format_named, format_of
from communique.formats import plugged as plugged_formats
from communique.formats.akn.names import ATTACHED, A
from communique.model import Declaration
from communique.rules.plugged import broken
from communique.rules.plugged import plugged as plugged_rules
from communique.rules.rule import Profile

Check = Callable[[Source], list[Diagnostic]]
"""What a published schema says about a source."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A report, and what it is about: the source, what was read from it (None if the check broke
    down), the choice.
    """

    report: Report
    source: Source
    parsed: Parsed | None
    choice: Choice = ANYTHING


def examine(
    source: Source,
    options: ReadOptions | None = None,
    choice: Choice | None = None,
    *,
    format: str | None = None,
    more: Iterable[Diagnostic] = (),
) -> Examined:
    """Read a source, check it by the schema of its format, and hold it to the rules of its profile.

    `more` is what else is said of it, to be reported with the rest. Whatever breaks down in doing
    so is a finding.

    Raises UnknownFormat, which is a bad call.
    """
    known = format_to_check(source, format)
    chosen = choice or ANYTHING
    told = options or ReadOptions()
    found = attempted(
        say("the check"),
        lambda: _examined(source, known, told, chosen, more),
        seconds=told.limits.seconds,
    )
    if isinstance(found, Diagnostic):
        return Examined(
            Report(source.name, chosen.profile, (found,)), source, None, chosen
        )
    return found


def format_to_check(source: Source, name: str | None) -> Format:
    """The format that a source is checked as. Raises UnknownFormat.

    A file whose name ends in `.xml` or `.akn` is checked as XML, even if it begins like a web page:
    a reader may be lenient, a check may not.
    """
    known = format_for(source, name)
    named_after = format_of(source.name)
    is_named_xml = named_after is not None and named_after.name == "akn"
    if name is None and known.taken_out is not None and is_named_xml:
        return format_named("akn")
    return known


def _examined(
    source: Source,
    known: Format,
    options: ReadOptions,
    chosen: Choice,
    more: Iterable[Diagnostic],
) -> Examined:
    has_comments = may_be_suppressed(source, known.name, chosen)
    # The tree is kept till the end: its places are asked for.
    parsed, tree = known.read_with_tree(source, options)
    root = _standard_root(tree, parsed)
    schema = _schema_of(known.name, options.limits, parsed, root)
    read = _by_reading_and_schema(source, schema, parsed)
    # What comments take away does not count for the limit.
    limit = None if has_comments else chosen.limit
    checked = _by_rules(parsed, known.name, root, chosen, limit)
    findings = [
        _lenient(each) for each in read if each.code.code not in checked.covered
    ]
    kept = chosen.apply([*findings, *checked.findings, *more])
    report = Report(source.name, checked.profile, tuple(_without_echoes(kept)))
    if has_comments:
        report = suppress(report, source, known.name, chosen)
    reported = in_order(report.findings)
    # A fix is a suggestion: whatever breaks down in making one changes no verdict.
    fixed = attempted(
        say("the creation of fixes"), lambda: with_fixes(reported, source, root)
    )
    if not isinstance(fixed, Diagnostic):
        reported = fixed
    return Examined(replace(report, findings=reported), source, parsed, chosen)


def _standard_root(tree: Element | None, parsed: Parsed) -> Element | None:
    """The tree, if it is Akoma Ntoso and was so before it was read."""
    if tree is None or tree.tag != f"{A}akomaNtoso":
        return None
    was_adopted = any(finding.code == OTHER_NAMESPACE for finding in parsed.findings)
    return None if was_adopted else tree


def _lenient(finding: Diagnostic) -> Diagnostic:
    """A document is not wrong because the record cannot hold something of it."""
    if finding.code == UNSUPPORTED:
        return replace(finding, severity=Severity.WARNING)
    return finding


def _without_echoes(findings: list[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings without those that say again what a more helpful one says of the same element."""
    again = {
        (code, at) for each in findings for code in each.code.echoes for at in _at(each)
    }
    for each in findings:
        if all((each.code.code, at) not in again for at in _at(each)):
            yield each


def _by_rules(
    parsed: Parsed, name: str, root: Element | None, choice: Choice, limit: int | None
) -> Checked:
    """What the rules say of what was read; nothing where nothing was read."""
    if parsed.declaration is None and any(
        f.code.fatal and f.code != OTHER_DOCUMENT_TYPE for f in parsed.findings
    ):
        return Checked(choice.profile, [])
    checked = attempted(
        say("a rule"),
        lambda: check(
            parsed,
            profile=choice.profile,
            selection=choice,
            limit=limit,
            format=name,
            root=root,
        ),
    )
    if isinstance(
        checked, Diagnostic
    ):  # a rule that crashed has not found the document good
        return Checked(choice.profile, [checked])
    more = _by_plugged_rules(parsed, name, root, choice, checked.profile, limit)
    return replace(checked, findings=[*checked.findings, *more])


def _by_plugged_rules(
    parsed: Parsed,
    name: str,
    root: Element | None,
    choice: Choice,
    profile: Profile | None,
    limit: int | None,
) -> Iterator[Diagnostic]:
    """What the rules of other packages find. One that breaks down is a finding and changes no
    verdict.
    """
    found = plugged_rules()
    yield from plugged_formats().findings
    yield from found.findings
    for rule in found.rules.values():
        try:
            checked = check(
                parsed,
                profile=profile,
                selection=choice,
                limit=limit,
                format=name,
                root=root,
                rules=(rule,),
            )
        except Exception as error:  # noqa: BLE001 - whatever a foreign rule raises
            reason = f"{type(error).__name__}: {error}"
            yield broken(
                f"the rule {rule.code.code} of another package broke down: {reason}"
            )
        else:
            yield from checked.findings


def examine_declaration(
    declaration: Declaration, choice: Choice | None = None
) -> Report:
    """Check a record as the JSON that it is written as; findings have pointers and eids, and no
    places.

    A record made by `Declaration(...)` has been checked already; one made by `model_copy` or
    `model_construct` has not.
    """
    text = attempted(
        say("the writer of {name}", name="json"), lambda: write(declaration, "json")
    )
    if isinstance(text, Diagnostic):  # what cannot be written has not been found valid
        return Report(declaration.id, None, (text,))
    report = examine(
        Source(declaration.id, text.encode()), None, choice, format="json"
    ).report
    return replace(
        report,
        findings=tuple(replace(finding, span=None) for finding in report.findings),
    )


def _by_reading_and_schema(
    source: Source, check: Check | None, parsed: Parsed
) -> list[Diagnostic]:
    findings = list(parsed.findings)
    fatal = [finding for finding in findings if finding.code.fatal]
    if check is None or any(finding.code != OTHER_DOCUMENT_TYPE for finding in fatal):
        return findings
    if any(
        finding.code == OTHER_NAMESPACE for finding in findings
    ):  # all that the schema could say of such a file
        return [
            replace(each, severity=Severity.ERROR)
            if each.code == OTHER_NAMESPACE
            else each
            for each in findings
        ]
    said = attempted(say("the check by the published schema"), lambda: check(source))
    if isinstance(said, Diagnostic):  # an engine that crashed never says valid
        return [*findings, said]
    findings = [
        replace(each, code=SCHEMA_ONLY, severity=Severity.INFO)
        if each in fatal
        else each
        for each in findings
    ]
    return [*findings, *said]


def _schema_of(
    name: str, limits: Limits, parsed: Parsed, root: Element | None
) -> Check | None:
    """What is asked of a format besides reading it: Akoma Ntoso by its schema. None where nothing
    is.
    """
    match name:
        case "akn":
            from communique.checking.xsd import check as by_xsd

            return partial(by_xsd, limits=limits, tree=root)
        case "json":
            from communique.checking.json import check_of

            return check_of(parsed)
        case _:
            return None


def _at(finding: Diagnostic) -> Iterator[object]:
    """By what two findings are about one element: its address, and where it stands."""
    if finding.eid:
        yield finding.eid.removeprefix(ATTACHED)
    if finding.span is not None:
        yield finding.span.line, finding.span.column
