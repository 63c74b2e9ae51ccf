"""Twice the input takes twice the time, whatever it is made of: for each reader, what is nasty in
n, and in four times n, pieces.
"""

import gc
import time
from collections import deque
from collections.abc import Callable
from functools import partial

import pytest
from tests.effort import share
from tests.hostile.masses import MASSES
from tests.laws.test_text_linear import NASTY, repeated
from tests.samples import declaration

from communique import Source, read, validate, write
from communique.checking.baseline import read_baseline
from communique.checking.config_file import lines, parse
from communique.core.errors import BadConfiguration
from communique.report import terminal

pytestmark = pytest.mark.slow

DOUBLING = 2.6
"""So many times the CPU time for twice the input, at most."""
ENOUGH = 0.015
"""So many seconds are measured at least, unless that takes more than the largest number of pieces."""
FEW, MANY = 500, 20_000

Made = Callable[[int], str]

# One of each class of characters.
CHARACTERS = "aA1٣第 \t\xa0\xad\u0301-–.,:#*_`|\\<>&'“([)]•¹\x07\u2028\f"
# What a text may hold many times, one behind the other on a line or each on its own.
PIECES = (
    "1. ", "(a) ", "iv) ", "a1 ", "a[1] ", "[^1]: a", "a^1^ ", "# a", "## ", "> ", "- ", "* a", "**a", "*a* ", "_a ", "|a", "a-", "\\*", "<p>", "</p>",
    "<!--", "&lt;", "---", "title: a", "From: a", "ANNEX ", "Article 1", "(ABC) ", "ABC ", "ABC DEF\n\n", "1 May 2024 ", "2023/1 ", "recalling ", "For the ", "http://a.b ",
    "a@b.c ", "1/2", "a, ", "a; ", "a: ", "A.", "[a](b)", "![a]", "```", "x\u00ad", "\t|",
)  # fmt: skip


def _chars(before: str, char: str, after: str = "") -> tuple[str, Made]:
    return "text", lambda count: before + char * count + after


def _pieces(piece: str) -> tuple[str, Made]:
    return "text", lambda count: piece * (count // 3)


def _repeated(form: str, made: Made) -> tuple[str, Made]:
    return form, lambda count: made(count // 10)


def _often(piece: str, times: int, count: int) -> str:
    """What is nasty, at first as often as where a few are no longer treated otherwise than many."""
    return repeated(piece, times * count // FEW)


def _nested(opened: str, closed: str) -> tuple[str, Made]:
    return "text", lambda count: "1. " + opened * count + closed * count


def shapes() -> dict[str, tuple[str, Made]]:
    """Every shape: the format, and what makes it of a number of pieces."""
    return {
        **{f"a line of {char!r}": _chars("", char) for char in CHARACTERS},
        **{
            f"a heading of {char!r}": _chars("# a", char, "x\n1. We met.\n")
            for char in CHARACTERS
        },
        **{f"lines of {char!r}": _pieces(f"{char}\n") for char in CHARACTERS[::3]},
        **{f"a line of {piece!r}": _pieces(piece) for piece in PIECES},
        **{f"lines of {piece!r}": _pieces(f"{piece}\n") for piece in PIECES},
        **{
            name: ("text", partial(_often, piece, times))
            for name, (piece, times) in NASTY.items()
        },
        **{f"nested {pair}": _nested(*pair) for pair in ("()", "[]", "“”", "**", "<>")},
        "a front matter that does not end": _chars("---\n", "a: b\n"),
        "a text that repeats its first line": _pieces("We met.\n\n"),
        **{name: _repeated(*mass) for name, mass in MASSES.items()},
        **STRUCTURED,
        **{f"a page of {piece!r}": _page(piece) for piece in PAGES},
    }


XML, JSON = write(declaration(), "akn"), write(declaration(), "json")
WORDS = "See the annual report."


def _worded(piece: str) -> tuple[str, Made]:
    return "akn", lambda count: XML.replace(WORDS, piece * count)


def _string(piece: str) -> tuple[str, Made]:
    return "json", lambda count: JSON.replace(WORDS, piece * count)


def _marked(mark: str) -> tuple[str, Made]:
    """One text with many marks."""
    return "json", lambda count: JSON.replace(
        f'"text": "{WORDS}",\n          "marks": []',
        f'"text": "{"a" * count}", "marks": [{", ".join(mark % (at, at + 1) for at in range(count // 10))}]',
    )


STRUCTURED: dict[str, tuple[str, Made]] = {
    **{f"words of {piece!r}": _worded(piece) for piece in (" ", "\n", "a", "1. ", "(", "[1]", "<b/>", "<b>a</b> ", "&#65;", "]]&gt;", "<!---->", "<?a?>", "-\n",
       "<authorialNote marker='1'><p>a</p></authorialNote>", "<ref href='#para_3'>a</ref>", "<![CDATA[a]]>", "٣", "\u200b")},
    **{f"a string of {piece!r}": _string(piece) for piece in (" ", "a", "1. ", "(", "\\n", "\\u0041", "\\\\", "/", "٣", "1 May 2024 ", "http://a ")},
    "emphasis side by side": _marked('{"kind": "emphasis", "start": %d, "end": %d, "style": "bold"}'),
    "links side by side": _marked('{"kind": "reference", "start": %d, "end": %d, "href": "#para_3"}'),
    "dates side by side": _marked('{"kind": "date", "start": %d, "end": %d, "date": "2024-05-01"}'),
    "namespaces": ("akn", lambda count: XML.replace("<mainBody ", "<mainBody " + " ".join(f'xmlns:a{at}="b"' for at in range(count // 10)) + " ")),
    "blanks in a tag": ("akn", lambda count: XML.replace("<mainBody ", "<mainBody " + " " * count)),
    "a long identifier": ("akn", lambda count: XML.replace('eId="para_3"', f'eId="{"para_3__" * count}"')),
    "a long address": ("akn", lambda count: XML.replace("9999-01-01", "/akn" * count)),
    "elements not closed": ("akn", lambda count: XML.replace(WORDS, "<p>" * count)),
    "tags not ended": ("akn", lambda count: XML.replace(WORDS, "<p " * count)),
    "blanks": ("json", lambda count: " " * count + JSON),
    "digits": ("json", lambda count: JSON.replace('"start": 5', '"start": ' + "5" * count)),
    "objects in objects": ("json", lambda count: '{"a":' * count),
    "strings not ended": ("json", lambda count: '"\\' * count),
    "findings on one line": (
        "report",
        lambda count: XML.replace("\n", " ").replace("</mainBody>", "<zz>é</zz> " * (count // 4) + "</mainBody>"),
    ),
    "text hints": ("hints", lambda count: '{"headings": [' + ", ".join(f'"a{at}"' for at in range(count // 10)) + "]}"),
    "keys of a configuration": ("toml", lambda count: "".join(f"a{at} = 1\n" for at in range(count // 10))),
    "strings of a configuration": ("toml", lambda count: "a = [" + '"b", ' * (count // 4) + "]\n"),
    "quotes of a configuration": ("toml", lambda count: f'a = "{chr(92)}"{chr(92) + chr(34)}"' + "#" * count),
    "known findings": ("baseline", lambda count: '{"version": 1, "files": {"a": {' + ", ".join(f'"NUM001 {at:016x}": 1' for at in range(1, 1 + count // 10)) + "}}}"),
}  # fmt: skip
PAGES = (
    "<p>a ", "<div>", "</div>", "<b>a", "<!-- a", "<a b='", "<a ", "<li>a", "<ol><li>a", "<table><tr><td>a", "<td>a", "<br>", "&amp;", "&", "<",
    "<nav>a", "<header><a href='#b'>a</a>", "<a href='#b'>1</a>", "<p id='b'>1 a", "<a id='b'></a><a href='#b'>1</a>", "<sup>1</sup>", "<p class='menu'>a", "<script>", "<title>",
)  # fmt: skip
"""What a page may hold many times."""


def _page(piece: str) -> tuple[str, Made]:
    return "html", lambda count: "<!doctype html><p>We met." + piece * (count // 8)


SHAPES = shapes()
TEXT = b"Declaration\n\n1. We met.\n\n2. We part.\n"


def work(form: str, given: str) -> None:
    source = Source("a", given.encode())
    match form:
        case "hints":
            read(TEXT, "text", hints=source)
        case "toml":
            try:
                parse(source)
                lines(source)
            except BadConfiguration:
                return
        case "report":
            report = validate(source, format="akn")
            deque(terminal.full_lines(report, source), maxlen=0)
        case "baseline":
            read_baseline(source)
        case "text":  # in which language `recalling recalling` is depends on where samples of it are cut
            validate(source, format=form, language="en")
        case _:
            validate(source, format=form)


def seconds(form: str, given: str, times: int = 1) -> float:
    """The CPU time of the quickest of some runs."""
    found = []
    gc.disable()  # its time depends on what other tests have left
    for _ in range(times):
        start = time.process_time()
        work(form, given)
        found.append(time.process_time() - start)
    gc.enable()
    return min(found)


def doubling(form: str, made: Made) -> float:
    """So many times the time for twice the input; where it looks bad it is measured again, since
    others use the machine too.
    """
    seconds(form, made(10))
    for times in (1, 2, 4):
        few, many = few_and_many(form, made, times)
        if many <= few * DOUBLING**2:
            break
    return float((many / max(few, ENOUGH / 4)) ** 0.5)


def few_and_many(form: str, made: Made, times: int) -> tuple[float, float]:
    """The time for as many pieces as take long enough to be measured, and for four times as many.

    How many that are is found by the same number of runs: a single slow run would end the search
    where the time is all overhead.
    """
    count = FEW
    while (few := seconds(form, made(count), times)) < ENOUGH and count < MANY:
        count = min(MANY, 2 * count if few > ENOUGH / 4 else 4 * count)
    return few, seconds(form, made(4 * count), times)


@pytest.mark.parametrize("name", share(SHAPES))
def test_time_grows_with_the_size(name: str) -> None:
    form, made = SHAPES[name]
    assert doubling(form, made) <= DOUBLING


def test_each_shape_grows() -> None:
    assert [
        name
        for name, (_, made) in SHAPES.items()
        if len(made(4000)) < len(made(1000)) + 300
    ] == []


def test_time_that_grows_with_the_square_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slow(form: str, given: str) -> None:
        for at in range(0, len(given), 10):
            given.count("x", at)

    monkeypatch.setitem(globals(), "work", slow)
    assert doubling("text", lambda count: "a" * count) > DOUBLING
