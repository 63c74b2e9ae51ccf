"""Writes a declaration as one HTML page: its words, what is said about them, and the record itself in three forms."""

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePath

from communique.draft import Parsed
from communique.formats import format_named
from communique.formats.html.about import about, masthead, title_of
from communique.formats.html.article import TEXT, TITLE, Article, part
from communique.formats.html.commitments import commitments
from communique.formats.html.dates import dates
from communique.formats.html.markup import attribute, data, foreign, held, unturned
from communique.formats.html.presence import SIGNS, presence
from communique.formats.html.wording import Wording, wording
from communique.iso639 import direction
from communique.model import Declaration
from communique.model.citation import STYLES, pattern
from communique.passages import passages
from communique.source import Pointer, SpanMap
from communique.weaving import escaped

MOST = 500
"""A page of more blocks than these is long: it is laid out piece by piece, and its JSON-LD has no nodes for paragraphs."""


def write(declaration: Declaration) -> str:
    """The declaration as an HTML page that asks for nothing outside itself; the same bytes every time.

    Kept: every word, in order, with its labels, marks, notes and tables; the whole record, as JSON, Akoma Ntoso and
    JSON-LD. Of a declaration whose follow-up is recorded, where each commitment stands.
    """
    return _page(declaration, {}, None)


def write_parsed(parsed: Parsed) -> str:
    """The page of what was read; it also says where in the source each paragraph stands. Raises as `Parsed.require`."""
    declaration = parsed.require()
    return _page(declaration, _places(declaration, parsed.spans), PurePath(parsed.source.name).name)


def _places(declaration: Declaration, spans: SpanMap) -> dict[str, str]:
    """By the eid of each passage the stretch of the source that it was read from, as `line:column-line:column`."""
    found: dict[str, str] = {}
    for passage in passages(declaration):
        pointers: list[Pointer] = [f"{passage.pointer}/{name}" for name in ("num", "marker")]
        pointers += [f"{words.pointer}/text" for words in passage.words()]
        stretches = [span for pointer in pointers for span in spans.get(pointer, ())] or spans.get(passage.pointer)
        if stretches:
            first, last = min(stretches), max(stretches, key=lambda span: (span.end_line, span.end_column))
            found[passage.eid] = f"{first.line}:{first.column}-{last.end_line}:{last.end_column}"
    return found


def _page(declaration: Declaration, places: Mapping[str, str], source: str | None) -> str:
    words = wording(declaration.language)
    article = Article(declaration, words, places)
    text = article.whole()
    gathered = article.inline.gathered
    long = article.blocks > MOST
    own = declaration.date.value if declaration.date else None
    panels = [
        commitments(declaration, gathered, words),
        dates(own, gathered, words),
        presence(declaration, gathered, words),
        about(declaration, words),
    ]
    tag = "" if declaration.language == "und" else declaration.language
    body = held("".join([
        _bar(declaration, words), '<div class="frame">\n', _contents(article.contents.markup(), panels, words),
        f'<main id="{TEXT}" tabindex="-1">\n', masthead(declaration, words),
        f'<article lang="{tag}" dir="{direction(declaration.language)}">\n', text, "</article>\n",
        '<div class="panels">\n', *panels, "</div>\n</main>\n</div>\n",
    ]))  # fmt: skip
    return "".join([
        f'<!DOCTYPE html>\n<html lang="{words.tag}" dir="{direction(words.tag)}">\n<head>\n', _head(),
        f"<title>{escaped(unturned(title_of(declaration)))}</title>\n</head>\n",
        '<body class="long">\n' if long else "<body>\n", body, _SHEET,
        *_carried(declaration, _without_text(declaration) if long else declaration, words, source), "</body>\n</html>\n",
    ])  # fmt: skip


# --- the frame: the same for every declaration ----------------------------------------------------------------------------


@cache
def _head() -> str:
    """What is allowed, then the style and the script; both are allowed by their hashes and nothing else is."""
    folder = files("communique.formats.html")
    style, script = (folder.joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    allowed = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return (
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{allowed}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<style>{style}</style>\n<script>{script}</script>\n"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _tools(words: Wording) -> str:
    """The tools of the bar, and what opens from them; those that need the script show when it runs."""
    say = {key: attribute(text) for key, text in words.texts.items() if isinstance(text, str)}
    layers = "".join(
        f'<label><input type="checkbox" value="{layer}"> <span class="sample {layer}">{say["layer-" + layer]}</span></label>'
        for layer in ("entities", "dates", "acts", "references")
    )
    signs = "".join(
        f'<li><span class="e {name}">{escaped(words.table("types")[name])}</span></li>' for name in SIGNS
    )  # fmt: skip
    forms = "".join(
        f'<button type="button" data-form="{form}">{name}</button>'
        for form, name in (("json", "JSON"), ("akn", "Akoma Ntoso"), ("jsonld", "JSON-LD"))
    )
    return (
        f'<button type="button" class="for-contents" popovertarget="[contents]">{say["contents"]}</button>\n'
        f'<div class="search scripted" role="search"><input type="search" aria-label="{say["search"]}" '
        f'placeholder="{say["search"]}" autocomplete="off" spellcheck="false"><output></output>'
        f'<button type="button" class="previous" aria-label="{say["previous"]}">↑</button>'
        f'<button type="button" class="next" aria-label="{say["next"]}">↓</button></div>\n'
        f'<button type="button" class="scripted" popovertarget="[layers]">{say["layers"]}</button>\n'
        f'<button type="button" class="scripted" popovertarget="[forms]">{say["forms"]}</button>\n'
        f'<button type="button" class="scripted theme" aria-label="{say["theme"]}">◐</button>\n</header>\n'
        f'<div popover id="[layers]" class="sheet layers" role="dialog" aria-label="{say["layers"]}">'
        f"<fieldset><legend>{say['layers-hint']}</legend>{layers}</fieldset>"
        f'<div class="signs"><p>{say["legend"]}</p><ul>{signs}</ul></div></div>\n'
        f'<div popover id="[forms]" class="sheet forms" role="dialog" aria-label="{say["forms"]}">'
        f"<p>{say['forms-hint']}</p>{forms}</div>\n"
    )


def _bar(declaration: Declaration, words: Wording) -> str:
    """The link past everything to the text, how the declaration is called, the tools."""
    name = foreign(declaration.short_title or title_of(declaration))
    return (
        f'<a class="skip" href="{part(TEXT)}">{escaped(words["skip"])}</a>\n'
        f'<header class="bar">\n<a class="home" href="{part(TITLE)}">{name}</a>\n{_tools(words)}'
    )


def _contents(text: str, panels: list[str], words: Wording) -> str:
    """The table of contents: the text, then the panels that there are."""
    names = [
        name
        for name in ("commitments", "dates", "presence", "about")
        if any(f'id="[{name}]"' in each for each in panels)
    ]
    below = "".join(f'<li><a href="{part(f"[{name}]")}">{escaped(words[name])}</a></li>' for name in names)
    label = attribute(words["contents"])
    return f'<nav popover id="[contents]" class="contents" aria-label="{label}">{text}<ul class="below">{below}</ul></nav>\n'


# What the script fills when it is asked: the sheet of a note, an entity or a paragraph, and what was just done.
_SHEET = '<div popover id="[sheet]" class="sheet" role="dialog"></div>\n<p class="done" role="status"></p>\n'


# --- what the page carries ------------------------------------------------------------------------------------------------


def _carried(declaration: Declaration, linked: Declaration, words: Wording, source: str | None) -> list[str]:
    """The record as JSON, Akoma Ntoso and JSON-LD, and what the script has to say and to fill in."""
    told = {
        "source": source,
        "patterns": {style: pattern(declaration, style=style, language=words.tag) for style in STYLES},
    }
    akn = format_named("akn").write(declaration)
    return [
        _script("[json]", "application/json", data(declaration.model_dump_json(exclude_none=True))),
        _script("[akn]", "application/akn+xml", akn if linked is not declaration else _compact(akn, "\n")),
        _script("[jsonld]", "application/ld+json", data(_compact(format_named("jsonld").write(linked), ""))),
        _script("[told]", "application/json", data(json.dumps(told, ensure_ascii=False))),
        _script("[words]", "application/json", _words(words)),
    ]


_SCRIPTED = frozenset((
    "act", "actors", "addressees", "basis", "close", "copied", "copy-as", "copy-citation", "copy-link", "date", "due", "entity",
    "found", "found-none", "instruments", "layer-references", "marked-here", "marked-none", "menu", "named-in", "not-copied",
    "note", "notes", "presence", "published-by", "same-as", "source", "source-at", "source-none", "source-place", "theme",
    "theme-auto", "theme-dark", "theme-light", "topics", "type",
))  # fmt: skip
"""The words that the script says."""


@cache
def _words(words: Wording) -> str:
    said = {key: text for key, text in words.texts.items() if key in _SCRIPTED or not isinstance(text, str)}
    return data(json.dumps(said | {"signs": SIGNS, "citation": words.citation}, ensure_ascii=False))


def _script(name: str, kind: str, text: str) -> str:
    return f'<script type="{kind}" id="{name}">{text}</script>\n'


def _compact(text: str, between: str) -> str:
    """JSON or Akoma Ntoso without its indentation: in neither do words hold a line feed as it is."""
    return between.join([line.lstrip(" ") for line in text.split("\n")])


def _without_text(declaration: Declaration) -> Declaration:
    """The work and whom it names, without the nodes of its text."""
    empty: tuple[()] = ()
    parts = ("preamble", "body", "closing", "annexes", "notes")
    return declaration.model_copy(update=dict.fromkeys(parts, empty))
