"""Who signed, by the signature blocks of a draft: name, role and party of each."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from communique.core.expressions import compile_late
from communique.core.scripts import COLONS, is_small, unaccented
from communique.core.values import Values
from communique.detect.marks import chosen
from communique.detect.mentions.names import authorities, find_names
from communique.detect.signing import (
    LISTED,
    OF,
    SIGNED,
    WITNESS,
    is_one_of,
    names_government,
    names_office,
    names_state,
    office_ahead,
    party_behind,
    party_of,
    without_label,
)
from communique.detect.wordlists import any_of
from communique.languages import LanguageData
from communique.naming.convention import slug

MAX_PARTICLE = 3
"""Small words of at most this many letters are parts of names: `von`, `bin`."""
MIN_LAST_NAME = 5
"""A last name of this many letters is enough to find who bears it."""
MAX_PARTY = 90
"""The words before a colon that can name a party are within this many characters."""

MIN_REMARK = 4
"""Words in square brackets from this many on are a remark, and sign nothing."""

_COPIES = compile_late(rf"\W*(?:{any_of('copies')})\.?\s?[{COLONS}]", re.IGNORECASE)
"""How a line begins that says who else gets a copy; nobody signs from there on."""
_TWICE = re.compile(r"([^()\[\]]{2,80}?)\s?[(\[]([^()\[\]]{2,80})[)\]]")
"""A name, and in brackets perhaps the same one."""
_WORDS = re.compile(r"[^\W\d_]+")
_EDGES = " \t,.;:–—-()[]*_\u00a0،，"


def signatories(
    blocks: Iterable[Values], words: LanguageData, stated: str = ""
) -> list[Values]:
    """Who signed, by the signature blocks of a draft. Each block is given the id of its signatory.

    Somebody without a party who signs below another signs for the same party. Roles that begin or
    end with words of the text above (`stated`: `The ministers of Norland and Surland`), each with
    others, name the parties. Somebody who signs again below other words signs a translation.
    """
    register = _Register(words, stated)
    for block in blocks:
        if block["kind"] == "signature":
            register.add(block)
        else:
            register.pass_over(block)
    register.part_roles_and_parties()
    return [each.values() for each in register.found]


@dataclass(slots=True)
class _Signed:
    """A signature block as it is read."""

    name: str
    role: str
    party: str
    witness: bool
    first_part: str
    """The part of the block's first line: `name`, `role`, `party` or `other`."""
    listed: bool
    """Whether it is an entry of a list with labels."""


@dataclass(slots=True)
class _Signatory:
    """Somebody who signed."""

    ref: str
    name: str
    role: str
    party: str
    stated_party: tuple[str, str]
    """The role without the party that it begins or ends with, and that party; else empty."""

    def values(self) -> Values:
        """The signatory as the record has it."""
        return {
            "id": self.ref,
            "name": _claim(self.name),
            "role": _claim(self.role),
            "party": _claim(self.party),
            "members": [],
        }


@dataclass(slots=True)
class _Register:
    """Who has signed so far, from the first block of a text to the last."""

    words: LanguageData
    stated: str
    found: list[_Signatory] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    times: Counter[str] = field(default_factory=Counter)
    earlier: dict[str, str] = field(default_factory=dict)
    """The ids of those who signed above other words, by the letters of their names."""
    here: dict[str, str] = field(default_factory=dict)
    """The same of those who signed since."""
    party: str = ""
    """The party for which the one above signed."""
    office: str = ""
    """The office that a line above says all of them hold."""
    copied: bool = False
    """Whether a line above says who gets a copy."""

    def pass_over(self, block: Values) -> None:
        """Take note of a block that is not a signature."""
        self.earlier |= self.here
        self.copied = False
        self.office = office_ahead(block.get("text", ""))

    def add(self, block: Values) -> None:
        """Find who signed in a block, and give it their id."""
        lines = self._lines_that_sign(block)
        if not lines:
            return
        signed = _read(lines, self.words)
        nobody = not signed.name or (not signed.listed and _is_courtesy(signed.name))
        if nobody and not signed.role and not signed.party:
            return
        again = self.earlier.get(_letters(signed.name)) or _again(
            signed.name, self.earlier
        )
        if again is not None:
            block["signatory"] = again
            return
        self._share_party(signed)
        if not (signed.party or signed.role or signed.witness):
            signed.role, signed.party = _named_above(signed.name, self.stated)
            says_nothing = not (signed.party or signed.role or signed.listed)
            if says_nothing and _is_mostly_small(signed.name):
                return  # words in the place of a name, such as titles in a margin
        if signed.role or signed.witness:
            self.office = ""
        role = signed.role or self.office
        stated_party = ("", "")
        if not signed.party and not signed.witness:
            stated_party = _party_in(role, self.stated)
        ref = self._free_ref(signed.name or signed.party or role)
        block["signatory"] = ref
        if signed.name:
            self.here[_letters(signed.name)] = ref
        self.found.append(
            _Signatory(ref, signed.name, role, signed.party, stated_party)
        )

    def _lines_that_sign(self, block: Values) -> list[tuple[str, str]]:
        """The lines of a block with their parts, without those that sign nothing."""
        found: list[tuple[str, str]] = []
        for line in block["lines"]:
            text = line["value"]["text"]
            self.copied = self.copied or _COPIES.match(text) is not None
            if (
                not self.copied
                and not is_one_of(text, "attests")
                and not _is_remark(text)
            ):
                found.append((line["part"], text))
        return found

    def _share_party(self, signed: _Signed) -> None:
        """Give somebody the party of the one above, where the block has only a name."""
        shared = ""
        if signed.first_part == "name" and not signed.party and not signed.witness:
            shared = self.party
        self.party = signed.party if signed.first_part == "party" else shared
        signed.party = signed.party or shared

    def _free_ref(self, name: str) -> str:
        base = slug(name, f"signatory-{len(self.found) + 1}")
        ref = base
        while ref in self.taken:
            self.times[base] += 1
            ref = f"{base}-{self.times[base] + 1}"
        self.taken.add(ref)
        return ref

    def part_roles_and_parties(self) -> None:
        """Take the parties out of the roles, where all roles name parties that differ."""
        parted = self._offices_and_parties() or [
            each.stated_party for each in self.found
        ]
        pairs = list(zip(self.found, parted, strict=True))
        everyone_has_party = all(party or each.party for each, (_, party) in pairs)
        parties = {party for _, party in parted if party}
        if not everyone_has_party or len(parties) < 2:
            return
        for each, (role, party) in pairs:
            if party:
                each.role = role
                each.party = party

    def _offices_and_parties(self) -> list[tuple[str, str]]:
        """The office and the party of each, where all roles are like `Statsminister, Norland`."""
        listed: list[tuple[str, str]] = []
        for each in self.found:
            role = _closed(each.role)
            at = next(party_behind(role, 0, listed=True), None)
            if at is not None:
                listed.append((role[:at].strip(_EDGES), role[at:]))
        differ = len({party for _, party in listed}) == len(self.found) > 1
        if differ and all(names_office(office) for office, _ in listed):
            return listed
        return []


def _is_remark(text: str) -> bool:
    """Whether a line is a remark in square brackets, as the mark of an archive."""
    text = text.strip()
    if text[:1] != "[" or text[-1:] != "]":
        return False
    has_sign = any(map(str.isdigit, text)) or any(mark in text for mark in COLONS)
    return has_sign or len(_WORDS.findall(text)) >= MIN_REMARK


def _read(printed: Sequence[tuple[str, str]], words: LanguageData) -> _Signed:
    """The parts of a signature: its lines with the part of each."""
    lines = [(part, _unmarked(text)) for part, text in printed]
    name = _part(lines, "name")
    party = _part(lines, "party")
    return _Signed(
        name=_once(_trimmed(name)) if _WORDS.search(name) else "",
        role=_part(lines, "role"),
        party="" if is_one_of(party, "courtesies") else party_of(party, words),
        witness=any(part == "other" and WITNESS.match(text) for part, text in lines),
        first_part=lines[0][0],
        listed=LISTED.match(printed[0][1]) is not None,
    )


def _unmarked(text: str) -> str:
    """The words of a line without the label of its list and the mark of signing."""
    return SIGNED.sub("", without_label(text))


def _part(lines: list[tuple[str, str]], wanted: str) -> str:
    """The words of the lines of one part."""
    words = " ".join(text.strip() for part, text in lines if part == wanted)
    return words.strip(_EDGES.replace(".", ""))


def _is_mostly_small(name: str) -> bool:
    """Whether at least half of the longer words are in small letters, as in no name."""
    longer = [word for word in _WORDS.findall(name) if len(word) > MAX_PARTICLE]
    small = sum(all(map(is_small, word)) for word in longer)
    return 2 * small >= max(1, len(longer))


def _trimmed(name: str) -> str:
    """A name without marks at its edges and without what a site calls somebody: `@edda`.

    The stop of an initial stays, and so do quotation marks around a part of the name.
    """
    bare = re.sub(r"^[^\w(\[“«„\"]+|@[\w-]+", "", name).strip(_EDGES + "!")
    if name[:1] in '"“«„':
        bare = bare.rstrip('"”»“')
    if not re.search('["”»“]', bare[1:]):
        bare = bare.lstrip('"“«„')
    ends_in_initial = re.search(
        r"(?:(?<![^\W\d_])[^\W\d_]|\.[^\W\d_]{2,3})\.[\s*_]*$", name
    )
    return f"{bare}." if ends_in_initial else bare


def _once(name: str) -> str:
    """A name that stands again in brackets as it stands there: `A. HOLM (A. Holm)`."""
    match = _TWICE.fullmatch(_closed(name))
    if match is None:
        return name
    first, again = match.groups()
    return again.strip() if _letters(first) == _letters(again) else name


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, unaccented(name)))


def _again(name: str, earlier: Mapping[str, str]) -> str | None:
    """Who has signed before with the same last name, if it is one person.

    Other letters of the name may be printed otherwise now.
    """
    last = _letters((name.split() or [""])[-1])
    if len(last) < MIN_LAST_NAME:
        return None
    same = [ref for letters, ref in earlier.items() if letters.endswith(last)]
    return same[0] if len(same) == 1 else None


def _is_courtesy(name: str) -> bool:
    """Whether words end a letter or an act and are nobody's name: a capital, then small words."""
    words = [word for word in name.split() if len(word) >= MIN_LAST_NAME]
    small_behind_first = len(words) > 1 and all(is_small(word[0]) for word in words[1:])
    return small_behind_first or is_one_of(name, "courtesies")


def _party_in(role: str, stated: str) -> tuple[str, str]:
    """A role without the party that it begins or ends with, and that party, which is stated above.

    The party is the longest such words; it is empty where there are none.
    """
    words = role.split()
    for size in range(len(words) - 1, 0, -1):
        for party, rest in (
            (words[:size], words[size:]),
            (words[-size:], words[:-size]),
        ):
            if _is_stated_party(party, stated):
                return _without_party(role, party, rest)
    return role, ""


def _is_stated_party(words: list[str], stated: str) -> bool:
    name = " ".join(words)
    if not name[0].isupper() or len(name) <= 3 or any(map(names_office, words)):
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", stated) is not None


def _without_party(role: str, party: list[str], rest: list[str]) -> tuple[str, str]:
    """A role without the words of a party, unless these belong to a longer name in it."""
    kept = rest[:-1] if OF.fullmatch(f" {rest[-1]} ") else rest
    name = " ".join(party)
    small_before = len(kept) > 1 and is_small(kept[-1][0])
    if small_before and OF.fullmatch(f" {kept[-2]} ") and not names_state(name):
        return role, ""
    return " ".join(kept).strip(_EDGES), name.strip(_EDGES)


def _named_above(name: str, stated: str) -> tuple[str, str]:
    """The role and the party of somebody whom the preamble names.

    As in `the Ports: Edda Holm, Minister of Nets;`.
    """
    plain = unaccented(stated)
    last = unaccented(name).split()[-1:]
    if not last or len(last[0]) < MIN_LAST_NAME or len(plain) != len(stated):
        return "", ""
    other_initials = {word[0] for word in re.findall(r"\w+", unaccented(name))[:-1]}
    named = rf"(?<!\w){re.escape(last[0])}(?!\w), ?([^;.\n]{{4,150}})[;.\n]"
    for match in re.finditer(named, plain):
        before = stated[: match.start()]
        first = (before.split() or [""])[-1]
        has_initial = (
            not is_small(first[:1]) and unaccented(first)[:1] in other_initials
        )
        party = _sender(before) if has_initial or not other_initials else ""
        if party:
            return stated[slice(*match.span(1))].strip(_EDGES), party
    return "", ""


def _sender(before: str) -> str:
    """The last words before a colon that can name a party: `The Lady of the Isles:`."""
    at = before.rfind(":")
    while at >= 0:
        party = re.split(r"[:;,.\n]", before[max(0, at - MAX_PARTY) : at])[-1].strip(
            _EDGES
        )
        named = len(party) > MAX_PARTICLE and not is_small(party[0])
        if named and (" " in party or not names_office(party)):
            return party
        at = before.rfind(":", 0, at)
    return ""


def name_parties(found: Iterable[Values], declared: Container[str], tag: str) -> None:
    """Refer each party to the declared entity that it names, if its words name one state or body.

    Words such as `the Government of` may stand beside the name.
    """
    index = authorities(tag).index
    for signatory in found:
        party = signatory["party"]
        if party is None:
            continue
        text = party["text"]
        names = chosen(find_names(text, index))
        if len(names) != 1 or names[0].says["ref"] not in declared:
            continue
        start, end, says = names[0]
        if names_government(f"{text[:start]} {text[end:]}"):
            party["ref"] = says["ref"]


def _closed(text: str) -> str:
    """A text with the closing bracket that was lost at its edge."""
    if text.count("(") > text.count(")"):
        text += ")"
    if text.count("[") > text.count("]"):
        text += "]"
    return text


def _claim(text: str) -> Values | None:
    text = _closed(text)
    return (
        {"text": text, "ref": None, "basis": "text", "source": None} if text else None
    )
