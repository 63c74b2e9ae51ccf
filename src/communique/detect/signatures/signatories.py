"""Who signed, by the signature blocks of a draft: name, role and party of each."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping

from communique.core.scripts import is_small, unaccented
from communique.core.values import Values
from communique.detect.marks import chosen
from communique.detect.mentions.names import authorities, find_names
from communique.detect.signatures.signing import (
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
)
from communique.languages import LanguageData
from communique.naming.convention import slug

_WORDS = re.compile(r"[^\W\d_]+")
_EDGES = " \t,.;:–—-()[]*_\u00a0،，"


def signatories(blocks: Iterable[Values], words: LanguageData, stated: str = "") -> list[Values]:
    """Who signed, by the signature blocks of a draft, each of which is given the id of its signatory.

    Who signs below another of the same party, without a party of their own, signs for the same. Roles that each begin or
    end with other words that the text above has too (`stated`: `The ministers of Norland and Surland`) name the parties. Who has
    signed above other words signs a translation below them.
    """
    found: list[Values] = []
    parted: list[tuple[str, str]] = []
    taken: set[str] = set()
    times: Counter[str] = Counter()
    earlier: dict[str, str] = {}
    here: dict[str, str] = {}
    party = ahead = ""
    for block in blocks:
        if block["kind"] != "signature":
            earlier |= here
            ahead = office_ahead(block.get("text", ""))
            continue
        lines = [(line["part"], SIGNED.sub("", line["value"]["text"])) for line in block["lines"]]
        name, role, own = (
            " ".join(text.strip() for each, text in lines if each == part).strip(
                _EDGES.replace(".", "")
            )
            for part in ("name", "role", "party")
        )
        name = _trimmed(name) if _WORDS.search(name) else ""
        own = "" if is_one_of(own, "courtesies") else party_of(own, words)
        if not (role or own) and (not name or _is_courtesy(name)):
            continue
        again = earlier.get(_letters(name)) or _again(name, earlier)
        if again is not None:
            block["signatory"] = again
            continue
        witness = any(part == "other" and WITNESS.match(text) for part, text in lines)
        shared = party if lines[0][0] == "name" and not own and not witness else ""
        party = own if lines[0][0] == "party" else shared
        own = own or shared
        if not own and not role and not witness:
            role, own = _named(name, stated)
            longer = [word for word in _WORDS.findall(name) if len(word) > PARTICLE]
            small = sum(all(map(is_small, word)) for word in longer)
            if not own and not role and 2 * small >= max(1, len(longer)):
                continue  # words that stand where names do, such as titles in a margin
        ahead = "" if role or witness else ahead
        role = role or ahead
        parted.append(_party_in(role, stated) if not own and not witness else ("", ""))
        base = ref = slug(name or own or role, f"signatory-{len(found) + 1}")
        while ref in taken:
            times[base] += 1
            ref = f"{base}-{times[base] + 1}"
        taken.add(ref)
        block["signatory"] = ref
        if name:
            here[_letters(name)] = ref
        found.append(
            {
                "id": ref,
                "name": _claim(name),
                "role": _claim(role),
                "party": _claim(own),
                "members": [],
            }
        )
    roles = [(made["role"] or {}).get("text", "") for made in found]
    listed = [
        (text[:at].strip(_EDGES), text[at:])
        for text in roles
        for at in party_behind(text, 0, listed=True)
    ]
    if len({own for _, own in listed}) == len(found) > 1 and all(
        names_office(office) for office, _ in listed
    ):
        parted = listed  # `Statsminister, Norland`
    known = all(party or made["party"] for made, (_, party) in zip(found, parted, strict=True))
    if known and len({party for _, party in parted if party}) > 1:
        for made, (role, party) in zip(found, parted, strict=True):
            if party:
                made["role"], made["party"] = _claim(role), _claim(party)
    return found


def _trimmed(name: str) -> str:
    """A name without marks at its edges or what a site calls somebody, `@edda`; the stop of an initial and quotation marks of a
    part of it stay.
    """
    bare = (
        re.sub(r"^[^\w(\[“«„\"]+|@[\w-]+", "", name)
        .strip(_EDGES + "!")
        .rstrip('"”»“' if name[:1] in '"“«„' else "")
    )
    quoted = bare.lstrip('"“«„') if not re.search('["”»“]', bare[1:]) else bare
    return quoted + "." * (
        re.search(r"(?:(?<![^\W\d_])[^\W\d_]|\.[^\W\d_]{2,3})\.[\s*_]*$", name) is not None
    )


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, unaccented(name)))


def _again(name: str, earlier: Mapping[str, str]) -> str | None:
    """Who has signed before by the same last name, though other letters of the name are printed otherwise now."""
    last = _letters((name.split() or [""])[-1])
    same = (
        [each for letters, each in earlier.items() if letters.endswith(last)]
        if len(last) >= LONG_NAME
        else []
    )
    return same[0] if len(same) == 1 else None


def _is_courtesy(name: str) -> bool:
    """Whether words with which a letter or an act ends are nobody's name: a capital, and small words behind it."""
    words = [word for word in name.split() if len(word) >= LONG_NAME]
    small = len(words) > 1 and all(is_small(word[0]) for word in words[1:] if word)
    return small or is_one_of(name, "courtesies")


def _party_in(role: str, stated: str) -> tuple[str, str]:
    """A role without the party it begins or ends with, and the party: the longest such words that are stated above."""
    words = role.split()
    for size in range(len(words) - 1, 0, -1):
        for party, rest in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            name = " ".join(party)
            own = name[0].isupper() and len(name) > 3 and not any(map(names_office, party))
            if own and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", stated):
                kept = rest[:-1] if OF.fullmatch(f" {rest[-1]} ") else rest
                small = len(kept) > 1 and is_small(kept[-1][0])
                inside = small and OF.fullmatch(f" {kept[-2]} ") and not names_state(name)
                return (role, "") if inside else (" ".join(kept).strip(_EDGES), name.strip(_EDGES))
    return role, ""


def _named(name: str, stated: str) -> tuple[str, str]:
    """The role and the party of somebody whom the preamble names: `the Ports: Edda Holm, Minister of Nets;`."""
    plain, last = unaccented(stated), unaccented(name).split()[-1:]
    if not last or len(last[0]) < LONG_NAME or len(plain) != len(stated):
        return "", ""
    others = {word[0] for word in re.findall(r"\w+", unaccented(name))[:-1]}
    for match in re.finditer(
        rf"(?<!\w){re.escape(last[0])}(?!\w), ?([^;.\n]{{4,150}})[;.\n]", plain
    ):
        first = (stated[: match.start()].split() or [""])[-1]
        known = not others or (not is_small(first[:1]) and unaccented(first)[:1] in others)
        party = _sender(stated[: match.start()]) if known else ""
        if party:
            return stated[slice(*match.span(1))].strip(_EDGES), party
    return "", ""


def _sender(before: str) -> str:
    """The last words before a colon that begin with a capital: `The Lady of the Isles:`."""
    at = before.rfind(":")
    while at >= 0:
        party = re.split(r"[:;,.\n]", before[max(0, at - LONGEST) : at])[-1].strip(_EDGES)
        if (
            len(party) > PARTICLE
            and not is_small(party[0])
            and (" " in party or not names_office(party))
        ):
            return party
        at = before.rfind(":", 0, at)
    return ""


def name_parties(found: Iterable[Values], declared: Container[str], tag: str) -> None:
    """Say of parties whose words name one state or body, or its government, which of the entities that a draft declares they are."""
    index = authorities(tag).index
    for party in (each["party"] for each in found if each["party"] is not None):
        text = party["text"]
        names = chosen(find_names(text, index))
        if len(names) == 1 and names[0].says["ref"] in declared:
            start, end, says = names[0]
            if names_government(f"{text[:start]} {text[end:]}"):
                party["ref"] = says["ref"]


PARTICLE = 3
"""Small words of so many letters stand in names: `von der`, `bin`."""
LONG_NAME = 5
"""A last name of so many letters is enough to find who bears it."""
LONGEST = 90


def _claim(text: str) -> Values | None:
    text += ")" * (text.count("(") > text.count(")")) + "]" * (
        text.count("[") > text.count("]")
    )  # lost at the edge
    return {"text": text, "ref": None, "basis": "text", "source": None} if text else None
