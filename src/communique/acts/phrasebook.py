"""What a language says when it acts: its lead words, subjects, futures, dates and conditions, ready to be looked for.

Everything is data of the language's file: the lead words that readers go by, and under `speech` what only this floor needs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from communique.languages import language, states
from communique.languages import speech as speech_of

Form = Literal["full", "we", "it", "past", "ing", "noun", "asked"]
"""How a lead stands: with its subject in it, as a verb of the speakers (`we support`), of one who acts (`supports`), in the
past, as a participle (`supporting`), as a noun (`our support for`), or behind whoever is asked (`is invited`)."""

PREFIX = 6
"""By so many letters phrases are looked up; shorter ones as they are."""
NEAR, KNOWN = 512, 4096
"""So many places of late, and so many words, are kept with what stands there: one is asked for again and again."""
HEAD = 4
"""So many letters at least has each part of a noun that is made of two."""
LONGEST = 60
"""How long the rest of a lead is at most, behind an adverb in it."""
_WORD = re.compile(r"[^\W\d_]+")
_STEM = r"(\w{2,}?)"
_Paradigm = tuple[re.Pattern[str], list[str]]
_SAME = {"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "*": " ", "_": " "}
_SAME |= dict(zip("άέήίόύώ", "αεηιουω", strict=True))  # Greek capitals have no accents
_PLAIN = [(char, same) for char, same in _SAME.items() if char.isascii()]


@lru_cache(8192)
def folded(text: str) -> str:
    """A text in lower case with plain apostrophes and blanks, and Greek without accents, each code point where it was.

    >>> folded("We’re in İzmir")
    "we're in İzmir"
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    if "ا" in lower and _VOWELS.search(
        lower
    ):  # its signs for vowels are left out: blanks stand behind the word
        lower = _VOWELLED.sub(lambda word: _VOWELS.sub("", word[0]).ljust(len(word[0])), lower)
    for char, same in (
        _PLAIN if lower.isascii() else _SAME.items()
    ):  # a table for `translate` is four times as slow
        lower = lower.replace(char, same)
    return lower


_VOWELS = re.compile("[\u064b-\u0652\u0640]")
_VOWELLED = re.compile("[\\w\u064b-\u0652\u0640]+")


class Lead(NamedTuple):
    """Operative words: where they end, what they do, in which form; with what force a future binds."""

    end: int
    kind: str
    form: Form
    force: str | None = None


def _any(phrases: Iterable[str]) -> str:
    """An expression for one of the phrases, letter by letter, the longest first; one that nothing matches if there are none."""
    return _tree(sorted({folded(each) for each in phrases})).replace(r"\ ", r"\s+")


def _tree(tails: list[str]) -> str:
    """An expression for one of some words, of which those that begin with the same letter stand together."""
    rows = [
        re.escape(first) + _tree([each[1:] for each in rest])
        for first, rest in groupby(filter(None, tails), itemgetter(0))
    ]
    rows += [""] if "" in tails else []
    return rows[0] if len(rows) == 1 else f"(?:{'|'.join(rows) or '(?!)'})"


def _grouped(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(f'(?:{each})' for each in patterns) or '(?!)'})"


def _whether(patterns: Iterable[str]) -> str:
    """An expression for any of the others, which does not say what is what."""
    return _grouped(re.sub(r"\(\?P<\w+>", "(?:", each) for each in patterns)


class Phrasebook:
    """The phrases of one language. Expressions are for folded text.

    What a file says of its language is added to what that of another says, if it names one that is much `like` it.

    `begin`: the letters, as many as the `shortest` of them has, with which leads begin. `vows`: what behind words like `reaffirm` makes a
    promise of them (`our commitment to`). `tones`: what behind words like `express` says which kind they are (`concern`). `undone`: what
    behind a future is nothing that somebody does (`have the right`). `nouns`: what is a noun where a verb follows (`requests`), or no
    article (`and support for`). `pronouns`: what stands for who acted before (`It welcomes`). `infinitive`: what stands before an
    infinitive, where its form may also be that of the speakers (`to support`). `tail`: what joins a point to the next. `purpose`: what ends
    a lead that says what for (`met to:`). `inner`: an auxiliary and the adverbs behind it, which stand in no lead (`are firmly committed`).
    `below`: what says that points follow (`次の`, `the following`). `stops`: more signs that end a sentence (`:` in Armenian). `that`: what
    stands behind a last verb if what is promised follows it (`कि`).
    `anew`: where another sentence of those who speak begins. `pairs`: words before a noun that make all who speak of it (`both Ministers`).
    `lands`: the first words of the names of states. `party`: who acts, where no blank parts words. `free`: the verb of a main
    clause may stand anywhere in it. `silent`: the form of a verb says "we". `late`: the participle of a recital stands behind
    what it governs. `stays`: verbs that are no infinitives, with which leads begin (`are determined`). `persons`: the endings
    of a verb in each person (`-amy|-ają|-a`), by which a lead is known in all of them. `endings`: what a noun may end with in
    other forms. `heads`: nouns that lead points (`commitments:`). `deed`: an infinitive with which a point begins. `asks`: a
    verb that asks by its form (`rejoignez`). `reflexive`: a verb's own pronoun, that stands between it and its subject or
    before it (`sich`). `topic`: what a sentence is about, where its verb is last. `conjunction`: what begins it (`And`).
    `resolved`: what stands before a sentence that a body resolves (`Be it resolved that`). `deeds`: what those who speak do, at
    the end of a sentence, and will do (`歩みを停めない`). `present`, `presently_done`: what somebody does, and what is done to a
    thing, where the present binds. `rest`: what goes on with a subject (`that closes`). `stirs`: what ends where a lead or a
    future may begin, and in a free language words before it. `finite`: a verb of the speakers is told from an infinitive by its
    form. `inverts`: behind other words the verb stands before its subject (`dazu werden wir`). `alike`: verbs have one form,
    whoever acts. `verb_first`: those who speak stand behind their verb. `final`: the verb stands at the end of its sentence,
    behind what is promised. `spaced`: words are parted by blanks. `whenever`: what begins a clause beside another (`when`). `elided`: what may
    stand before a noun without a blank (`l'`). `declares`: what says that something will be done. `past`: what was done before a
    date (`adopted in June`), `done` behind it; `yet`: what says that it is to be done (`be`). `recurring`: what says that a date comes back (`each year`). `gerund`: what is no infinitive. `next`: articles before which a
    subject ends (`werden die Länder das Ufer säubern`). `made`: what behind a future in a free language says that something is done to a thing (`bo predloženo`).
    """

    def __init__(self, tag: str) -> None:
        data = language(tag)
        own_speech = speech_of(tag)
        near = language(own_speech.get("like", ""))  # of a language much like it
        near_speech = speech_of(near.tag)
        speech = {**near_speech, **own_speech}
        for name in near_speech.keys() & own_speech.keys():
            speech[name] = _both(near_speech[name], own_speech[name])
        operative = {**near.operative_leads, **data.operative_leads}

        def words(name: str) -> frozenset[str]:
            return frozenset(map(folded, speech.get(name, ())))

        def one(name: str) -> re.Pattern[str]:
            return re.compile(_grouped(speech.get(name, ())))

        def some(name: str) -> str:
            return _any(speech.get(name, ()))

        manner = speech.get("manner", "(?!)")
        self.spaced = (
            data.tag not in {"zh", "ja"} if "spaced" not in speech else bool(speech["spaced"])
        )
        word, ends, blank = (r"(?<!\w)", r"\b", r"\s+") if self.spaced else ("", "", r"\s*")
        any_future = word + _whether(each[0] for each in speech.get("futures", ()))
        self.leads = _leads(data.recital_leads, {**operative, **speech.get("leads", {})}, speech)
        self.alike = all(form != "it" for _, form in self.leads.values())
        self.shortest = min(map(len, self.leads), default=0)
        self.begin = frozenset(each[: self.shortest] for each in self.leads)
        self.lengths = _lengths(self.leads, self.shortest)
        self.lead = lru_cache(NEAR)(self._lead)
        self.agent = lru_cache(KNOWN)(self._agent)
        self.nouns, self.pronouns, self.head_only, self.signing, self.agents, self.things = map(
            words, ("nouns", "pronouns", "head_only", "signing", "agents", "things")
        )
        (
            self.small,
            self.openers,
            self.whenever,
            self.breaks,
            self.stays,
            self.rest,
            self.next,
            self.yet,
        ) = map(words, ("small", "openers", "whenever", "breaks", "stays", "rest", "next", "yet"))
        (
            self.below,
            self.that,
            self.party,
            self.topic,
            self.inner,
            self.undone,
            self.done,
            self.negation,
        ) = map(one, ("below", "that", "party", "topic", "inner", "undone", "done", "negation"))
        self.recurring, self.past, self.declares, self.made = map(
            one, ("recurring", "past", "declares", "made")
        )
        self.tells_past = not speech.keys().isdisjoint({"past", "done"})
        (
            self.passive,
            self.present,
            self.presently_done,
            self.deeds,
            self.before_date,
            self.after_date,
        ) = map(one, ("passive", "present", "presently_done", "deeds", "before_date", "after_date"))
        (
            self.free,
            self.silent,
            self.late,
            self.finite,
            self.inverts,
            self.verb_first,
            self.final,
        ) = (
            bool(speech.get(each))
            for each in ("free", "prodrop", "late", "finite", "inverts", "verb_first", "final")
        )
        self.markers = words("infinitive")
        marked = rf"(?<!\w)(?:{some('infinitive')})\s+(?!(?:{some('small')})\s|{speech.get('gerund', '(?!)')})\w"
        self.infinitive = re.compile(marked) if self.markers else None
        self.agents |= {
            noun + ending for noun in self.agents for ending in speech.get("endings", ())
        }
        self.agents |= {start + noun for start in speech.get("elided", ()) for noun in self.agents}
        self.things |= {start + noun for start in speech.get("elided", ()) for noun in self.things}
        self.stops = str(speech.get("stops", ""))
        self.we = re.compile(rf"(?:{some('we')}){ends}")
        self.pairs = re.compile(rf"(?:{some('pairs')})\b")
        self.speakers = re.compile(rf"(?:{some('speakers')})" + (r"(?!\w)" if self.spaced else ""))
        self.speaking = re.compile(
            rf"\b(?:{_any((*speech.get('we', ()), *speech.get('speakers', ())))})(?!\w)"
        )
        self.lands = frozenset(
            folded(name).split()[0] for names in states(tag).values() for name in names if name
        )
        self.by = re.compile(rf"\b(?:{some('by')})\s+")
        self.adverbs = re.compile(rf"\s*(?:(?:{some('adverbs')}|{manner})(?:,?{blank}))*")
        self.anew = re.compile(rf"\s(?:{_any(speech.get('joins', ())[:1])})\s+(?:{some('we')})\s")
        joins, relative = (
            some("joins"),
            rf"(?:{some('relatives')})\s+(?=(?:{some('we')})\s)",
        )  # `, which we will`
        self.joins = re.compile(
            rf"(?P<mark>[,;:،؛，；。：–—])[^\S\n]*(?:(?:{joins}){blank}|{relative})?|(?<=\s)(?:{joins}){blank}"
            + (rf"|(?<=\s)(?:{speech['prefix']})(?=\w)" if "prefix" in speech else "")
        )
        resolved = one("resolved").pattern
        self.conjunction = re.compile(rf"(?:{_any(speech.get('joins', ())[:1])}){blank}|{resolved}")
        self.prefix = re.compile(rf"(?:{speech['prefix']})(?=\w)") if "prefix" in speech else None
        self.verbs = frozenset(
            _WORD.findall(" ".join([*self.leads, re.sub(r"\\\w", " ", any_future)]))
        )
        self.any_future = re.compile(any_future)
        ahead = [
            folded(each) for name in ("adverbs", "we") for each in speech.get(name, ())
        ]  # of a verb, in its act
        before = ahead if self.free else []
        self.stirs = re.compile(
            _stirs(self.leads, before, any_future, speech.get("prefix"), spaced=self.spaced)
        )
        self.tail = re.compile(rf"[;,]\s{{0,9}}(?:{joins})\s{{0,9}}\Z")
        self.purpose = re.compile(rf"\s(?P<to>{some('purpose')})\s{{0,3}}[:：][\s*_]{{0,9}}\Z")
        self.futures = tuple(
            (re.compile(rf"{word}(?:{each[0]})"), each[1], each[2] or None)
            for each in speech.get("futures", ())
        )
        self.vows = tuple((re.compile(each[0]), each[1]) for each in speech.get("vows", ()))
        self.tones = tuple((re.compile(each[0]), each[1]) for each in speech.get("tones", ()))
        particles = one("particles").pattern
        self.particle = re.compile(particles if self.final else rf"\s*(?:{particles})?\s*")
        self.addressee = tuple(map(re.compile, speech.get("addressee", ())))
        self.partner = tuple(map(re.compile, speech.get("partner", ())))
        self.condition = one("conditions")
        self.relative = tuple(map(re.compile, speech.get("relative", ())))
        terms = [
            each for name in ("relative", "conditions", "partner") for each in speech.get(name, ())
        ]
        edge = r"\b(?=\w)" if all(each.startswith(r"\b") for each in terms) else ""  # told once
        self.any_term = re.compile(edge + _whether(terms))
        self.numbers = dict(speech.get("numbers", {}))
        self.units = dict(speech.get("units", {}))
        self.abbreviations = frozenset(speech.get("abbreviations", ()))
        self.deed, self.asks = one("infinitives"), one("imperatives")
        self.reflexive = re.compile(rf"(?:{some('reflexive')})\s")
        self.heads = {folded(noun): kind for noun, kind in dict(speech.get("heads", {})).items()}
        self.headed = re.compile(rf"{word}(?P<noun>{_any(self.heads)})(?:{blank}\w+)?\W*\Z")
        self.months = frozenset(folded(form) for forms in data.months for form in forms)
        self.any_month = re.compile(rf"{word}(?:{_any(self.months)})")

    def acts(self, text: str, at: int) -> bool:
        """Whether operative words stand there: a lead, or a future."""
        return self.lead(text, at) is not None or self.any_future.match(text, at) is not None

    def _agent(self, word: str) -> bool:
        """Whether a noun is one of who can act, in any of its forms, or is made of one: `Benelux-landen`, `Imkerverein`."""
        if word in self.agents or word.rpartition("-")[2] in self.agents:
            return True
        return self.inverts and any(
            word[at:] in self.agents for at in range(HEAD, len(word) - HEAD)
        )

    def _lead(self, text: str, at: int) -> Lead | None:
        """The longest lead that stands there."""
        if text[at : at + self.shortest] not in self.begin:
            return None
        inner = self.inner.match(text, at)
        if inner is not None:  # `are firmly committed` is `are committed`
            plain = inner[1] + text[inner.end() : inner.end() + LONGEST]
            lead = self._listed(plain, 0)
            if lead is not None and lead.end > len(inner[1]):
                return self.vowed(text, lead._replace(end=lead.end + inner.end() - len(inner[1])))
        lead = self._listed(text, at)
        return self.vowed(text, lead) if lead is not None else None

    def _listed(self, text: str, at: int) -> Lead | None:
        """The longest lead of the list that stands there, in these words."""
        for prefix in (PREFIX, self.shortest):
            for length in self.lengths.get(text[at : at + prefix], ()):
                end = at + length
                found = self.leads.get(text[at:end])
                if found is not None and not (self.spaced and text[end : end + 1].isalnum()):
                    return Lead(end, *found)
        return None

    def vow(self, text: str, at: int) -> Lead | None:
        """What a noun at the head of a point promises: `Our shared commitment to`."""
        for pattern, kind in self.vows:
            match = pattern.match(f" {text[at : at + LONGEST]}")
            if match:
                return Lead(at + match.end() - 1, kind, "noun")
        return None

    def vowed(self, text: str, lead: Lead) -> Lead:
        """A lead, or what the words behind it make of it: to reaffirm one's commitment is to commit oneself."""
        if lead.kind not in {"affirm", "reaffirm", "stress", "note"}:
            return lead
        skipped = (
            self.adverbs.match(text, lead.end) if self.spaced else None
        )  # `we reaffirm also our commitment to`
        behind = skipped.end() - 1 if skipped and skipped.end() > lead.end else lead.end
        for pattern, kind in (
            self.tones if lead.form == "ing" or lead.kind == "note" else (*self.vows, *self.tones)
        ):
            match = pattern.match(text, lead.end) or (
                pattern.match(text, behind) if behind > lead.end else None
            )
            if match:
                return lead._replace(end=match.end(), kind=kind)
        return lead

    def future(
        self, text: str, at: int, *, till: int | None = None
    ) -> tuple[re.Match[str], Lead] | None:
        """What somebody will do, by the form of the verb there; or, where `till` is given, there or later but before that."""
        if not (
            self.any_future.match(text, at)
            if till is None
            else self.any_future.search(text, at, till)
        ):
            return None
        for pattern, kind, force in self.futures:
            match = pattern.match(text, at) if till is None else pattern.search(text, at, till)
            if match:
                return match, Lead(match.end(), kind, "we", force)
        return None


def _both(near: Any, own: Any) -> Any:
    """What a language says and what one much like it says: lists and tables go together."""
    if isinstance(near, Mapping):
        return {**near, **own}
    return own if isinstance(near, (str, bool)) else [*near, *own]


@cache
def phrasebook(tag: str) -> Phrasebook:
    """The phrases of a language by its tag; an unknown one has none."""
    return Phrasebook(tag)


def _stirs(
    leads: Iterable[str], before: Iterable[str], future: str, prefix: str | None, *, spaced: bool
) -> str:
    """An expression that ends where a lead or a future may begin, by first words, which are told from each other quickly."""
    phrases = {*leads, *before}
    if not spaced:
        return rf"(?={_any({each[:2] for each in phrases})}|{future})"
    begins = (
        rf"(?:\W|(?<=\s)(?:{prefix})|^(?:{prefix}))" if prefix else r"\W"
    )  # one character, which is told quickly
    first = {match[0] for each in phrases if (match := _WORD.match(each))}
    return rf"{begins}(?=(?:{_any(first)})(?![^\W\d_])|{future})"


def _lengths(phrases: Iterable[str], shortest: int) -> dict[str, list[int]]:
    """How long the phrases are that begin with the same letters, the longest first; as many as the shortest has tell short ones."""
    found: dict[str, list[int]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        lengths = found[phrase[: PREFIX if len(phrase) >= PREFIX else shortest]]
        lengths += [len(phrase)] if len(phrase) not in lengths else []
    return dict(found)


def _paradigms(endings: Iterable[str]) -> list[_Paradigm]:
    """An expression for a verb in each person of each paradigm, with the other persons."""
    rows = [folded(each).split("|") for each in endings]
    return [
        (re.compile(rf"{one.replace('-', _STEM)}(?!\w)"), [each for each in row if each != one])
        for row in rows
        for one in row
    ]


def _persons(phrase: str, paradigms: Iterable[_Paradigm], adverb: re.Pattern[str]) -> Iterator[str]:
    """A phrase as others say it; adverbs may stand before its verb.

    >>> list(_persons("exhortamos a", _paradigms(["-amos|-an"]), re.compile("(?!)")))
    ['exhortan a']
    """
    places = [0]
    while before := adverb.match(phrase, places[0]):
        places.insert(0, before.end())
    for pattern, others in paradigms:
        if verb := next(filter(None, (pattern.match(phrase, at) for at in places)), None):
            for other in others:
                said = other.replace("-", verb[1] if verb.re.groups else "")
                yield phrase[: verb.start()] + said + phrase[verb.end() :]


def _leads(recital: Any, operative: Any, speech: dict[str, Any]) -> dict[str, tuple[str, Form]]:
    """Every lead with its kind and form, which its first words say."""
    ours = re.compile(rf"(?:{_any(speech.get('we', ()))})\b")
    forms = [(re.compile(pattern), form) for form, pattern in dict(speech.get("forms", {})).items()]
    found: dict[str, tuple[str, Form]] = {
        folded(phrase): (kind, "ing") for phrase, kind in recital.items() if kind
    }

    def form_of(plain: str) -> Any:
        told = [(match.end(), name) for each, name in forms if (match := each.match(plain))]
        return (
            "full"
            if ours.match(plain)
            else max(told, key=lambda each: each[0], default=(0, "it"))[1]
        )

    for phrase, kind in operative.items():
        plain = folded(phrase)
        form = form_of(plain)
        if form == "we" and speech.get("prodrop"):
            form = "full"
        found[plain] = (kind, form)
    before = (
        r"\w+" if speech.get("final") else _any(speech.get("adverbs", ()))
    )  # `kabul eder`, and so `kabul ederler`
    paradigms, adverb = _paradigms(speech.get("persons", ())), re.compile(rf"(?:{before})\s")
    for phrase, (kind, form) in list(found.items()):  # `wzywamy`, and so `wzywają`
        for changed in (
            _persons(phrase, paradigms, adverb) if form in {"full", "we", "it", "past"} else ()
        ):
            if changed not in found:
                said = form_of(changed)
                found[changed] = kind, "full" if said == "we" and speech.get("prodrop") else said
    for phrase, value in list(found.items()):  # `obvezujemo se`, and so `svečano se obvezujemo`
        verb, _, itself = phrase.rpartition(" ")
        if speech.get("prodrop") and itself in speech.get("reflexive", ()) and value[1] != "ing":
            found.setdefault(f"{itself} {verb}", value)
    found.update(
        (folded(phrase), (kind, "noun")) for phrase, kind in dict(speech.get("named", {})).items()
    )
    futures = [re.compile(each[0]) for each in speech.get("futures", ())]
    for phrase in [each for each, (kind, _) in found.items() if kind in {"undertake", "review"}]:
        if any(each.match(ours.sub("", phrase, count=1).strip()) for each in futures):
            del found[phrase]  # what a future says is told by its form, and with its force
    return {phrase: value for phrase, value in found.items() if value[0]}
