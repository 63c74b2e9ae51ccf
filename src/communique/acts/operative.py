"""Where the operative words of a sentence stand, and who acts by them.

A sentence is read from its head. After the head an act may begin only where a comma, a colon or `and` joins it to one before, in
the same form. What stands in no such place is part of what is promised.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from communique.acts.clauses import addressed
from communique.acts.final import at_the_end
from communique.acts.found import (
    FORM,
    LONGEST,
    PURPOSE,
    SENTENCE,
    WORD,
    Found,
    Text,
    beginnings,
    known,
    opens,
    we_at,
)
from communique.acts.phrasebook import Form, Lead, folded
from communique.acts.subjects import OPEN, Subject, subject_at
from communique.acts.terms import ASKING, BINDING
from communique.acts.unjoined import inverted, late, unjoined
from communique.acts.unknown_subjects import PAUSE, in_phrase, spoken, stays, unknown_subject

_FINITE = {"welcome", "condemn", "reaffirm", "call", "urge"}
"""The kinds whose verbs hardly ever stand in a row of infinitives: behind `we will ...,` they are acts again."""
_ROWS = ASKING | {"undertake", "commit", "agree", "decide", "review"}
"""The kinds behind which a row of infinitives may stand, in which no verb is an act of its own."""
_ASIDE = re.compile(r"\s*(?:[–—][^–—.;:]{2,90}[–—]|\([^().;:]{2,90}\))\s*")
"""What stands between a subject and its verb in dashes or brackets: `Several Allies – among them Norway – will`."""
CAPITALS = 4
"""So many capitals are a verb that is set in them, and no name: `The Council INVITES`."""
AHEAD = 12
"""So far behind a participle stands who did it: `endorsed today by`."""
LAST = 12
"""So near the end of a lead stands its colon."""
ASIDE = 90
"""How long what stands between a subject and its verb is at most."""


def in_sentence(text: Text, start: int, end: int) -> list[Found]:
    """The operative words of a sentence."""
    book = text.book
    if book.grammar.verb_last:
        return at_the_end(text, start, end)
    begun = beginnings(text, start, end) if end - start < SENTENCE else None
    last = (
        end
        if begun is None or text.norms
        else next(filter(partial(book.acts, text.plain), reversed(begun)), -1)
    )
    found = list(_joined(text, start, end, begun, last))
    if book.grammar.inverts and all(
        each.lead.form == "ing" for each in found
    ):  # `im Hinblick darauf wird Deutschland`
        found.extend(inverted(text, start, end))
    if book.grammar.participle_last:
        found += [each for each in late(text, start, end)
                  if not any(each.start < other.lead.end and other.start < each.lead.end for other in found)]  # fmt: skip
        found.sort(key=lambda each: each.start)
    colon = not found and any(
        sign in text.plain[max(start, end - LAST) : end] for sign in OPEN
    )  # most have none
    if colon and (purpose := book.clauses.purpose.search(text.plain, start, end)):
        subject = next((we_at(text, each.start()) or Subject(*each.span(), text.words[slice(*each.span())], True)
                        for each in book.subjects.speaking.finditer(text.plain, start, purpose.start())), None)  # fmt: skip
        lead = Lead(purpose.end("to"), "undertake", "we", "intend")
        found.extend(
            [Found(purpose.start("to"), lead, subject, PURPOSE, lead.end)]
            if subject is not None
            else []
        )
    if not found and last < 0:
        return found
    if not found and book.grammar.free:
        for verb in book.verbs.any_future.finditer(text.plain, start, end):
            _, lead = book.future(text.plain, verb.start()) or (
                verb,
                Lead(verb.end(), "", "we", "should"),
            )
            shall = lead.force == "shall" and (
                text.norms or book.verbs.made.match(text.plain, verb.end(), end)
                or any(map(book.agent, WORD.findall(text.plain, start, end)))
            )  # fmt: skip
            does = (lead.force == "will" or shall) and text.in_main_clause(start, verb.start())
            if does and not book.verbs.no_deed.match(text.plain, verb.end()):
                we = Subject(
                    start, start, "", lead.force == "will"
                )  # `will` is that of those who speak
                return [Found(verb.start(), lead, we, FORM, start)]
    elif not found and book.grammar.drops_subject:
        found.extend(unjoined(text, start, end))
    return found


def _joined(
    text: Text, start: int, end: int, begun: Sequence[int] | None, stop: int
) -> Iterator[Found]:
    """The act at the head of a sentence, and those that are joined to it.

    `begun`: where operative words may begin. `stop`: where the last do; behind it nothing is said to be done.
    """
    before: Lead | None = None
    subject: Subject | None = None
    last = start
    ours: Subject | None = None
    conjunction = text.book.clauses.conjunction.match(
        text.plain, start, end
    )  # `And each mayor will`
    start = conjunction.end() if conjunction else start
    if stop < start and not (text.named or text.book.verbs.imperatives.match(text.plain, start)):
        return
    opened, inside = opens(text, start), [at for at in begun or () if at > start]
    for at, mark in _heads(text, start, end, stop, begun and inside):
        if at < last:
            continue
        if at > max(start, stop):
            return
        head = at == start or (
            mark == ":" and before is None
        )  # `Notice: the provider will be told`
        opened = opened if before is None else ""
        found = _at(
            text, at, end, before, head=head, mark=mark, opened=opened, stop=stop, begun=inside
        )
        if found is None and before is None and at <= stop:
            found = (
                _ours(text, at, end, ours)
                if ours is not None and at > ours.end and not head
                else None
            )
            ours = ours or we_at(text, at)
            if ours is None and head:
                first = subject_at(text.words, text.plain, at, end, text.book, text.names)
                ours = first if first is not None and first.acts else None
        if found is not None:
            told = _declared(text, found, end) or found
            subject = told.subject or subject
            opener = start if before is None else found.start
            lead = found.lead if told is found else told.lead._replace(end=found.lead.end)
            yield Found(found.start, lead, subject, told.why, told.clause, at, opener)
            before, last = found.lead, told.lead.end


def _declared(text: Text, found: Found, end: int) -> Found | None:
    """What somebody says that is to be done: `The Conference declares that the matter will be examined`."""
    said = text.book.verbs.declares.match(text.plain, found.start, end)
    told = said and (_at(text, said.end(), end, None, head=True, mark="", opened="", stop=end) or
                     _done_to(text, said.end(), end, beginnings(text, said.end(), end), head=True, told=True))  # fmt: skip
    return told if told and told.lead.force in {"will", "shall"} else None


def _ours(text: Text, at: int, end: int, ours: Subject) -> Found | None:
    """A second verb behind whoever acts and a first one that is no act: `We work on it and remain committed to ...`.

    A verb of one word may be an infinitive, unless points follow: `We work on it and commit to: (a) ...`.
    """
    skipped = text.book.clauses.adverbs.match(text.plain, at, end)
    future = text.book.future(text.plain, skipped.end() if skipped else at)
    aside = (
        text.plain[at - 2 : at] == ", " and text.plain[ours.end : ours.end + 1] != ","
    )  # `a tool, well made, will`
    future = (
        future if future and text.in_main_clause(ours.end, at) and not aside else None
    )  # no `We know that it will`
    if (
        future
        and future[1].force in {"will", "shall"}
        and not text.book.verbs.no_deed.match(text.plain, future[1].end)
    ):
        verb, will = future
        return Found(
            verb.start(),
            will,
            ours,
            FORM,
            verb.start() if verb.groupdict().get("verb") else will.end,
        )
    lead = text.book.lead(text.plain, at) if ours.everyone else None
    if lead is None:
        return None
    particle = text.book.clauses.particle.match(text.plain, lead.end)
    told = lead.form == "past" and particle is not None and particle[0].strip()
    finite = (
        text.book.grammar.finite and lead.form in {"it", "past"} and lead.kind in BINDING | ASKING
    )
    words = " " in text.plain[at : lead.end] or _leads_points(text, lead, end)
    words = not text.book.grammar.spaced or (lead.form == "we" and words)
    if told or finite or words:  # `rozmawiali o tym i wzywają`
        return Found(at, lead, ours, f"lead words {text.words[at : lead.end]!r}", lead.end)
    return None


def _leads_points(text: Text, lead: Lead, end: int) -> bool:
    """Whether nothing stands behind a verb but its particle and a colon: `commit to:`."""
    last = text.plain[lead.end : end].split()
    return len(last) == 1 and last[0].endswith(":")


def _inside(text: Text, start: int, end: int, begun: Sequence[int] | None) -> Iterator[int]:
    """Where verbs may stand that nothing joins: anywhere in a free language; else behind an opener, `Today we welcome`."""
    book = text.book
    if book.grammar.free:
        yield from (
            begun
            if begun is not None
            else (match.start() for match in WORD.finditer(text.plain, start, end))
        )
    elif (first := WORD.match(text.plain, start)) and first[0] in book.clauses.openers:
        near = min(end, start + LONGEST)
        words = (WORD if book.grammar.drops_subject else book.subjects.speaking).finditer(
            text.plain, first.end(), near
        )
        for match in words:
            if match[0] in book.clauses.breaks:
                return
            if text.plain[match.start() - 1] == " ":
                yield match.start()


def _heads(
    text: Text, start: int, end: int, stop: int, begun: Sequence[int] | None
) -> Iterator[tuple[int, str]]:
    """Where an act may begin: at the head, behind what joins, and at words in italics; and the sign that joins it."""
    found = {start: ","}
    between = " " if text.book.grammar.drops_subject else ""
    for match in text.book.clauses.joins.finditer(text.plain, start, end):
        if match.end() > stop:
            break
        found.setdefault(match.end(), match[1] or between)
    joined = len(found)
    for at in text.italic:
        if start <= at < end:
            found[at] = ","
    for at in _inside(text, start, end, begun):
        found.setdefault(at, "" if text.book.grammar.free else "  ")
    yield from found.items() if len(found) == joined else sorted(found.items())


def _at(
    text: Text, at: int, end: int, before: Lead | None, *, head: bool, mark: str, opened: str, stop: int, begun: Sequence[int] = ()
) -> Found | None:  # fmt: skip
    """The act that begins there, if one does; `before`: the form of the act before it in the sentence. Behind `stop` no verb stands."""
    book, plain = text.book, text.plain
    skipped = book.clauses.adverbs.match(plain, at, end)
    verb = skipped.end() if skipped else at
    places = dict.fromkeys((at, verb))
    if (
        head
        and book.clauses.prefix is not None
        and (joined := book.clauses.prefix.match(plain, verb, end))
    ):
        places[joined.end()] = None  # `واتفق`
    if text.named and head and (particle := book.clauses.particle.match(plain, at, end)):
        places[particle.end()] = None  # `Décide : De charger`
    found = _alone(text, places, end, before, head=head, mark=mark)
    if found is not None or at > stop:
        return found
    found = (
        _after(text.led._replace(start=at, end=at), text, end, before, mark)
        if head and text.led
        else None
    )
    if found is not None:
        return found
    again = before is not None and before.form == "it" and before.force is not None
    if not (head or mark or again or book.subjects.we.match(plain, verb)):
        return None
    both = (
        book.subjects.pairs.search(plain, at, verb) if at < verb else None
    )  # `Also, both delegations`
    for place in dict.fromkeys((at, both.start() if both else verb, verb)):
        subject = subject_at(text.words, plain, place, end, book, text.names)
        if subject is None:
            continue
        first = WORD.match(plain, place)  # `in many states, in particular in Africa, calls for`
        below = opened in book.clauses.whenever if head or book.grammar.free else opened
        below = below and (head or mark in {"", " "})  # `As states committed to peace, we`
        below = below or (
            head and book.grammar.inverts and opened and subject.start == place
        )  # `Als Mitglied wird Berlin`
        if not subject.everyone and (below or in_phrase(subject, text, opened, mark)):
            continue
        row = mark == "," and not (head or opened or subject.everyone)
        comma = text.words.rfind(",", max(0, at - LONGEST), at) if row else -1
        last = text.words[max(0, comma - LONGEST) : max(0, comma)].split()[
            -1:
        ]  # the comma may stand in a row of names
        names = row and len(text.words[comma + 1 : at].split()) < 2 and "".join(last)[:1].isupper()
        if names or (row and first and first[0] in book.clauses.openers):
            continue
        found = _after(subject, text, end, before, mark)
        if found is None and (head or opened):
            found = _far(subject, text, end, before, mark)
        if found is not None:
            return found
    if head and book.subjects.we.match(plain, verb):
        return None  # `We hope that the goals will be reached`
    if not (head or again or mark == ";" or (opened and mark == ",")):
        return None
    return _done_to(text, at, end, (at, *begun), head=head) or unknown_subject(
        text, verb, end, begun
    )


def _far(subject: Subject, text: Text, end: int, before: Lead | None, mark: str) -> Found | None:
    """The act of a subject whose verb stands behind more words: `A Party that closes a station shall`, `La Suisse, pour sa part,`."""
    book, plain = text.book, text.plain
    behind = WORD.match(plain, subject.end + 1)  # `The leaders of A, B and C`
    rest = (
        subject.everyone
        and behind is not None
        and (behind[0] in book.subjects.goes_on or text.words[behind.start()].isupper())
    )
    if subject.acts and (rest or plain.find(",", subject.start, subject.end + 1) >= 0):
        found = _behind_asides(subject, text, end, before, mark)
        if found is not None or not rest:
            return found
    if (
        subject.everyone
        and behind is not None
        and (book.agent(behind[0]) or behind[0] in book.subjects.small)
    ):
        for at in beginnings(
            text, behind.end(), min(end, subject.end + ASIDE)
        ):  # `We beekeepers of the valley demand`
            lead = book.lead(plain, at) if at > behind.end() else None
            if (
                lead is not None
                and lead.kind in ASKING
                and book.subjects.we.match(plain, subject.start)
            ):
                told = PAUSE.search(plain, subject.end, at) or not book.clauses.breaks.isdisjoint(
                    WORD.findall(plain, subject.end, at)
                )
                return None if told else _after(subject._replace(end=at), text, end, before, mark)
    aside = _ASIDE.match(plain, subject.end, end) if subject.acts else None
    if aside is not None:
        return _after(subject._replace(end=aside.end()), text, end, before, mark)
    far = subject.acts and book.subjects.we.match(plain, subject.start) is None
    match = (
        book.verbs.any_future.search(plain, subject.end, min(end, subject.end + ASIDE))
        if far
        else None
    )
    if match is None or PAUSE.search(plain, subject.end, match.start()):
        return None
    words = WORD.findall(plain, subject.start, match.start())
    plainly = book.grammar.finite and book.clauses.breaks.isdisjoint(words)
    if words[-1] in book.subjects.goes_on or (
        book.subjects.goes_on.isdisjoint(words) and not plainly
    ):
        return None  # `that will`
    named = text.words[subject.start : match.start()].strip()
    return _after(
        subject._replace(end=match.start(), words=named, everyone=False), text, end, before, mark
    )


def _behind_asides(
    subject: Subject, text: Text, end: int, before: Lead | None, mark: str
) -> Found | None:
    """The act whose verb stands behind a comma that ends an aside, or a row of names: `The heads of A, B and C, with those of D, agree`."""
    book, plain = text.book, text.plain
    last, stop = subject.start, min(end, subject.start + LONGEST + ASIDE)
    name = subject_at(text.words, plain, last, plain.find(",", last), book, text.names) or subject
    for count, match in enumerate(re.finditer(",", plain[last:stop])):
        comma = subject.start + match.end()
        if count != 1 and not book.clauses.breaks.isdisjoint(
            WORD.findall(text.words, last, comma)
        ):  # `may`, and no May
            return None
        last = comma
        whole = name._replace(words=text.words[subject.start : comma - 1])
        if count == 0 and not book.verbs.infinitive:
            name = whole if not subject.everyone else name
        named = name if count == 1 or subject.everyone else whole
        found = _after(named._replace(end=comma), text, end, before, mark)
        infinitive = book.verbs.infinitive and book.verbs.infinitive.search(
            plain, subject.start, comma
        )
        if found is not None and (found.lead.form != "we" or not infinitive):
            return found
    return None


def _alone(
    text: Text, places: Iterable[int], end: int, before: Lead | None, *, head: bool, mark: str
) -> Found | None:
    """The act of words that need no subject before them: they hold it, or share that of the act before."""
    book, plain, verb = text.book, text.plain, 0
    for verb in places:
        lead = book.lead(plain, verb) or (book.vow(plain, verb) if text.named and head else None)
        skipped = lead is not None and any(
            verb < lead.end <= place for place in places
        )  # `为此` is no `为`
        if (
            lead
            and not skipped
            and lead.end <= end
            and _fits(lead, text, verb, before, head=head, mark=mark)
        ):
            led = (
                text.named
                if lead.form == "noun"
                else text.led
                if lead.form in {"we", "past", "it"}
                else None
            )
            subject = we_at(text, verb) or led
            if subject is None and (held := book.subjects.speakers.match(plain, verb, lead.end)):
                subject = Subject(
                    verb, held.end(), text.words[verb : held.end()], True
                )  # `双方同意`
            said = f"lead words {text.words[verb : lead.end]!r}"
            own = lead.kind in BINDING or (text.opening is None and lead.form != "noun")
            if book.grammar.inverts and (
                behind := we_at(text, lead.end + 1)
            ):  # `ferner fordern wir`
                subject, lead = behind, book.vowed(plain, lead._replace(end=behind.end))
            elif (
                book.grammar.verb_first
                and own
                and (named := _behind(text, lead.end, end, lead.form))
            ):
                subject, lead = named, book.vowed(plain, lead._replace(end=named.end))
            return Found(verb, lead, subject, said, lead.end)
    present = (
        book.verbs.present.match(plain, verb)
        if book.grammar.verb_first and text.norms and (head or mark)
        else None
    )
    if present is not None and (named := _behind(text, present.end(), end, "it")):
        return Found(
            verb,
            Lead(named.end, "undertake", "we", "shall"),
            named,
            "the present of a treaty",
            named.end,
        )
    found = book.future(plain, verb)
    again = (
        text.norms and before is not None and before.force == "shall" and not (head or mark.strip())
    )
    match = (
        book.verbs.present.match(plain, verb)
        if found is None and again and text.words[verb].islower()
        else None
    )
    if (
        match and before and plain[before.end - 1] == match[0][-1]
    ):  # `exécutent les travaux et surveillent`
        return Found(
            verb,
            Lead(match.end(), "undertake", "we", "shall"),
            None,
            "the present of a treaty",
            verb,
        )
    asks = (
        found is None
        and head
        and not (text.norms or text.led or text.named)
        and book.verbs.imperatives.match(plain, verb)
    )
    if (
        asks and plain[asks.end() : asks.end() + 1] and not plain.endswith("?", verb, end)
    ):  # `rejoignez-nous`
        return Found(
            verb, Lead(asks.end(), "call", "we"), Subject(verb, verb, "", True), FORM, verb
        )
    if found is None or book.verbs.no_deed.match(plain, found[1].end):
        return None
    match, lead = found
    clause = verb if match.groupdict().get("verb") else lead.end
    if (
        before is not None
        and not head
        and (mark or not book.grammar.free)
        and _shares(text, before, lead, verb, clause)
    ):
        we = (
            Subject(verb, verb, "", True)
            if book.grammar.drops_subject and lead.force == "will"
            else None
        )
        return Found(verb, lead, we, "the form of the verb, joined to one before", clause)
    capitals = text.words[verb : verb + CAPITALS].isupper()
    if head and text.opening is not None and lead.force != "should" and capitals:
        return Found(verb, lead, text.opening, FORM, clause)
    leads = head and text.plain[lead.end : end].strip() in {":", "："}  # `Por lo que impulsarán:`
    told = (
        text.named is not None and head and verb > next(iter(places)) and lead.force is not None
    )  # `Declaran: Que`
    if told or (
        book.grammar.drops_subject and (leads or ((head or mark) and lead.force == "will"))
    ):
        return Found(
            verb,
            lead,
            Subject(verb, verb, "", True),
            FORM,
            clause if "aux" in match.groupdict() else verb,
        )
    return None


def _behind(text: Text, at: int, end: int, form: Form) -> Subject | None:
    """Who acts, behind a verb that stands first; behind one that says "we" only those who speak."""
    subject = subject_at(text.words, text.plain, at + 1, end, text.book, text.names)
    acts = subject is not None and subject.acts and known(subject, text)
    return subject if subject and acts and (subject.everyone or form in {"it", "past"}) else None


def _shares(text: Text, before: Lead, lead: Lead, at: int, clause: int) -> bool:
    """Whether a future has the subject of the act before: another future, or `we welcome ..., and will`, no other verb between.

    A future of one word (`y designará`), and an auxiliary (`och ska`), stand in no row of infinitives; `and intend to` may.
    """
    if before.force is not None:
        return True
    book, first = text.book, text.plain[at : lead.end].split()[0]
    ours = (before.form in {"we", "full"} or not book.grammar.spaced) and lead.force == "will"
    rows = (
        lead.force == "intend"
        and book.verbs.infinitive
        and book.verbs.infinitive.search(text.plain, before.end, at)
    )
    theirs = (
        before.form == "it" and before.kind in BINDING and (clause == at or book.grammar.inverts)
    )
    if before.form in {"it", "past"} and book.verbs.infinitive and not rows:
        theirs = theirs or (
            lead.force in {"will", "shall", "intend"} and first not in book.verbs.nouns
        )
    theirs = theirs and book.grammar.spaced and not book.grammar.verb_first
    breaks = (
        book.clauses.breaks - book.verbs.infinitive_markers
        if before.kind in BINDING
        else book.clauses.breaks
    )
    anew = book.subjects.we.match(text.plain, at) or not breaks.isdisjoint(
        WORD.findall(text.plain, before.end, at)
    )
    return bool(ours or theirs) and not anew


def _done_to(
    text: Text, at: int, end: int, begun: Iterable[int], *, head: bool, told: bool = False
) -> Found | None:
    """What is to be done to something, whoever does it, at a place where operative words may begin: `Instruments shall be deposited`."""
    book, plain, stop = text.book, text.plain, end if told else min(end, at + LONGEST)
    presently = book.verbs.presently_done.search(plain, at, stop) if text.norms else None
    future = next(
        filter(
            None,
            (book.verbs.any_future.match(plain, place, stop) for place in begun if place >= at),
        ),
        None,
    )
    if future is None or (presently is not None and presently.start() <= future.start()):
        ways: Iterable[tuple[re.Match[str] | None, str, str | None]] = [
            (presently, "undertake", "shall")
        ]
    else:
        ways = (
            (pattern.match(plain, future.start(), stop), kind, force)
            for pattern, kind, force in book.verbs.futures
        )
    match, kind, force = next((each for each in ways if each[0] is not None), (None, "", None))
    if match is None or (PAUSE.search(plain, at, match.start()) and not told):
        return None
    done = match.groupdict().get("done") or book.verbs.passive.match(plain, match.end())
    if match is not presently and (
        book.verbs.no_deed.match(plain, match.end()) or not done or force == "should"
    ):
        return None
    breaks = (
        book.clauses.breaks | book.subjects.things if match is presently else book.clauses.breaks
    )  # `le présent traité est ratifié`
    if (match is presently or not head) and not breaks.isdisjoint(
        WORD.findall(plain, at, match.start())
    ):
        return None
    lead = Lead(match.end(), kind, "it", force)
    at = next(
        (said.end() for said in book.verbs.declares.finditer(plain, at, match.start())), at
    )  # `assicura che`
    return Found(match.start(), lead, _doer(text, match.end(), end), FORM, at)


def _doer(text: Text, at: int, end: int) -> Subject:
    """By whom something is done: `shall be ratified by the Parties`; nobody where nobody is named."""
    match = text.book.subjects.by.search(text.plain, at, min(end, at + LONGEST))
    done = text.book.verbs.passive.match(text.plain, at)
    at_verb = done.end() if done else at
    near = match and text.in_main_clause(
        at_verb, match.start()
    )  # `be offered and can use aid given by`
    found = (
        subject_at(text.words, text.plain, match.end(), end, text.book, text.names)
        if match and near
        else None
    )
    return found if found is not None and found.acts else Subject(at, at, "", False)


def _after(subject: Subject, text: Text, end: int, before: Lead | None, mark: str) -> Found | None:
    """The act whose words stand behind their subject."""
    book, plain = text.book, text.plain
    skipped = book.clauses.adverbs.match(plain, subject.end, end)
    place = skipped.end() if skipped else subject.end
    named = subject.start < subject.end and not text.words[place : place + CAPITALS].isupper()
    if named and text.words[place : place + 1].isupper():
        return None  # a name goes on
    lead = book.lead(plain, place)
    if (
        lead is not None
        and lead.kind == "note"
        and text.norms
        and book.verbs.present.match(plain, place)
    ):
        lead = None  # `stellt die Räume zur Verfügung`
    if lead is not None and lead.form == "full" and not subject.everyone:
        subject = Subject(
            place, place, "", True
        )  # the form of the verb says who: the words before are no subject
    elif lead is not None and lead.form == "full":
        subject = we_at(text, place) or subject  # `By the example of Norway and Sweden, we renew`
    it = folded(subject.words) in book.subjects.pronouns
    if it and lead is not None and lead.form in {"it", "past"}:
        subject = subject._replace(everyone=True, acts=True)  # who acted before
    acts = subject.acts or (lead is not None and spoken(lead, subject, text))
    anew = before is None or (
        subject.everyone and (before.form == "ing" or mark in {";", "–", "—"})
    )
    untold = (
        {"ing", "noun"} if anew else {"ing", "noun", "past"}
    )  # what was done before is recalled
    if lead is not None and lead.form not in untold and acts:
        return Found(
            place,
            lead,
            subject,
            f"lead words {text.words[place : lead.end]!r} after their subject",
            lead.end,
        )
    found = book.future(plain, place) or book.future(plain, subject.end)
    if (
        found is None
        and text.norms
        and known(subject, text)
        and (match := book.verbs.present.match(plain, place))
    ):
        return Found(
            place,
            Lead(match.end(), "undertake", "we", "shall"),
            subject,
            "the present of a treaty",
            place,
        )
    if found is None or book.verbs.no_deed.match(plain, found[1].end):
        return None
    match, lead = found
    if (
        book.grammar.drops_subject
        and lead.force == "will"
        and subject.acts
        and not subject.everyone
    ):
        subject = Subject(place, place, "", True)  # the form of the verb says who
    if lead.force == "should" and not (
        text.norms and subject.everyone and not book.subjects.we.match(plain, subject.start)
    ):
        return None  # what ought to be is no promise, unless the parties say so of themselves
    near = WORD.findall(plain, max(0, subject.start - LONGEST), subject.start) if it else ()
    body = it and (
        lead.force == "shall" if text.norms else any(map(book.agent, near))
    )  # `We set up a committee. It`
    if not subject.acts and not (body and not book.verbs.passive.match(plain, lead.end)):
        return None
    if book.grammar.inverts and (
        behind := we_at(text, lead.end + 1)
    ):  # `in line with the Council zullen wij`
        return Found(place, lead, behind, FORM, behind.end)
    itself = match.groupdict().get("verb") is not None
    if not subject.everyone and not itself and book.verbs.passive.match(plain, lead.end):
        return Found(place, lead, _doer(text, lead.end, end), FORM, subject.start)
    verb = place if itself else lead.end
    return Found(place, lead, subject, "the form of the verb after its subject", verb)


def _joins(text: Text, before: Lead | None, lead: Lead, at: int) -> bool:
    """Whether a verb of the speakers goes on behind "and": `We welcome the report and support its aims`; not where it may be an
    infinitive, or a noun.
    """
    book, plain = text.book, text.plain
    if (
        before is None
        or book.verbs.infinitive is None
        or book.verbs.infinitive.search(plain, before.end, at)
    ):
        return False
    if (
        WORD.search(plain, before.end, at - 1) is None
        or len(WORD.findall(plain, before.end, at)) == 1
    ):
        return True  # `welcome and support`
    behind = WORD.search(plain, lead.end)
    article = behind is not None and (
        behind[0] in book.subjects.small - {"for", "of"} or text.words[behind.start()].isupper()
    )
    return " " in plain[at : lead.end] or plain[at : lead.end] not in book.verbs.nouns or article


def _fits(lead: Lead, text: Text, at: int, before: Lead | None, *, head: bool, mark: str) -> bool:
    """Whether a lead may stand there without a subject of its own."""
    book, plain = text.book, text.plain
    if at in text.italic:
        return True
    if not head and plain[at : lead.end].strip() in book.verbs.head_only:
        return False
    form = before.form if before is not None else None
    if before is not None and lead.form in {"we", "it"} and stays(text, before, at):
        return True
    asks = (
        before is not None and before.kind in ASKING and lead.kind in ASKING
    )  # `ask A to mend it, and invite B to`
    asks = asks and addressed(text, lead.end, len(text.plain))[1] is not None
    match lead.form:
        case "full":
            return head or bool(mark) or before is not None or text.book.grammar.free
        case "it" if text.book.grammar.inverts and form in {
            "we",
            "full",
        }:  # verbs have one form: `Vi tackar dem och lovar att`
            return asks or text.book.clauses.breaks.isdisjoint(
                WORD.findall(text.plain, before.end if before else 0, at)
            )
        case "it" | "ing":
            anew = (
                mark == ";" and text.opening is not None and lead.form == "it"
            )  # `believes that ...; asks that`
            again = (
                text.opening is not None
                and book.grammar.finite
                and before is not None
                and before.force == "shall"
            )
            return anew or head or form in {"it", "ing"} or (again and lead.kind not in BINDING)
        case "we":
            we = (
                text.opening is not None
                and text.book.subjects.we.fullmatch(folded(text.opening.words)) is not None
            )
            ours = text.book.grammar.finite and we
            capitals = (
                text.opening is not None and text.words[at : at + CAPITALS].isupper()
            )  # `1. WOLLEN ...`
            ours = ours or (capitals and lead.kind in BINDING | ASKING)
            if head and (
                text.led is not None
                or ours
                or (text.book.grammar.inverts and we_at(text, lead.end + 1))
            ):
                return True
            finite = text.book.grammar.finite or (
                text.book.grammar.inverts and before is not None and before.force is None
            )
            if before is None or form not in {"we", "full"} or finite:
                return form in {"we", "full"}
            if _leads_points(text, lead, len(text.plain)):
                return True
            near = max(before.end, at - LONGEST)
            row = (
                book.verbs.infinitive.search(plain, near, at)
                if book.verbs.infinitive
                else before.kind in _ROWS
            )
            finite = lead.kind in (ASKING | _FINITE if asks else _FINITE) or not (
                before.force or row
            )
            words = text.plain[at : lead.end]
            return finite and (
                bool(mark)
                or (lead.kind in _FINITE and " " in words)
                or _joins(text, before, lead, at)
            )
        case "noun":
            resolved = (
                mark == ","
                and before is not None
                and (before.kind in {"decide", "agree"} or form == "ing")
            )
            return text.named is not None and (head or resolved)
        case "past":
            by = book.subjects.by.search(
                plain, lead.end, lead.end + AHEAD
            )  # `a plan, endorsed today by A`
            ours = form == "past" and bool(mark or before) and not by
            return ours or (head and (text.led is not None or book.grammar.drops_subject))
        case "asked":
            return False
