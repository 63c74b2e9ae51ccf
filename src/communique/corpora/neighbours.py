"""The works around a work in the graph of a corpus: what cites it, what it cites, its chain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.report.graph import Edge, Graph, Work

_LONGEST_CHAIN = 40
"""How many works of a chain are given before a work, and how many behind it."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The works of a graph by id, with the edges that lead to each and from each."""

    works: Mapping[str, Work]
    incoming: Mapping[str, Sequence[Edge]]
    outgoing: Mapping[str, Sequence[Edge]]
    before: Mapping[str, str]
    """Of each work the newest earlier work of the corpus that it cites."""
    behind: Mapping[str, str]
    """Of each work the first one that has it as the work `before`."""

    def chain(self, work: str) -> list[Work]:
        """The works that lead to a work and go on from it, the oldest first, with the work itself."""
        earlier = self._walk(work, self.before)
        earlier.reverse()
        later = self._walk(work, self.behind)
        found = [self.works[work]]
        found[:0] = earlier
        found.extend(later)
        return found

    def _walk(
        self,
        work: str,
        way: Mapping[str, str],
    ) -> list[Work]:
        """The works on a way from a work, without itself."""
        found: list[Work] = []
        at = way.get(work)
        while at is not None:
            if len(found) == _LONGEST_CHAIN:
                break
            found.append(self.works[at])
            at = way.get(at)
        return found

    def citing(self, work: str) -> list[Work]:
        """The works that cite a work, the newest first."""
        found: set[str] = set()
        for edge in self.incoming.get(work, ()):
            found.add(edge.source)
        return self._newest_first(found)

    def cited(self, work: str) -> list[Work]:
        """The works that a work cites, the newest first."""
        found: set[str] = set()
        for edge in self.outgoing.get(work, ()):
            found.add(edge.target)
        return self._newest_first(found)

    def _newest_first(self, ids: Iterable[str]) -> list[Work]:
        found = [self.works[each] for each in ids]
        found.sort(key=_date_and_id)
        found.reverse()
        return found

    def most_cited(self) -> list[tuple[Work, int]]:
        """The works that more than one work cites, with how many do, the most cited first."""
        found: list[tuple[Work, int]] = []
        for work, count in self._counted():
            if count > 1:
                found.append((work, count))
        return found

    def dangling(self) -> list[tuple[Work, int]]:
        """The works that are cited and are not in the corpus, the most cited first."""
        found: list[tuple[Work, int]] = []
        for work, count in self._counted():
            if not work.held:
                found.append((work, count))
        return found

    def isolated(self) -> list[Work]:
        """The works of the corpus that cite no work and that no work cites, the newest first."""
        alone = set(self.works)
        alone.difference_update(self.incoming)
        alone.difference_update(self.outgoing)
        return self._newest_first(alone)

    def _counted(self) -> list[tuple[Work, int]]:
        """All cited works, with how many works cite each, the most cited first."""
        found: list[tuple[Work, int]] = []
        for work in self.incoming:
            count = len(self.citing(work))
            found.append((self.works[work], count))
        found.sort(key=_most_cited_first)
        return found


def _date_and_id(work: Work) -> tuple[str, str]:
    return work.date, work.id


def _most_cited_first(counted: tuple[Work, int]) -> tuple[int, str]:
    work, count = counted
    return -count, work.id


def neighbours(graph: Graph) -> Neighbours:
    """The neighbours of all works of a graph. What a work says of itself is no edge."""
    works: dict[str, Work] = {}
    for work in graph.works:
        works[work.id] = work
    incoming: dict[str, list[Edge]] = {}
    outgoing: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        if edge.source == edge.target:
            continue
        incoming.setdefault(edge.target, []).append(edge)
        outgoing.setdefault(edge.source, []).append(edge)
    before = _before(works, outgoing)
    behind: dict[str, str] = {}
    for work in sorted(works.values(), key=_date_and_id):
        earlier = before.get(work.id)
        if earlier is not None:
            behind.setdefault(earlier, work.id)
    return Neighbours(
        works,
        incoming,
        outgoing,
        before,
        behind,
    )


def _before(
    works: Mapping[str, Work],
    outgoing: Mapping[str, Iterable[Edge]],
) -> dict[str, str]:
    """Of each work the newest work of the corpus that it cites and that is older than it."""
    found: dict[str, str] = {}
    for id, edges in outgoing.items():
        work = works[id]
        newest: Work | None = None
        for edge in edges:
            target = works[edge.target]
            if not target.held or not target.date:
                continue
            is_older = target.date < work.date
            is_newer = newest is None or _date_and_id(newest) < _date_and_id(target)
            if is_older and is_newer:
                newest = target
        if newest is not None:
            found[id] = newest.id
    return found
