"""Writes a declaration as one HTML page: its words, what is said about them, and the record itself."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath

from communique.acts import Given, declared, promises
from communique.acts.follow_up import FollowUp, ledgers, load_follow_up
from communique.core.source import Pointer, Source, SpanMap
from communique.draft import Parsed
from communique.formats import format_named
from communique.formats.html.article import TEXT, TITLE, Article, part
from communique.formats.html.markup import (
    Wording,
    attribute,
    data,
    foreign,
    held,
    languages,
    unturned,
    wording,
)
from communique.formats.html.panel import (
    SIGNS,
    about,
    dates,
    followed,
    masthead,
    presence,
    promised,
    title_of,
)
from communique.inputs.carried import ANY_SIZE, NAME, stated
from communique.inputs.html import extract
from communique.model import Declaration
from communique.model.citation import STYLES, pattern
from communique.model.passages import passages
from communique.model.text import escaped
from communique.naming.iso639 import direction

LAYERS = ("entities", "dates", "acts", "references")
_SHOWN = " ".join(f"show-{layer}" for layer in LAYERS)

MOST = 500
"""A page of more blocks than these is long: it is laid out piece by piece."""


def _places(declaration: Declaration, spans: SpanMap) -> dict[str, str]:
    """By the eid of each passage the stretch of the source that it was read from, as `line:column-line:column`."""
    found: dict[str, str] = {}
    for passage in passages(declaration):
        pointers: list[Pointer] = [f"{passage.pointer}/{name}" for name in ("num", "marker")]
        pointers += [f"{words.pointer}/text" for words in passage.words()]
        stretches = [span for pointer in pointers for span in spans.get(pointer, ())] or spans.get(
            passage.pointer
        )
        if stretches:
            first, last = (
                min(stretches),
                max(stretches, key=lambda span: (span.end_line, span.end_column)),
            )
            found[passage.eid] = f"{first.line}:{first.column}-{last.end_line}:{last.end_column}"
    return found


def write(declaration: Declaration, *, record: bool = True) -> str:
    """The declaration as an HTML page that asks for nothing outside itself; the same bytes every time.

    Kept: every word, in order, with its labels, marks, notes and tables; the whole record, as JSON and Akoma Ntoso; the
    JSON-LD of the work, the text as Markdown. Before the text stand its promises; of a declaration whose follow-up is recorded, where each stands.
    """
    return write_read(declaration, record=record)


def write_read(
    given: Given,
    others: Sequence[Declaration] = (),
    ledger: FollowUp | None = None,
    *,
    record: bool = True,
) -> str:
    """The page of a declaration; of what was read it also says where in the source each paragraph stands.

    Beside its text stand `others`, the same in other languages, paragraph by paragraph: what has the same eid; what no paragraph of
    the first has an eid for stands at the end. The page carries the record of the first. Without a ledger it is the shipped one.
    Without the `record` there is no script either, which works with it: the page is to be read and nothing else. Raises as `Parsed.require`.
    """
    declaration, source = declared(given), None
    places: Mapping[str, str] = {}
    if isinstance(given, Parsed):
        places, source = _places(declaration, given.spans), PurePath(given.source.name).name
    words = wording(declaration.language)
    beside = [Article(each, words, {}, beside=True) for each in others]
    for each in beside:
        each.whole()
    article = Article(declaration, words, places, beside)
    article.whole()
    gathered = article.inline.gathered
    long = article.blocks > MOST
    own = declaration.date.value if declaration.date else None
    if ledger is None and declaration.id in ledgers():
        ledger = load_follow_up(declaration.id)
    found = promises(given)
    first = promised(declaration, found, gathered, words, article.ui, ledger)
    head, rest = article.out[: article.headed_by], article.out[article.headed_by :]
    panels = {
        "followed": followed(declaration, gathered, words, ledger),
        "dates": dates(own, found, gathered, words, ledger),
        "presence": presence(declaration, gathered, words),
        "about": about(declaration, words),
    }
    tag = "" if declaration.language == "und" else declaration.language
    body = held("".join([
        _bar(declaration, words), '<div class="frame">\n', _contents(article.contents.markup(), panels, words),
        f'<main id="{TEXT}" tabindex="-1">\n', masthead(declaration, words),
        f'<article lang="{tag}" dir="{direction(declaration.language)}">\n', *head, first, *rest, "</article>\n",
        '<div class="panels">\n', *panels.values(), "</div>\n</main>\n</div>\n",
    ]))  # fmt: skip
    page = "".join([
        f'<!DOCTYPE html>\n<html lang="{words.tag}" dir="{direction(words.tag)}" class="{_SHOWN}">\n<head>\n', _head(scripted=record),
        f"<title>{escaped(unturned(title_of(declaration)))}</title>\n</head>\n",
        '<body class="long">\n' if long else "<body>\n", body,
    ])  # fmt: skip
    if not record:
        return f"{page}{_END}"
    scripts = _carried(declaration, words, source, printed=f"{page}{_END}", long=long)
    return "".join([page, _SHEET, *scripts, _END])


_END = "</body>\n</html>\n"


# --- the frame: the same for every declaration ----------------------------------------------------------------------------


@cache
def _head(*, scripted: bool) -> str:
    """What is allowed, then the style and the script; both are allowed by their hashes and nothing else is."""
    folder = files("communique.formats.html")
    style, script = (folder.joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    labels = "".join(
        f'  :root[lang="{tag}"] .promises td.{name}::before {{ content: "{wording(tag)[name]}: "; color: var(--soft); }}\n'
        for tag in languages() for name in ("actors", "addressees", "due", "condition", "topics")
    )  # fmt: skip
    # What a cell is called where the head of the table has no room.
    style += f"@media (max-width: 40rem) {{\n{labels}}}\n"
    allowed = f"; script-src {_hash(script)}" if scripted else ""
    only = f"default-src 'none'; style-src {_hash(style)}{allowed}; base-uri 'none'; form-action 'none'"
    running = f"<script>{script}</script>\n" if scripted else ""
    return (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{only}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<style>{style}</style>\n{running}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _tools(words: Wording) -> str:
    """The tools of the bar, and what opens from them; those that need the script show when it runs."""
    told = {layer: words.said(f"layer-{layer}", f"sample {layer}") for layer in LAYERS}
    layers = "".join(
        f'<label><input type="checkbox" value="{layer}" checked> {told[layer]}</label>'
        for layer in LAYERS
    )
    signs = "".join(f"<li>{words.said(f'types.{name}', f'e {name}')}</li>" for name in SIGNS)
    names = {"json": "JSON", "akn": "Akoma Ntoso", "jsonld": "JSON-LD"}
    names |= {form: words.said(f"form-{form}") for form in ("csv", "md", "pdf")}
    forms = "".join(
        f'<button type="button" data-form="{form}">{name}</button>' for form, name in names.items()
    )
    called = {tag: escaped(wording(tag)["name"]) for tag in languages()}
    spoken = "".join(
        f'<option value="{tag}" lang="{tag}">{name}</option>' for tag, name in called.items()
    )
    return (
        f'<button type="button" class="for-contents" popovertarget="[contents]">{words.said("contents")}</button>\n'
        f'<div class="search scripted" role="search"><input type="search"{words.label("search")} '
        f'placeholder="{attribute(words["search"])}" autocomplete="off" spellcheck="false"><output></output>'
        f'<button type="button" class="previous"{words.label("previous")}>↑</button>'
        f'<button type="button" class="next"{words.label("next")}>↓</button></div>\n'
        f'<button type="button" class="scripted" popovertarget="[layers]">{words.said("layers")}</button>\n'
        f'<button type="button" class="scripted" popovertarget="[forms]">{words.said("forms")}</button>\n'
        f'<select class="scripted spoken"{words.label("interface")}>{spoken}</select>\n'
        f'<button type="button" class="scripted theme"{words.label("theme")}>◐</button>\n</header>\n'
        f'<div popover id="[layers]" class="sheet layers" role="dialog"{words.label("layers")}>'
        f"<fieldset><legend>{words.said('layers-hint')}</legend>{layers}</fieldset>"
        f'<div class="signs"><p>{words.said("legend")}</p><ul>{signs}</ul></div></div>\n'
        f'<div popover id="[forms]" class="sheet forms" role="dialog"{words.label("forms")}>'
        f"<p>{words.said('forms-hint')}</p>{forms}</div>\n"
    )


def _bar(declaration: Declaration, words: Wording) -> str:
    """The link past everything to the text, how the declaration is called, the tools."""
    name = foreign(declaration.short_title or title_of(declaration))
    return (
        f'<a class="skip" href="{part(TEXT)}">{words.said("skip")}</a>\n'
        f'<header class="bar">\n<a class="home" href="{part(TITLE)}">{name}</a>\n{_tools(words)}'
    )


def _contents(text: str, panels: dict[str, str], words: Wording) -> str:
    """The table of contents: the promises, the text, then the panels that there are."""
    first, *below = [
        f'<li><a href="{part(f"[{name}]")}">{words.said(name)}</a></li>'
        for name in ("promises", *(name for name, panel in panels.items() if panel))
    ]
    return (
        f'<nav popover id="[contents]" class="contents"{words.label("contents")}><ul>{first}</ul>{text}'
        f'<ul class="below">{"".join(below)}</ul></nav>\n'
    )


# What the script fills when it is asked: the sheet of a note, an entity or a paragraph, and what was just done.
_SHEET = '<div popover id="[sheet]" class="sheet" role="dialog"></div>\n<p class="done" role="status"></p>\n'


# --- what the page carries ------------------------------------------------------------------------------------------------


def _carried(
    declaration: Declaration, words: Wording, source: str | None, *, printed: str, long: bool
) -> list[str]:
    """The record as JSON, Akoma Ntoso, JSON-LD and Markdown, and what the script has to say and to fill in.

    `printed`: the page without all this, of which the words are stated beside the record.
    """
    patterns = {style: pattern(declaration, style=style, language=words.tag) for style in STYLES}
    told = {"source": source, "patterns": patterns}
    akn = format_named("akn").write(declaration)
    text: dict[str, tuple[()]] = dict.fromkeys(
        ("preamble", "body", "closing", "annexes", "notes"), ()
    )
    jsonld = format_named("jsonld").write(
        declaration.model_copy(update=text)
    )  # the work and whom it names
    markdown = format_named("markdown").write(declaration)
    carried = {
        "json": ("json", data(declaration.model_dump_json(exclude_none=True))),
        "printed": ("json", data(stated(extract(Source(NAME, printed.encode()), ANY_SIZE).text))),
        "akn": ("akn+xml", akn if long else _compact(akn, "\n")),
        "jsonld": ("ld+json", data(_compact(jsonld, ""))),
        "md": ("json", data(json.dumps(markdown, ensure_ascii=False))),
        "told": ("json", data(json.dumps(told, ensure_ascii=False))),
        "words": ("json", _words()),
    }
    return [
        f'<script type="application/{kind}" id="[{name}]">{text}</script>\n'
        for name, (kind, text) in carried.items()
    ]


@cache
def _words() -> str:
    """What the page says, in every language in which it can be read."""
    said = {
        tag: wording(tag).texts | {"citation": wording(tag).citation, "dir": direction(tag)}
        for tag in languages()
    }
    return data(
        json.dumps({"signs": SIGNS, "languages": said}, ensure_ascii=False, separators=(",", ":"))
    )


def _compact(text: str, between: str) -> str:
    """JSON or Akoma Ntoso without its indentation: in neither do words hold a line feed as it is."""
    return re.sub("\n *", between, text)
