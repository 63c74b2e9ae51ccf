"""Words as HTML: nothing in a text can become markup, leave its place, or run a script; and the
words of the page itself.

There is one file of `words` for each language of the page. To add a language, add a file.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from communique.model.citation import languages as cited
from communique.model.citation import words_in, written
from communique.model.text import escaped
from communique.model.types import Date

# What turns the direction of the words behind it: embeddings, overrides and isolates, and their
# ends. In UTF-8 each begins
# with one of two pairs of bytes, which bytes are searched for fast.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TURNING_BYTES = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
_UNSAFE = re.compile(r"""[&<>"\n\u202a-\u202e\u2066-\u2069]""")
_PLAIN_EID = re.compile(r"[A-Za-z0-9_.-]+")
# No name before the host: it would pretend to be one.
_LINKED = re.compile(r"https?://(?![^/?#]*@)|mailto:", re.IGNORECASE)


def attribute(value: str) -> str:
    """A value as it stands between double quotes."""
    return _UNSAFE.sub(lambda match: f"&#{ord(match[0])};", value)


def turned(text: str) -> bool:
    """Whether something in a text turns the direction of the words behind it."""
    return not text.isascii() and _TURNING_BYTES.search(text.encode()) is not None


def held(markup: str) -> str:
    """Markup in whose words nothing turns the direction of what follows: each sign that would is
    shown, and held in `bdi`.

    For markup whose attributes are written by `attribute`: there they are references already.
    """
    if not turned(markup):
        return markup
    return _TURNING.sub(
        lambda sign: f'<bdi class="turn" title="U+{ord(sign[0]):04X}">{sign[0]}</bdi>',
        markup,
    )


def unturned(text: str) -> str:
    """A text without the signs that turn its direction, for where no element can hold them: a
    window's title.
    """
    return _TURNING.sub("", text)


def foreign(words: str) -> str:
    """Words of the record among those of the page, escaped: they keep their own direction."""
    return f"<bdi>{escaped(words)}</bdi>"


def data(json: str) -> str:
    """JSON as it stands in a `script` that holds data: the same value, and nothing in it can end
    the element.
    """
    json = json.replace("<", "\\u003c")
    return (
        _TURNING.sub(lambda match: f"\\u{ord(match[0]):04x}", json)
        if turned(json)
        else json
    )


def fragment(eid: str) -> str:
    """The link to a node of the page, as an attribute's value: `#para_16`."""
    if _PLAIN_EID.fullmatch(eid):
        return f"#{eid}"
    return "#" + quote(eid, safe="!$&'()*+,;=:@/?~").replace("&", "&amp;")


def identity(eid: str) -> str:
    """An eid as the value of `id`."""
    return eid if _PLAIN_EID.fullmatch(eid) else attribute(eid)


def allowed(href: str | None) -> str | None:
    """The address, if a page may link to it: a place of the page, http, https or mailto. Else None."""
    if href is None:
        return None
    is_place = len(href) > 1 and href[0] == "#"
    return href if is_place or _LINKED.match(href) else None


def link(href: str | None) -> str | None:
    """An allowed address as the value of `href`; None for all else."""
    given = allowed(href)
    return None if given is None else attribute(given)


def linked(words: str, href: str | None) -> str:
    """Markup as a link to there, if `link` lets it lead there; else as it is."""
    given = link(href)
    return f'<a href="{given}">{words}</a>' if given else words


@cache
def _sources() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Where the documents of a scheme lie: the scheme, the form of its numbers, and the pattern of
    their addresses.
    """
    known = json.loads(
        files("communique.formats.html").joinpath("sources.json").read_text("utf-8")
    )
    return tuple((scheme, re.compile(form), address) for scheme, form, address in known)


def address(scheme: str | None, number: str, language: str) -> str | None:
    """Where a numbered document is to be had, as its publisher keeps it; None where that is not
    known.

    >>> address("un", "A/RES/76/300", "fr")
    'https://undocs.org/A/RES/76/300'
    """
    for known, form, pattern in _sources():
        if scheme == known and (match := form.fullmatch(number.strip())):
            parts = [
                quote("".join(part.split()), safe="/().:;-") for part in match.groups()
            ]
            return pattern.format(*parts, language=language.partition("-")[0])
    return None


def numbered(scheme: str, number: str, language: str) -> str:
    """A number, and the link to its document where one is known."""
    return linked(foreign(number), address(scheme, number, language))


FALLBACK = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of the page in one language. Compared by identity: there is one value for each
    language.
    """

    tag: str
    texts: Mapping[str, str | dict[str, str]]

    def __getitem__(self, key: str) -> str:
        """The words for something; raises KeyError where the file has none."""
        found = self.texts[key]
        assert isinstance(found, str), key
        return found

    def table(self, key: str) -> dict[str, str]:
        """The words for each value of a closed list: kinds of acts, types of entities, effects,
        standings.
        """
        found = self.texts[key]
        assert isinstance(found, dict), key
        return found

    def flat(self) -> dict[str, str]:
        """All words by key; those of a list by its key, a full stop and the value: `acts.commit`."""
        found: dict[str, str] = {}
        for key, words in self.texts.items():
            if isinstance(words, str):
                found[key] = words
            else:
                found.update({f"{key}.{value}": each for value, each in words.items()})
        return found

    def said(self, key: str, of: str = "", **values: object) -> str:
        """Words as markup. It names their key (`acts.commit` in a table) and holds the values, so
        that the page can say them in another language when it is read; `of` is what the element is.

        >>> wording("sl").said("title")
        '<span data-w="title">Naslov</span>'
        """
        name, _, value = key.partition(".")
        text = escaped(self.table(name)[value] if value else self[key])
        for each, given in values.items():
            text = text.replace(f"{{{each}}}", foreign(str(given)))
        kind = f' class="{of}"' if of else ""
        return f'<span{kind} data-w="{key}"{_held(values)}>{text}</span>'

    def label(self, key: str, **values: object) -> str:
        """The attributes of an element that is called so."""
        return f' aria-label="{attribute(self[key].format(**values))}" data-label="{key}"{_held(values)}'

    def time(self, value: Date) -> str:
        """A date as an element; the page writes it in the language in which it is read."""
        return f'<time datetime="{value}">{escaped(self.date(value))}</time>'

    @property
    def citation(self) -> dict[str, object]:
        """The words of citations."""
        return words_in(self.tag).as_json()

    def date(self, value: Date) -> str:
        """A date as it is written."""
        return written(value, words_in(self.tag))


def _held(values: dict[str, object]) -> str:
    held = {name: str(value) for name, value in values.items()}
    return (
        f' data-values="{attribute(json.dumps(held, ensure_ascii=False))}"'
        if held
        else ""
    )


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, in order."""
    names = (
        file.name
        for file in files("communique.formats.html").joinpath("words").iterdir()
    )
    found = {name.removesuffix(".json") for name in names if name.endswith(".json")}
    return tuple(sorted(found.intersection(cited())))


@cache
def _load(tag: str) -> Wording:
    file = files("communique.formats.html").joinpath("words").joinpath(f"{tag}.json")
    return Wording(tag, json.loads(file.read_text("utf-8")))


def wording(tag: str) -> Wording:
    """The words for a document in a language, by its primary subtag; English where there are none.

    >>> wording("sl-SI").tag, wording("tlh").tag
    ('sl', 'en')
    """
    primary = tag.partition("-")[0]
    return _load(primary if primary in languages() else FALLBACK)
