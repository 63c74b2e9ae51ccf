"""The kinds of documents, by the words that name them, and the numbers documents print as their
own.

A number is printed in the manner of an organisation, behind a word for number, or behind a kind.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.core.scripts import COLONS, is_small, unaccented, unaccented_each
from communique.detect.wordlists import WORD_LISTS, any_of, word_list
from communique.languages import LanguageData, Table, in_every_language, more_kinds
from communique.languages import language as language_of

ACTS = ("regulation", "decision", "directive")
"""Kinds that are known by the words with which others refer to them."""
WHOLE_WORDS = (*ACTS, "constitution", "decree", "letter")
"""Kinds whose words also begin words that name none: `constitutional`."""
SERIES = ("resolution", "decision", "declaration", "recommendation")
"""Kinds that bodies number one after the other. The second protocol to a treaty is not number 2."""
JOINT_REACH = 32
"""The word that makes a document a joint one is within this many characters of its kind."""
MAX_NUMBERED_KIND = 40
"""A line that is a kind and its number has at most this many characters."""
_FIRST_UNSPACED = "\u2e80"
"""From this character on scripts do not part words by spaces."""
_FIRST_UNSTEMMED = "\u0530"
"""From this character on a word for a kind counts inside another word too."""

_SPACED_OUT = compile_late(
    r"(?<![^\W\d_])[^\W\d_](?:[ \u3000][^\W\d_]){2,}(?![^\W\d_])"
)


class Naming(NamedTuple):
    """A word for a kind in a title: how early it counts, minus its length, the kind."""

    at: int
    minus_length: int
    kind: str

    @property
    def end(self) -> int:
        """Where the word ends, if it is counted from the beginning of the title."""
        return self.at - self.minus_length


def kind_of(
    title: str,
    words: LanguageData,
    *,
    inside: bool = False,
    acts: bool = False,
    own: bool = False,
    cited: bool = True,
) -> str | None:
    """The kind that a title names in a language, or None.

    It is the kind whose word is first; in languages that say last what a thing is, the last one; of
    two at one place the longer. `inside`: the word may be part of another. `acts`: the kind may be
    an act, such as a regulation. A word that is part of another name, `the Pact Council`, counts
    less than others, and with `own` not at all. Without `cited`, neither is what a title is about:
    the `Pact` of `Matters under the Pact`.
    """
    title = _unspaced(title)
    plain = unaccented(title)
    found = list(_named_kinds(plain, words, inside=inside, acts=acts))
    starts = {each.at for each in found}
    sure = [each for each in found if not _is_in_a_name(title, plain, each, starts)]
    eligible = sure if own else sure or found
    if not eligible:
        return None
    first = min(eligible)
    if not cited and is_cited(plain, first):
        return None
    names_joint = any(each.kind.startswith("joint-") for each in found)
    has_joint_form = f"joint-{first.kind}" in kind_words(words, acts=False)
    if has_joint_form and not names_joint and _says_joint(plain, abs(first.at), words):
        return f"joint-{first.kind}"
    return first.kind


def _named_kinds(
    plain: str, words: LanguageData, *, inside: bool, acts: bool
) -> Iterator[Naming]:
    """The words for kinds in a title, each at the place that counts."""
    glued = plain.replace(
        " ", ""
    )  # Korean writes `joint statement` as one word or as two
    kind_comes_last = words.tag in word_list("languages of last kinds")
    for kind, names in kind_words(words, acts=acts).items():
        for name in names:
            if name[0] >= _FIRST_UNSPACED:
                at = glued.rfind(name.replace(" ", ""))
                last = True
            else:
                at = _place_of(plain, name, kind, inside=inside, last=kind_comes_last)
                last = kind_comes_last
            if at >= 0:
                yield Naming(-at - len(name) if last else at, -len(name), kind)


def _place_of(plain: str, name: str, kind: str, *, inside: bool, last: bool) -> int:
    """The first or the last place at which a name is a word of a title; -1 without one."""
    at = plain.rfind(name) if last else plain.find(name)
    if inside or name[0] >= _FIRST_UNSTEMMED:
        return at
    while at >= 0 and not _is_word(plain, at, name, whole=kind in WHOLE_WORDS):
        at = (
            plain.rfind(name, 0, at + len(name) - 1)
            if last
            else plain.find(name, at + 1)
        )
    return at


def _is_in_a_name(title: str, plain: str, found: Naming, starts: set[int]) -> bool:
    """Whether a word for a kind is part of the name behind it: the `Pact` of `the Pact Council`."""
    start = found.at
    end = found.end
    if start <= 0 or end + 1 in starts:
        return False
    if len(title) != len(plain) or title[end : end + 1] != " ":
        return False
    following = title[end + 1 : end + 3]
    is_name = len(following) > 1 and following[0].isupper() and following[1].islower()
    return is_name and title[start].isupper()


def is_cited(plain: str, found: Naming) -> bool:
    """Whether a title is about what a word for a kind names: `of`, `under` or the like is before it,
    or an article that does not begin the title.

    What is before a colon, a dash or a bracket does not count. `plain`: the title without accents.
    """
    if found.at <= 0:
        return False
    before = _APART.split(plain[: found.at])[-1].split()
    for word, following in pairwise([*before, ""]):
        if word in _plain_words("citing words"):
            return following not in _plain_words(
                "indefinite articles"
            )  # `Proposal for a pact`
    return any(word in _plain_words("citing articles") for word in before[1:])


_APART = re.compile(r"\s[–—-]\s|[:.;()\[\]–—\n]")


@cache
def _plain_words(kind: str) -> frozenset[str]:
    return frozenset(unaccented_each(word_list(kind)))


def _says_joint(plain: str, at: int, words: LanguageData) -> bool:
    """Whether a word that makes a document a joint one is near a place in a title."""
    joint = _joint_words(words)
    return any(
        match[0] in joint
        for match in re.finditer(r"\w+", plain)
        if -JOINT_REACH < match.start() - at < JOINT_REACH
    )


def _unspaced(line: str) -> str:
    """A line in which words whose letters are set apart, `P A C T of Ports`, are words."""
    return _SPACED_OUT.sub(lambda match: "".join(match[0].split()), line)


def _is_word(text: str, at: int, name: str, *, whole: bool) -> bool:
    """Whether a word begins at a place, and with `whole` ends behind the name there."""
    if text[at - 1 : at].isalpha():
        return False
    end = at + len(name)
    return not (whole and text[end : end + 1].isalpha())


@cache
def kind_words(words: LanguageData, *, acts: bool) -> Table:
    """The words for kinds of declarations, without capitals and accents.

    `acts`: and those for acts that name no declaration. A word for two kinds is that of the kind of
    which facts are told (`more_kinds`).
    """
    tables = [
        more_kinds().get(words.tag.partition("-")[0], {}),
        words.declaration_kinds,
    ]
    if acts:
        tables.append({kind: words.references.get(kind, ()) for kind in ACTS})
    kind_by_name: dict[str, str] = {}
    for table in tables:
        for kind, name in sorted(_plain_names(table)):
            kind_by_name.setdefault(name, kind)
    found: dict[str, list[str]] = {}
    for name, kind in kind_by_name.items():
        found.setdefault(kind, []).append(name)
    return {kind: tuple(names) for kind, names in found.items()}


def _plain_names(table: Table) -> Iterator[tuple[str, str]]:
    """Each kind of a table with each of its names, without capitals and accents."""
    for kind, names in table.items():
        for name in unaccented_each(names):
            yield kind, name


@cache
def _joint_words(words: LanguageData) -> frozenset[str]:
    """The words that several names of joint documents have and no name of another has."""
    joint: Counter[str] = Counter()
    other: set[str] = set()
    for kind, names in kind_words(words, acts=False).items():
        for name in names:
            if kind.startswith("joint-"):
                joint.update(set(name.split()))
            else:
                other.update(name.split())
    return frozenset(
        word
        for word, times in joint.items()
        if times > 1 and len(word) > 3 and word not in other
    )


@cache
def _by_beginning() -> Mapping[str, list[tuple[str, str]]]:
    """The words for kinds of all languages that have a file, by their first two letters.

    Each word has the tag of its language beside it.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for tag, beginning, names in in_every_language("kinds"):
        if tag:
            found.setdefault(beginning, []).extend((name, tag) for name in names)
    return found


@lru_cache(4096)
def naming(title: str) -> tuple[LanguageData, ...]:
    """The languages in which a title can name a kind of document, in their order."""
    plain = unaccented(_unspaced(title))
    found: set[str] = set()
    for at, char in enumerate(plain):
        if char < _FIRST_UNSTEMMED and plain[at - 1 : at].isalpha():
            continue
        for name, tag in _by_beginning().get(plain[at : at + 2], ()):
            if plain.startswith(name, at):
                found.add(tag)
    return tuple(map(language_of, sorted(found)))


@lru_cache(4096)
def begins_kind(title: str) -> bool:
    """Whether a title begins with a word for a kind of document in any language."""
    plain = unaccented(_unspaced(title.strip(" *_#")))
    for name, _ in _by_beginning().get(plain[:2], ()):
        if not plain.startswith(name):
            continue
        if name[0] >= _FIRST_UNSTEMMED or _is_word(plain, 0, name, whole=True):
            return True
    return False


@lru_cache(4096)
def ends_with_kind(title: str) -> bool:
    """Whether a title ends with a word for a kind in a script without spaces, where it is whole."""
    plain = unaccented(title).strip(" *_#》」』)）")
    return plain[-1:] >= _FIRST_UNSPACED and plain.endswith(_unspaced_names())


@cache
def _unspaced_names() -> tuple[str, ...]:
    """The words for kinds in scripts without spaces."""
    return tuple(name for name in _all_names() if name[0] >= _FIRST_UNSPACED)


@lru_cache(4096)
def names_kind(title: str) -> bool:
    """Whether a title names a kind of document in any language."""
    return any(kind_of(title, words) for words in naming(title))


@lru_cache(4096)
def names_own_kind(title: str, spoken: tuple[LanguageData, ...]) -> bool:
    """Whether a title names its own kind in any language, or an act in a language of the text.

    A path of a page does not. Of a title of one word the kind can be a part: a compound.
    """
    if is_path(title):
        return False
    if names_kind(title) and any(
        kind_of(title, words, own=True) for words in naming(title)
    ):
        return True
    one_word = title.strip().isalpha()
    return any(
        kind_of(title, words, inside=one_word, acts=True, own=True) for words in spoken
    )


_PATH = compile_late(
    r"[^>›»＞→]{2,40}(?:\s?(?:[>›»＞→]|::)\s[^>›»＞→]{2,60})+"
    r"|[^/|.,;?!]{2,40}(?:\s(?P<sign>[/|:•·])\s[^/|:.,;?!]{2,60})"
    r"(?:\s(?P=sign)\s[^/|:.,;?!]{2,60})+"
)


def is_path(line: str) -> bool:
    """Whether a line is the path of a page in its site: `Home > Documents > Statements`.

    Of signs that texts have too there must be two.
    """
    return _PATH.fullmatch(line) is not None


@cache
def _all_names() -> frozenset[str]:
    """The words for kinds of all languages."""
    return frozenset(
        chain.from_iterable(row.forms for row in in_every_language("kinds"))
    )


def is_kind(title: str) -> bool:
    """Whether a title is the name of a kind of document in some language, and says no more."""
    return unaccented(_unspaced(title.strip(" *_#.:"))) in _all_names()


def numbers_kind(line: str, *, acts: bool = False) -> bool:
    """Whether a line is the kind of a document and its number, and no more: `Resolution 7 (2024)`.

    `acts`: also of an act.
    """
    text = line.strip(" *_#,")
    room = MAX_NUMBERED_KIND - len(text)
    if room < 0 or not any(map(str.isdigit, text)):
        return False
    unspaced = sum(char >= _FIRST_UNSPACED for char in text)
    if 2 * unspaced > room:  # in scripts without spaces few characters say much
        return False
    return any(kind_of(text, words, acts=acts) for words in naming(text))


SCHEMES: Mapping[str, str] = WORD_LISTS["numbers"]
"""How organisations write the numbers of their documents; the first that fits a line is meant."""
_SCHEMES = tuple((scheme, compile_late(pattern)) for scheme, pattern in SCHEMES.items())
_AT_END = compile_late(
    r"(?:№|[Nn]\.?\s?[º°]\.?|(?<!\w)[Nn]r\.?|No\.|(?<!\w)N(?=\s\d\d))\s?(?P<value>[\w/.-]{1,30})$"
)
_ALONE = compile_late(
    r"(?!(?:\d\d?/){2}\d{4}|\d{4}(?:/\d\d?){2}$)(?:\d{1,4}/\d{2,7}|\d\d/\d)(?:/\d{1,5})?"
    r"|[A-ZЀ-Я]{2,6} \d{1,4}/\d{2,4}|\d{1,3}-\d{1,4}:"
    r"|(?=[A-Z]{2})(?=\S*\d)(?!\S*/Ser\.)[\w.&()-]{2,18}(?:/[\w.&()-]{1,18}){1,5}(?: ?[Rr]ev\.? ?\d{1,2})?"
)
"""A number that is a line by itself: figures, or letters of some organisation first; not a day."""
_BARE_NUMBER = compile_late(r"\d{1,4}/\d{1,7}\.")
"""A number with the stop that parts it from the title behind it: `78/9.`."""
_LINE_NUMBER = compile_late(
    r"(?:№|N[°º.o ]{1,2}|Nr\.?|No\.?|Resolution No\.)\s{0,2}[\w./() -]{1,30}",
    re.IGNORECASE,
)
_BEHIND_KIND = compile_late(
    r"\D* (?!(?:19|20)\d\d$)((?:[IVXLC]{1,6}\.)?\d{1,5}(?:/\d{1,4}|-\w{1,4})?(?: \(\d{4}\))?)$"
)
"""The number of a document behind its kind; not a year."""
_UNION_MARK = "CE|EC|ECSC|EEC|EG|EGKS|EU|EWG|UE|WE|ΕΕ|ЕС"
_OF_THE_UNION = compile_late(
    rf"[^\d(]{{3,40}} (?P<number>\((?:{_UNION_MARK})(?:, Euratom)?\) (?:[Nn][or°º]\.? )?\d{{1,4}}/\d{{1,4}}"
    r"|(?:19|20)?\d\d/\d{1,4}/[A-Z]{2,6})(?![\w/])"
)
"""An act of the Union and its number: `Council Decision 2010/413/CFSP`."""
_ACT_IN_BRACKETS = compile_late(r"\((?P<number>(?:19|20)?\d\d/\d{1,4}/[A-Z]{2,6})\)$")
"""The number of an act of the Union behind its title: `... of 26 July 2010 (2010/413/CFSP)`."""
_BETWEEN_SIGNS = compile_late(
    r"[^\d第关關《]{0,12}第 ?(?P<number>\d{1,5}(?:/\d{1,5})?) ?[号號](?=\w)"
)
"""A number before its kind in Chinese: that of the `第7/12号决议`."""
_BEFORE_TITLE = compile_late(r"(?P<number>\d{2,3}/\d{1,4})\.[ \u00a0]\S")
"""A number of two parts and the title behind it: `78/9. Wells`."""
_NUMBER_WORD = rf"(?:№|{any_of('number words')})\.?\s?".replace(r"\ ", " ?")
_PARTS = (
    r"(?:[^\W\d_]{1,5} )?(?=\S*\d)[\w.-]{1,20}(?:/[\w.-]{0,19}\w){1,4}"
    r"|[\w.]{1,20}(?:-[\w.]{1,12}){2,4}"
)
_LABELLED = compile_late(rf"{_NUMBER_WORD}[{COLONS}]?\s?({_PARTS})\.?", re.IGNORECASE)
"""A word for number, and a number of several parts: `NOMOR: 12/KP/2020`."""
_NAMED = compile_late(
    rf"[^\d:]{{3,30}}?(?<!\w){_NUMBER_WORD}((?=\S*\d)[\w./&-]{{1,20}})", re.IGNORECASE
)
"""The kind of a text, a word for number, and a number: `Resolution No. 12/IV of the Ports`."""
MIN_SCHEME_NUMBER = 5
"""Shorter numbers in the manner of an organisation can be anything."""
MAX_LETTERHEAD_LINE = 100
MAX_NUMBER_LINE = 80
"""A longer line that ends in a number is a sentence."""


class OwnNumber(NamedTuple):
    """A number that can be a document's own. A lower rank is a better candidate."""

    rank: int
    scheme: str
    number: str


def scheme_of(number: str) -> str:
    """Whose manner a number is written in; `document` if it is that of nobody we know."""
    for scheme, pattern in _SCHEMES:
        if pattern.fullmatch(number):
            return scheme
    return "document"


def own_numbers(line: str, role: str) -> Iterator[OwnNumber]:
    """The numbers in a line of a role that can be the document's own, by each way of finding them."""
    text = " ".join(line.split()).strip("* ")
    for find in NUMBER_FINDERS:
        yield from find(text, role)


def _in_a_scheme(text: str, role: str) -> Iterator[OwnNumber]:
    """A number in the manner of an organisation, alone in its line or in a letterhead."""
    in_letterhead = role == "letterhead" and len(text) < MAX_LETTERHEAD_LINE
    for scheme, pattern in _SCHEMES:
        for match in pattern.finditer(text):
            before = text[: match.start()]
            after = text[match.end() :]
            if _is_part_of_more(before, after) or len(match[0]) < MIN_SCHEME_NUMBER:
                continue
            if not before and not after.strip(" .:,"):
                yield OwnNumber(0, scheme, match[0])
            elif in_letterhead and not re.search(r"\d|[:：]\s*$", before):
                rank = 2 if before and after else 1
                yield OwnNumber(rank, scheme, match[0])


def _is_part_of_more(before: str, after: str) -> bool:
    """Whether a number is part of a longer one, or in brackets."""
    glued = before[-1:].isalnum() or after[:1].isalnum()
    return glued or before[-1:] in {*"/([-"} or after[:1] == "/"


def _with_its_kind(text: str, role: str) -> Iterator[OwnNumber]:
    """A number behind the kind of the text: `Resolution No. 12/IV`, `Decision 7`."""
    if not _beside_text(text, role):
        return
    named = _own(_NAMED.match(text)) if role != "dateline" else None
    if named is not None and numbers_kind(named[0], acts=True):
        in_series = any(
            kind_of(text, words, acts=True) in SERIES for words in naming(text)
        )
        if in_series or not named[1].isdigit():
            yield OwnNumber(3, "document", named[1])
            return
    head = text.partition(": ")[0]
    behind = _own(_BEHIND_KIND.match(head)) if numbers_kind(head, acts=True) else None
    if behind is not None:
        yield OwnNumber(4, "document", behind[1])


def _of_an_act(text: str, role: str) -> Iterator[OwnNumber]:
    """The number of an act of the Union behind its kind, or in Chinese a number before its kind."""
    if not _beside_text(text, role):
        return
    act = _OF_THE_UNION.match(text)
    if act is not None and _names_one_act(text[: act.start("number")]):
        yield OwnNumber(1, "document", act["number"])
    behind = _ACT_IN_BRACKETS.search(text)
    if behind is not None:
        yield OwnNumber(1, "document", behind["number"])
    before = _BETWEEN_SIGNS.match(text)
    if before is not None and names_kind(text):
        yield OwnNumber(3, "document", before["number"])


def _names_one_act(name: str) -> bool:
    """Whether words name an act and no other document: `Decision`, not `Decision on Regulation`."""
    for words in naming(name):
        if kind_of(name, words, acts=True, cited=False) in ACTS:
            return not _names_another_last(name, words)
    return False


def _at_the_end(text: str, role: str) -> Iterator[OwnNumber]:
    """A number behind a sign for number at the end of a closing, or of a short line above the text."""
    in_closing = role == "closing"
    if not in_closing and not _beside_text(text, role):
        return
    match = _own(_AT_END.search(text))
    if match is None or not any(map(str.isdigit, match["value"])):
        return
    short = len(text) < MAX_NUMBER_LINE and not match[0].startswith("N ")
    if in_closing or short:
        yield OwnNumber(4, "document", match[0])


def _alone_in_letterhead(text: str, role: str) -> Iterator[OwnNumber]:
    """A line of the letterhead that is a number."""
    if role != "letterhead":
        return
    number = text.removesuffix(".") if _BARE_NUMBER.fullmatch(text) else text
    before = _BEFORE_TITLE.match(text)
    if before is not None:
        number = before["number"]
    if _ALONE.fullmatch(number):
        yield OwnNumber(5, "document", number)


def _as_a_line(text: str, role: str) -> Iterator[OwnNumber]:
    """A line that is a sign for number and the number."""
    if role not in ("letterhead", "subtitle", "closing"):
        return
    if _LINE_NUMBER.fullmatch(text) and any(map(str.isdigit, text)):
        yield OwnNumber(3, "document", text)


def _labelled(text: str, role: str) -> Iterator[OwnNumber]:
    """A line that is a word for number and a number of several parts."""
    if role not in ("letterhead", "subtitle", "dateline"):
        return
    match = _LABELLED.fullmatch(text)
    if match is not None:
        yield OwnNumber(3, "document", match[1])


NUMBER_FINDERS = (
    _in_a_scheme,
    _with_its_kind,
    _of_an_act,
    _at_the_end,
    _alone_in_letterhead,
    _as_a_line,
    _labelled,
)
"""The ways of finding a document's own number in a line. Of two equal ranks the first one counts."""


def _beside_text(text: str, role: str) -> bool:
    """Whether a line is above the text and does not go on from another."""
    return role in ("title", "subtitle", "letterhead", "dateline") and not is_small(
        text[:1]
    )


def _own(match: re.Match[str] | None) -> re.Match[str] | None:
    """A match of words and a number, unless the words end in the name of another document.

    Such as `Declaration on Convention No. 169`.
    """
    if match is None:
        return None
    name = match.string[: match.start(1)]
    if any(_names_another_last(name, words) for words in naming(name)):
        return None
    return match


def _names_another_last(name: str, words: LanguageData) -> bool:
    """Whether another kind is named behind the first, and not right behind it."""
    kind = kind_of(name, words, acts=True)
    rest = name
    while rest and kind_of(rest, words, acts=True) == kind:
        rest = rest.partition(" ")[2]
    if not kind_of(rest, words, acts=True):
        return False
    return not kind_of(rest.partition(" ")[0], words, acts=True)
