"""Writes a declaration as one HTML page: its words, what is said about them, and the record itself."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath

from communique.acts import Act, Given, declared, promises, summary
from communique.acts.follow_up import FollowUp, ledgers, load_follow_up
from communique.core.json_types import JsonObject
from communique.core.source import Pointer, Source, Span, SpanMap
from communique.draft import Parsed
from communique.formats.html.about import about, masthead
from communique.formats.html.article import TEXT, TITLE, Article, part
from communique.formats.html.lists import dates, presence, promised, rows
from communique.formats.html.markup import (
    Wording,
    attribute,
    data,
    foreign,
    held,
    unturned,
    wording,
)
from communique.formats.html.neighbourhood import (
    Neighbourhood,
    cited_by,
    neighbours,
)
from communique.formats.html.packed import (
    packed_script,
    page_style,
    tools_style,
    unpack,
)
from communique.formats.html.panel import followed, title_of
from communique.formats.html.rests import rests
from communique.inputs.carried import ANY_SIZE, NAME, stated
from communique.inputs.html import extract
from communique.model import Declaration
from communique.model.citation import STYLES, pattern
from communique.model.passages import Passage, passages
from communique.model.text import escaped
from communique.naming.iso639 import direction

LAYERS = ("entities", "dates", "acts", "references")
_SHOWN = " ".join(f"show-{layer}" for layer in LAYERS)

LONG_PAGE_BLOCKS = 500
"""A page of more blocks than these is long: a browser lays it out piece by piece."""


def write(declaration: Declaration, *, record: bool = True) -> str:
    """The declaration as an HTML page that asks for nothing outside itself; the same bytes every
    time.

    The page keeps every word, in order, with its labels, marks, notes and tables, and the whole
    record as JSON. The promises stand before the text, with what became of them where that is
    recorded. Without the `record` there is no script either, which works with it: the page can be
    read and nothing else.
    """
    return write_read(declaration, record=record)


def write_read(
    given: Given,
    others: Sequence[Declaration] = (),
    ledger: FollowUp | None = None,
    *,
    record: bool = True,
    around: Neighbourhood | None = None,
) -> str:
    """The page of a declaration. If it was read from a source, each paragraph knows its place in
    the source.

    `others` are the same work in other languages. A paragraph of them stands beside the paragraph
    with the same eid; those without one stand at the end. The page carries the record of `given`,
    unless `record` is false. Without a ledger it is the shipped one. `around` are the works around it
    in its corpus. Raises as `Parsed.require`.
    """
    declaration = declared(given)
    source = None
    places: Mapping[str, str] = {}
    if isinstance(given, Parsed):
        source = PurePath(given.source.name).name
        places = _places(declaration, given.spans)
    if ledger is None and declaration.id in ledgers():
        ledger = load_follow_up(declaration.id)
    words = wording(declaration.language)
    article = _article(declaration, words, places, others, around)
    found = promises(given)
    panels = _panels(declaration, article, found, words, ledger)
    near = "" if around is None else neighbours(around, words)
    panels = {"neighbours": near, **panels}
    said = summary(declaration, found)
    first = promised(declaration, found, said, words, article.ui)
    is_long = article.blocks > LONG_PAGE_BLOCKS
    page = "".join(
        [
            f'<!DOCTYPE html>\n<html lang="{words.tag}" dir="{direction(words.tag)}" class="{_SHOWN}">\n<head>\n',
            _head(scripted=record),
            f"<title>{escaped(unturned(title_of(declaration)))}</title>\n</head>\n",
            '<body class="long">\n' if is_long else "<body>\n",
            _body(declaration, article, first, panels, words),
        ]
    )
    if not record:
        return f"{page}{_END}"
    told = _told(declaration, article, found, words, ledger) | {"source": source}
    return "".join(
        [
            page,
            _SHEET,
            _script("json", declaration.model_dump_json(exclude_none=True)),
            _script("printed", _printed(f"{page}{_END}", with_words=bool(others))),
            _script(
                "told", json.dumps(told, ensure_ascii=False, separators=(",", ":"))
            ),
            _unpacked_later(),
            _END,
        ]
    )


_END = "</body>\n</html>\n"


def _article(
    declaration: Declaration,
    words: Wording,
    places: Mapping[str, str],
    others: Sequence[Declaration],
    around: Neighbourhood | None,
) -> Article:
    """The text, laid out, with the other languages beside it."""
    beside = [Article(other, words, {}, beside=True) for other in others]
    for column in beside:
        column.whole()
    article = Article(declaration, words, places, beside)
    if around is not None:
        article.below = {
            eid: cited_by(cited, words, article.ui)
            for eid, cited in around.cited_by.items()
        }
    article.whole()
    return article


def _places(declaration: Declaration, spans: SpanMap) -> dict[str, str]:
    """The stretch of the source of each passage, by eid: `line:column-line:column`."""
    found: dict[str, str] = {}
    for passage in passages(declaration):
        stretches = _stretches(passage, spans)
        if stretches:
            first = min(stretches)
            last = max(stretches, key=lambda span: (span.end_line, span.end_column))
            found[passage.eid] = (
                f"{first.line}:{first.column}-{last.end_line}:{last.end_column}"
            )
    return found


def _stretches(passage: Passage, spans: SpanMap) -> Sequence[Span]:
    """Where the label and the words of a passage are in the source; else where the passage is."""
    pointers: list[Pointer] = [f"{passage.pointer}/num", f"{passage.pointer}/marker"]
    pointers += [f"{words.pointer}/text" for words in passage.words()]
    found = [span for pointer in pointers for span in spans.get(pointer, ())]
    return found or spans.get(passage.pointer, ())


def _panels(
    declaration: Declaration,
    article: Article,
    found: Sequence[Act],
    words: Wording,
    ledger: FollowUp | None,
) -> dict[str, str]:
    """The panels below the text, by name; those that have nothing to say are empty."""
    gathered = article.inline.gathered
    own = declaration.date.value if declaration.date else None
    return {
        "followed": followed(declaration, gathered, words, ledger),
        "rests": rests(article.cited, gathered, words),
        "dates": dates(own, found, gathered, words, ledger),
        "presence": presence(declaration, gathered, words),
        "about": about(declaration, words),
    }


def _body(
    declaration: Declaration,
    article: Article,
    first: str,
    panels: dict[str, str],
    words: Wording,
) -> str:
    """The bar, the table of contents, the text after the panel `first`, and the other panels."""
    tag = "" if declaration.language == "und" else declaration.language
    head = article.out[: article.headed_by]
    rest = article.out[article.headed_by :]
    markup = "".join(
        [
            _bar(declaration, words),
            '<div class="frame">\n',
            _contents(article.contents.markup(), panels, words),
            f'<main id="{TEXT}" tabindex="-1">\n',
            masthead(declaration, words),
            f'<article lang="{tag}" dir="{direction(declaration.language)}">\n',
            *head,
            first,
            *rest,
            "</article>\n",
            '<div class="panels">\n',
            *panels.values(),
            "</div>\n</main>\n</div>\n",
        ]
    )
    return held(markup)


# --- the frame: the same for every declaration
# ----------------------------------------------------------------------------


@cache
def _head(*, scripted: bool) -> str:
    """The policy, the style and the first script. The policy allows the style and both scripts by
    their hashes.
    """
    folder = files("communique.formats.html")
    style = page_style()
    start = folder.joinpath("start.js").read_text("utf-8")
    styles = f"{_hash(style)} {_hash(tools_style())}"
    scripts = f"{_hash(start)} {_hash(unpack(packed_script()))}"
    allowed = f"; script-src {scripts}" if scripted else ""
    policy = f"default-src 'none'; style-src {styles}{allowed}; base-uri 'none'; form-action 'none'"
    first = f"<script>{start}</script>\n" if scripted else ""
    return (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<style>{style}</style>\n{first}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _tools(words: Wording) -> str:
    """The tools of the bar, and the sheets that open from them. Those of the class `scripted` need
    the script.

    The script fills the list of languages and the legend.
    """
    return (
        f'<button type="button" class="for-contents" popovertarget="[contents]">{words.said("contents")}</button>\n'
        f'<div class="search scripted" role="search"><input type="search"{words.label("search")} '
        f'placeholder="{attribute(words["search"])}" autocomplete="off" spellcheck="false"><output></output>'
        f'<button type="button" class="previous"{words.label("previous")}>↑</button>'
        f'<button type="button" class="next"{words.label("next")}>↓</button></div>\n'
        f'<button type="button" class="scripted" popovertarget="[layers]">{words.said("layers")}</button>\n'
        f'<button type="button" class="scripted" popovertarget="[forms]">{words.said("forms")}</button>\n'
        f'<select class="scripted spoken"{words.label("interface")}></select>\n'
        f'<button type="button" class="scripted theme"{words.label("theme")}>◐</button>\n</header>\n'
        f'<div popover id="[layers]" class="sheet layers" role="dialog"{words.label("layers")}>'
        f"<fieldset><legend>{words.said('layers-hint')}</legend>{_layers(words)}</fieldset>"
        f'<div class="signs"><p>{words.said("legend")}</p><ul></ul></div></div>\n'
        f'<div popover id="[forms]" class="sheet forms" role="dialog"{words.label("forms")}>'
        f"<p>{words.said('forms-hint')}</p>{_forms(words)}</div>\n"
    )


def _layers(words: Wording) -> str:
    """A box for each kind of mark that can be shown."""
    boxes = []
    for layer in LAYERS:
        label = words.said(f"layer-{layer}", f"sample {layer}")
        boxes.append(
            f'<label><input type="checkbox" value="{layer}" checked> {label}</label>'
        )
    return "".join(boxes)


def _forms(words: Wording) -> str:
    """A button for each form that the page can be saved in."""
    names = {
        "json": "JSON",
        "csv": words.said("form-csv"),
        "pdf": words.said("form-pdf"),
    }
    buttons = [
        f'<button type="button" data-form="{form}">{name}</button>'
        for form, name in names.items()
    ]
    return "".join(buttons)


def _bar(declaration: Declaration, words: Wording) -> str:
    """The link past everything to the text, the name of the declaration, and the tools."""
    name = foreign(declaration.short_title or title_of(declaration))
    return (
        f'<a class="skip" href="{part(TEXT)}">{words.said("skip")}</a>\n'
        f'<header class="bar">\n<a class="home" href="{part(TITLE)}">{name}</a>\n{_tools(words)}'
    )


_NEEDS_SCRIPT = ("dates", "presence")
"""The panels that hold only what the script builds."""


def _contents(text: str, panels: dict[str, str], words: Wording) -> str:
    """The table of contents: the promises, the text, then the panels that there are."""
    below = []
    for name, panel in panels.items():
        if panel:
            kind = ' class="scripted"' if name in _NEEDS_SCRIPT else ""
            below.append(f"<li{kind}>{_link(name, words)}</li>")
    return (
        f'<nav popover id="[contents]" class="contents"{words.label("contents")}>'
        f"<ul><li>{_link('promises', words)}</li></ul>{text}"
        f'<ul class="below">{"".join(below)}</ul></nav>\n'
    )


def _link(panel: str, words: Wording) -> str:
    return f'<a href="{part(f"[{panel}]")}">{words.said(panel)}</a>'


# The script fills these: the sheet of a note, an entity or a paragraph, and the line that says what
# was just done.
_SHEET = '<div popover id="[sheet]" class="sheet" role="dialog"></div>\n<p class="done" role="status"></p>\n'


# --- what the page carries for its script
# ---------------------------------------------------------------------------------


def _script(name: str, content: str) -> str:
    """An element that holds JSON."""
    return f'<script type="application/json" id="[{name}]">{data(content)}</script>\n'


@cache
def _unpacked_later() -> str:
    """The element that holds the packed script."""
    return f'<script type="text/plain" id="[script]">{packed_script()}</script>\n'


def _printed(page: str, *, with_words: bool) -> str:
    """The hash of the words of a page. They are made from the record again, except for those of
    other languages.
    """
    text = extract(Source(NAME, page.encode()), ANY_SIZE).text
    return stated(text, with_words=with_words)


def _told(
    declaration: Declaration,
    article: Article,
    found: Sequence[Act],
    words: Wording,
    ledger: FollowUp | None,
) -> JsonObject:
    """What the lists and the citations need and the record does not say."""
    gathered = article.inline.gathered
    told: JsonObject = {
        "patterns": {
            style: pattern(declaration, style=style, language=words.tag)
            for style in STYLES
        },
        "places": gathered.unlike,
        "promises": rows(declaration, found, gathered, ledger),
    }
    if ledger is not None:
        told["events"] = [[event.date.value, event.summary] for event in ledger.events]
    return told
