"""What must hold of every input, whatever it is. Each oracle is a function that raises `Broken`;
none asks the ledger.
"""

import csv
import io
import json
import re
import signal
import tempfile
import unicodedata
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import yaml
from click.testing import CliRunner
from lxml import etree
from tests.fuzz.editor import spoken
from tests.fuzz.seeds import BAD, Seed

from communique import (
    FORMATS,
    RULES,
    Declaration,
    Diagnostic,
    Parsed,
    Report,
    Severity,
    read,
    validate,
    write,
)
from communique.checking.engine import examine
from communique.cli import communique
from communique.core.source import Source
from communique.documents import options_of
from communique.model import TextBlock

SECONDS, SECONDS_PER_BYTE = 2.0, 60e-6
"""CPU time that all oracles may take together for an input: ten times what good ones take."""
FILES = ("html", "docx", "pdf")
"""Kinds whose text is taken out of a file first."""
OWN = {"SRC", "XSD", "JSN", "DET", "INP", "RUN"}
"""Families of findings about a format, a file or how it was read: the same record in another format
has none of them.
"""
LAID_OUT = frozenset({"pdf"})
"""What is set page by page: it takes a second, and not every font has every sign. Its words are in
the law of reprinting.
"""
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_GLUED = re.compile("[A-ZÀ-ÞΑ-ΩЀ-Я](?<=[a-zà-ÿ].)")
"""The first letter of a word that is glued to the one before: a reader may take them apart."""
_PRINTED_ATTRIBUTES = ("marker",)
_NOT_PRINTED = frozenset(
    {
        "id",
        "eid",
        "iri",
        "kind",
        "ref",
        "href",
        "basis",
        "language",
        "act",
        "style",
        "role",
        "key",
        "type",
        "hash",
    }
)
"""Members of a record that hold no words of its text."""
_BY_FORMAT = frozenset(rule.code.code for rule in RULES if rule.on == "tree")


class Broken(Exception):
    """A promise is not kept: which, and how it shows."""

    def __init__(self, oracle: str, said: str) -> None:
        super().__init__(f"{oracle}: {said}")
        self.oracle = oracle


class _Late(BaseException):
    """The time is up. The product catches what its readers and writers raise, but not this."""


@contextmanager
def in_time(size: int) -> Iterator[None]:
    """No more CPU time than a bound for the size. Raises Broken, also out of a loop that would not
    end.
    """
    bound = SECONDS + size * SECONDS_PER_BYTE

    def late(_: int, frame: FrameType | None) -> None:
        if frame is None:
            raise _Late
        raise _Late(f"in {Path(frame.f_code.co_filename).name}:{frame.f_lineno}")

    signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, bound)
    try:
        yield
    except _Late as where:
        said = f"more than {bound:.1f} s for {size} bytes {where}"
        raise Broken("time", said) from where
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def tried(seed: Seed) -> None:
    """Everything that must hold of an input of its kind. What is late once, on a busy machine, is
    tried again.
    """
    try:
        _tried(seed)
    except Broken as error:
        if error.oracle != "time":
            raise
        _tried(seed)


def _tried(seed: Seed) -> None:
    data = seed.data.encode("utf-8", "surrogateescape")
    with in_time(len(data) + len(seed.beside)):
        if seed.kind in ("config", "baseline"):
            settings_are_judged(seed.kind, data)
        elif seed.kind == "lsp":
            requests_are_answered(data)
        elif seed.kind == "archive":
            archive_is_read(data)
        elif seed.kind in FILES:
            file_is_read(seed.kind, data)
        elif seed.kind == "hints":
            document("text", seed.beside.encode("utf-8", "surrogateescape"), hints=data)
        else:
            document("text" if seed.kind == "markdown" else seed.kind, data)


def file_is_read(form: str, data: bytes) -> None:
    """A file of a word processor, a page or a PDF is read, with all its words kept or said, and
    what is written of it is read back.
    """
    found = examine(Source(form, data), options_of(), format=form)
    nothing_breaks_down((), found.report)
    parsed = found.parsed
    assert parsed is not None
    nothing_breaks_down(parsed.findings, found.report)
    if parsed.declaration is None:
        unread_is_said(parsed)
        return
    if form in _SHOWN:
        shown = _SHOWN[form](data)
        if shown is not None:
            _compare(
                "words", [*map(_lowered, shown)], [*map(_lowered, _all_said(parsed))]
            )
    written_is_read_back(parsed.declaration, "json")
    written_is_read_back(parsed.declaration, "akn")


def _shown_by_docx(data: bytes) -> list[str] | None:
    """The words of the main part of a word processor's file, or None if it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = etree.fromstring(archive.read("word/document.xml"))
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        NotImplementedError,
        EOFError,
    ):
        return None
    words = f"{{{root.nsmap.get('w', '')}}}t"
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    return [
        each.text or ""
        for each in root.iter(words)
        if next(each.iterancestors(fallback), None) is None
    ]


_TAGS = re.compile(r"<\s*/?[a-z]+/?>")
"""What may be a tag that somebody left in a text: the reader may take it for one."""
_PAGE_NUMBER = re.compile(r"(?m)(?:^|\f)[\W_]*(?:\d+|[Ⅰ-ↈ]+)[\W_]*$")
"""What may be the number of a page, which need not be said."""
_NOT_SHOWN = (
    "script",
    "style",
    "template",
    "head",
    "noscript",
    "iframe",
    "noframes",
    "object",
    "title",
)
"""Elements of a page whose words no browser shows."""


def _shown_by_html(data: bytes) -> list[str] | None:
    """The words of a page, by the tree that lxml makes of it.

    None where lxml reads it in another way than browsers: below `plaintext` nothing is a tag.
    """
    if b"<plaintext" in data.lower():
        return None
    try:
        text = data.decode("utf-8-sig")
        root: etree._Element | None = etree.HTML(text)
    except (UnicodeDecodeError, ValueError, etree.XMLSyntaxError):
        return None
    if root is None:
        return None
    for each in list(root.iter(*_NOT_SHOWN)):
        each.clear(keep_tail=True)
    words = "\n".join(
        each for each in _words_of(root) if not _PAGE_NUMBER.fullmatch(each)
    )
    return [_TAGS.sub(" ", words)]


_SHOWN: dict[str, Callable[[bytes], list[str] | None]] = {
    "docx": _shown_by_docx,
    "html": _shown_by_html,
}
"""Readers of words that owe nothing to ours, where one exists."""


def archive_is_read(data: bytes) -> None:
    """A corpus is built from an archive, or a sentence says why not; and an archive cut short takes
    nothing away from a corpus.
    """
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder, "in.zip" if data.startswith(b"PK") else "in.tar")
        corpus = Path(folder, "corpus")
        packed.write_bytes(data)
        words = ("corpus", "build", packed, "-o", corpus)
        _command(*words)
        before = _listed(corpus)
        packed.write_bytes(data[: len(data) * 2 // 3])
        _command(*words)
        # The row of the archive itself says that it could not be read whole. It is
        # no document, and goes if the cut leaves a whole archive.
        missing = before - _listed(corpus) - {str(packed)}
        if missing:
            raise Broken("corpus", f"a cut archive took {sorted(missing)} away")


def _listed(corpus: Path) -> set[str]:
    """The documents that a corpus lists."""
    manifest = corpus / "manifest.csv"
    if not manifest.exists():
        return set()
    with manifest.open(encoding="utf-8", newline="") as rows:
        return {row["path"] for row in csv.DictReader(rows)}


def document(form: str, data: bytes, hints: bytes | None = None) -> None:
    """A document is read, checked, written, read back and mended."""
    declaration, report = reading(form, data, hints)
    if declaration is None:
        return
    reports = {
        other: written_is_read_back(declaration, other) for other in ("akn", "json")
    }
    for other in FORMATS:
        if other.writes and other.name not in {*reports, *LAID_OUT}:
            written_keeps_words(declaration, other.name)
    verdicts_agree(reports if form == "akn" else {form: report, **reports})
    if form in ("akn", "json"):
        fixes_keep_words(form, data)


def reading(
    form: str, data: bytes, hints: bytes | None = None
) -> tuple[Declaration | None, Report]:
    """A document is read and checked, once, and all its words are kept or said."""
    found = examine(Source(form, data), options_of(hints=hints), format=form)
    nothing_breaks_down((), found.report)
    parsed = found.parsed
    assert parsed is not None  # else the check broke down, which is a finding
    nothing_breaks_down(parsed.findings, found.report)
    if parsed.declaration is None:
        unread_is_said(parsed)
    else:
        words_are_kept(form, data, parsed)
    return parsed.declaration, found.report


def nothing_breaks_down(findings: tuple[Diagnostic, ...], report: Report) -> None:
    """No check and no reader broke down behind a net."""
    for finding in (*findings, *report.findings):
        if finding.code.code.startswith("RUN") and finding.code.fatal:
            raise Broken("exception", finding.message)


def unread_is_said(parsed: Parsed) -> None:
    """Where nothing could be read, an error says why."""
    if not any(finding.severity is Severity.ERROR for finding in parsed.findings):
        raise Broken("silence", "no declaration, and no error")


RAISED = re.compile("[⁰¹²³⁴-⁹]+")
"""A note's number in a text, which may stand in the middle of a word."""


def _lowered(text: str) -> str:
    """A text whose raised figures stand apart, as figures: a call is no part of the word it stands
    at.
    """
    return RAISED.sub(lambda call: f" {unicodedata.normalize('NFKC', call[0])} ", text)


def words_are_kept(form: str, data: bytes, parsed: Parsed) -> None:
    """Words of the source are in the record, or are said by a finding; figures (page numbers) may
    be said in passing.
    """
    title = parsed.require().title
    given = list(_words_of_source(form, data, "" if title is None else title.text))
    said = _all_said(parsed)
    _compare("words", [*map(_lowered, given)], [*map(_lowered, said)])
    if form == "akn":
        meta = [
            word for each in _tree(data).iter("{*}meta") for word in _words_of(each)
        ]
        _compare("words-of-meta", [*given, *meta], said)


def _all_said(parsed: Parsed) -> list[str]:
    """The words of a record, and those that findings quote; of findings in passing figures alone."""
    text = parsed.source.text
    declaration = parsed.require()
    marker = {note.eid: note.marker or "" for note in declaration.notes}
    calls = [
        marker.get(mark.ref, "")
        for _, block in declaration.blocks
        for mark in block.marks
        if mark.kind == "note"
    ]
    record = [*_strings(json.loads(write(declaration, "json"))), *calls]
    loud = [
        _said(finding, text)
        for finding in parsed.findings
        if finding.severity >= Severity.WARNING
    ]
    quiet = [
        _said(finding, text)
        for finding in parsed.findings
        if finding.severity < Severity.WARNING
    ]
    return [
        *record,
        *loud,
        *(each for said in quiet for each in re.findall(r"\d+", said)),
    ]


def _compare(oracle: str, before: list[str], after: list[str]) -> None:
    """What stands before stands after, as a word or within joined ones, as often."""
    kept = _parted("\n".join(after))
    missing = Counter(_TOKEN.findall(_parted("\n".join(before))))
    missing -= Counter(_TOKEN.findall(kept))
    if missing:
        here = " ".join("".join(_TOKEN.findall(_parted(each))) for each in before)
        there = "".join(_TOKEN.findall(kept))
        for word in sorted(missing)[:40]:
            pieces = (
                word if word.isdigit() else (word,)
            )  # a note's number may be glued to another
            if any(here.count(piece) > there.count(piece) for piece in pieces):
                raise Broken(
                    oracle,
                    f"{word!r} stands {here.count(word)} times, and {there.count(word)} times afterwards",
                )


def _parted(text: str) -> str:
    """A text in plain figures, its glued words parted."""
    return _GLUED.sub(r" \g<0>", _plain_figures(text))


def _plain_figures(text: str) -> str:
    """A text with its figures as those of ASCII: a call is the marker of its note, which may be
    printed in wide ones.
    """
    return (
        text
        if text.isascii()
        else re.sub(r"[０-９]", lambda figure: str(int(figure[0])), text)
    )


_PAGE_NUMBER = re.compile(r"(?m)(?:^|\f)(?:[^\w\n]|_)*+(?:\d+|[Ⅰ-ↈ]+)(?:[^\w\n]|_)*+$")
_KEYS = re.compile(r"(?m)^[\w-]+:")
_QUOTED = re.compile(r'"[^"]*"')
_ESCAPES = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U(000[0-9A-Fa-f]{5}))")


def _words_of_metadata(head: str, title: str) -> str:
    """The words of YAML before a text: keys are none, and escapes between quotation marks are
    characters. Else as it stands.

    A line that only says the title of the record again is left out: one title cannot be kept twice.
    """
    try:
        values = yaml.safe_load(head)
    except yaml.YAMLError:
        return head
    if not isinstance(values, dict):
        return head
    for key, value in values.items():
        if isinstance(value, str) and value.strip() and value in title:
            head = head.replace(f"{key}: {value}\n", "", 1)
    character = partial(
        _ESCAPES.sub, lambda escape: chr(int(escape[1] or escape[2] or escape[3], 16))
    )
    return _QUOTED.sub(lambda quoted: character(quoted[0]), _KEYS.sub("", head))


def _words_of_source(form: str, data: bytes, title: str = "") -> Iterator[str]:
    if form == "json":
        yield from _strings(json.loads(data))
    elif form == "akn":
        root = _tree(data)
        for meta in root.iter("{*}meta"):
            meta.clear(keep_tail=True)
        yield from _words_of(root)
    else:
        encoding = (
            "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
        )
        text = data.decode(encoding, "replace")  # a lost character is no word
        head = re.match(r"---\s*\n(.*?\n)---[ \t]*(?:\r?\n|\Z)", text, re.DOTALL)
        if head is not None:
            printed = text[head.end() :]
            is_printed = " ".join(title.split()) in " ".join(printed.split())
            text = _words_of_metadata(head[1], title if is_printed else "") + printed
        text = _PAGE_NUMBER.sub("", text)
        yield _TAGS.sub(" ", text)


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(
        data, etree.XMLParser(huge_tree=True, resolve_entities=False, recover=True)
    )


def _words_of(element: etree._Element) -> Iterator[str]:
    """The words in an element, also those that attributes hold."""
    for each in element.iter():
        yield (each.text or "" if isinstance(each.tag, str) else "")
        yield each.tail or ""
        yield from (each.get(name) or "" for name in _PRINTED_ATTRIBUTES)


def _strings(value: Any) -> Iterator[str]:
    """Every string of plain values that can hold printed words."""
    stack = [value]
    while stack:
        each = stack.pop()
        if isinstance(each, dict):
            stack.extend(
                reversed(
                    [inner for key, inner in each.items() if key not in _NOT_PRINTED]
                )
            )
        elif isinstance(each, list):
            stack.extend(reversed(each))
        elif isinstance(each, str):
            yield each


def _said(finding: Diagnostic, text: str) -> str:
    """What a finding says, and the words at which it points."""
    span = finding.span
    words = "" if span is None or span.start is None else text[span.start : span.end]
    return f"{words}\n{finding.quote or ''}\n{finding.message}"


def written_is_read_back(declaration: Declaration, form: str) -> Report:
    """What is written has no fault of its format, and reads back equal."""
    data = write(declaration, form).encode()
    again = read(data, form)
    if again.declaration != declaration:
        raise Broken(
            f"read-back-{form}",
            "; ".join(each.message for each in again.findings[:3]) or "another record",
        )
    report = validate(data, format=form)
    nothing_breaks_down((), report)
    for finding in report.findings:
        if (
            finding.code.code[:3] in ("SRC", "XSD", "JSN", "MOD")
            and finding.severity is Severity.ERROR
        ):
            raise Broken(f"written-{form}", f"{finding.code.code} {finding.message}")
    return report


def written_keeps_words(declaration: Declaration, form: str) -> None:
    """Every word of a record's texts is in what is written of it."""
    written = _of_docx(declaration) if form == "docx" else write(declaration, form)
    if form == "html":
        written = unescape(re.sub(r"<[^>]*>", "", written))
    elif form == "markdown":
        written = re.sub(r"[*\\]", "", re.sub(r"\[\^[\w-]+\]", " ", written))
    elif form == "jsonl":
        written = "\n".join(
            each
            for line in written.split("\n")
            if line
            for each in _strings(json.loads(line))
        )
    elif form == "jsonld":
        written = "\n".join(_strings(json.loads(written)))
    called = form in ("text", "markdown", "html", "docx")
    texts = [
        part
        for _, block in declaration.blocks
        for part in (_apart(block) if called else [block.text])
    ]
    _compare(
        f"written-{form}",
        [RAISED.sub(" ", text) for text in texts],
        [RAISED.sub(" ", written)],
    )


def _of_docx(declaration: Declaration) -> str:
    """The words of a word processor's file, read without our reader."""
    with zipfile.ZipFile(io.BytesIO(write(declaration, "docx"))) as archive:
        parts = [
            archive.read(f"word/{name}.xml").decode()
            for name in ("document", "footnotes")
        ]
    return unescape(
        re.sub(r"<[^>]*>", "", re.sub(r"</w:p>|<w:br/>", "\n", "\n".join(parts)))
    )


def _apart(block: TextBlock) -> list[str]:
    """A text in pieces, from one call of a note to the next: a marker may be printed in the middle
    of a word.
    """
    calls = sorted({mark.start for mark in block.marks if mark.kind == "note"})
    return [
        block.text[start:end] for start, end in pairwise([0, *calls, len(block.text)])
    ]


def verdicts_agree(reports: dict[str, Report]) -> None:
    """The same is said of a record in each format, but for what is about the format."""
    said = {
        form: {(each.code.code, str(each.severity)) for each in report.findings if each.code.code[:3] not in OWN
               and each.code.code not in _BY_FORMAT}
        for form, report in reports.items()
    }  # fmt: skip
    for (form, found), (other, theirs) in pairwise(said.items()):
        if found != theirs:
            which = " ".join(
                f"{code} {severity}" for code, severity in sorted(found ^ theirs)
            )
            raise Broken("verdicts", f"{which} in {form} or {other} alone")


def fixes_keep_words(form: str, data: bytes) -> None:
    """Mending a file changes none of its words, and mending it again changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a.{'xml' if form == 'akn' else 'json'}")
        path.write_bytes(data)
        _command("validate", "-q", "--fix", path)
        after = path.read_bytes()
        if after == data:
            return
        words = [
            Counter(" ".join(_words_of_source(form, each)).split())
            for each in (data, after)
        ]
        if words[0] != words[1]:
            raise Broken(
                "fix",
                f"words changed: {dict((words[0] - words[1]) + (words[1] - words[0]))}",
            )
        _command("validate", "-q", "--fix", path)
        if path.read_bytes() != after:
            raise Broken("fix", "mended twice is not mended once")


def settings_are_judged(kind: str, data: bytes) -> None:
    """A configuration or a baseline is obeyed or refused in a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        document, given = (
            Path(folder, "bad.xml"),
            Path(folder, "communique.toml" if kind == "config" else "known.json"),
        )
        document.write_text(BAD, "utf-8")
        given.write_bytes(data)
        status = _command("validate", f"--{kind}", given, document)
        if status == 2 and kind == "baseline" and given.read_bytes() != data:
            raise Broken("refusal", "a refused baseline was written")


def _command(*words: str | Path) -> int:
    """Run a command in this process. Gives the exit status."""
    result = CliRunner().invoke(
        communique, [str(word) for word in words], prog_name="communique"
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    if (
        result.exit_code not in (0, 1, 2)
        or "engine fault" in result.stderr + result.stdout
    ):
        raise Broken("exception", f"{result.exit_code} {result.stderr[-300:]}")
    return result.exit_code


def requests_are_answered(data: bytes) -> None:
    """Every request that is one is answered, and the server goes on until it is told to stop."""
    said = spoken(data)
    if said.unanswered:
        raise Broken("lsp", f"no answer to {said.unanswered}")
    if said.status != 0 or "fault of the program" in said.answers:
        raise Broken("lsp", f"status {said.status}: {said.answers[-300:]}")
