"""The panel of promises, with which a page opens: how many, how strong, and a row for each with its clause."""

from collections import Counter
from collections.abc import Iterator, Sequence

from communique.acts import BINDING, Act, Topic, summary
from communique.acts.follow_up import FollowUp
from communique.formats.html.gathered import Gathered
from communique.formats.html.markup import foreign, fragment, link
from communique.formats.html.panel import folded, panel, paragraph, table
from communique.formats.html.wording import Wording
from communique.model import Declaration
from communique.model.weaving import escaped
from communique.naming.iso639 import direction


def promised(
    declaration: Declaration, found: Sequence[Act], gathered: Gathered, wording: Wording, ui: str, ledger: FollowUp | None
) -> str:  # fmt: skip
    """The panel; where nothing is promised, or could be looked for, it says so."""
    said = summary(declaration, found)
    if not found:
        sentence = wording.said("promises-none" if said.known else "promises-unknown", language=declaration.language)
        return panel("promises", wording, paragraph(sentence), ui=ui)
    numbers = {"count": said.commitments, "dated": said.dated, "everyone": said.everyone, "asking": said.asking}
    figures = "".join(
        f'<div class="{"some" if number else "none"}"><dt>{wording.said(f"promises-{name}")}</dt><dd>{number}</dd></div>'
        for name, number in numbers.items()
    )
    often = Counter[str](act.kind for act in found)
    rows = _Rows(declaration, found, gathered, wording, ledger)
    kinds = " · ".join(f"{said}\u00a0{often[kind]}" for kind, said in rows.strengths.items() if often[kind])
    hints = [f"{wording.said('promises-by')} {foreign(rows.by)}"] if rows.by else []
    guessed = sum(act.basis == "inferred" for act in found)
    hints += [wording.said("promises-inferred", count=guessed)] if guessed else []
    made = table("promises", rows.columns, rows.all(), wording)
    return panel(
        "promises", wording, f'<dl class="figures">{figures}</dl>\n', paragraph(f"{wording.said('strength')}: {kinds}"),
        *[paragraph(each, "hint") for each in hints],
        folded(made, len(found), wording), ui=ui,
    )  # fmt: skip


class _Rows:
    """The rows. Where all acts are by the same, these are named once (`by`); columns that would be empty are not there."""

    def __init__(
        self, declaration: Declaration, found: Sequence[Act], gathered: Gathered, wording: Wording, ledger: FollowUp | None
    ) -> None:  # fmt: skip
        self.found, self.wording = found, wording
        standings = ledger.standings(declaration) if ledger else ()
        self.standings = {fragment(each.eid): each.status for each in standings}
        self.gathered = gathered
        of = {kind: "kind binds" if kind in BINDING else "kind" for kind in wording.table("acts")}
        self.strengths = {kind: wording.said(f"acts.{kind}", each) for kind, each in of.items()}
        self.labels = {each.id: each.label for each in declaration.entities}
        self.spoken = f' lang="{declaration.language}" dir="{direction(declaration.language)}"'
        who = [self.who(act) for act in found]
        several = len(set(map(str.casefold, who))) > 1
        self.by = "" if several else who[0]
        self.columns = ["number", "what", *(["actors"] if several else []),
                        *(["addressees"] if any(map(self.whom, found)) else []), "strength",
                        *(["due"] if any(act.due for act in found) else []),
                        *(["condition"] if any(act.condition for act in found) else []),
                        *(["topics"] if any(act.topics for act in found) else []), *(["follow-up"] if ledger else [])]  # fmt: skip

    def all(self) -> Iterator[str]:
        """The rows, each with the link to its place."""
        for act in self.found:
            place = self.gathered.around(act.passage.eid)
            href, label = self.gathered.places[place] if place is not None else ("", "¶")
            own = fragment(act.passage.eid)
            number = f"{label} {escaped(act.passage.num)}" if act.passage.num and own != href else label
            cells = "".join([self.cell(name, act, href) for name in self.columns[1:]])
            yield f'<tr data-act="{act.kind}"><th scope="row"><a href="{own}">{number}</a></th>{cells}</tr>\n'

    def cell(self, name: str, act: Act, around: str) -> str:
        """One cell; `around` is the link to the paragraph, whose standing is told."""
        match name:
            case "what":
                return f'<td class="what"{self.spoken}>{escaped(" ".join(act.what.split()) or act.words)}</td>'
            case "strength":
                words = foreign(" ".join(act.words.split()))
                return f"<td>{self.strengths[act.kind]} {words}</td>"
            case "follow-up":
                status = self.standings.get(around, "no-evidence")
                return f"<td>{self.wording.said(f'standings.{status}', f'standing {status}')}</td>"
            case "due":
                told = self.due(act)
            case "topics":
                told = "; ".join(map(self.topic, act.topics))
            case _:
                said = {"condition": " ".join((act.condition or "").split()), "actors": self.who(act)}
                words = said[name] if name in said else self.whom(act)
                told = foreign(words) if words else ""
        return f'<td class="{name}">{told}</td>' if told else "<td></td>"

    def due(self, act: Act) -> str:
        """By when: the words, and what they mean where they do not say it themselves."""
        due = act.due
        if due is None:
            return ""
        if due.value is None or due.value in due.words[1:]:  # the words say it: `by 2030`
            return foreign(due.words)
        day = self.wording.time(due.value)
        return day if due.words == due.value else f"{foreign(due.words)} ({day})"

    def topic(self, topic: Topic) -> str:
        """What an act is about, with the link to it in EuroVoc."""
        label, href = escaped(topic.label), link(topic.address)
        told = label if href is None else f'<a href="{href}">{label}</a>'
        return f'<span lang="{topic.language}" dir="{direction(topic.language)}">{told}</span>'

    def who(self, act: Act) -> str:
        """Who acts: those that a mark names, else the words of the text."""
        return self.named(act.mark.actors) if act.mark and act.mark.actors else act.actor or ""

    def whom(self, act: Act) -> str:
        """Whom it is asked of, or promised to."""
        named = self.named(act.mark.addressees) if act.mark else ""
        return named or act.addressee or act.partner or ""

    def named(self, refs: Sequence[str]) -> str:
        """Entities by their labels."""
        return "; ".join([self.labels.get(ref, ref) for ref in refs])
