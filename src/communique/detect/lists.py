"""Which runs of labels are lists inside a paragraph, and not the paragraphs of the text."""

from collections.abc import Callable

from communique.detect.characters import begins_capital, finished, last_mark
from communique.detect.units import Unit


def list_runs(units: list[Unit], enacts: Callable[[str], bool]) -> set[int]:
    """Outermost runs that are lists inside an unnumbered paragraph, not the paragraphs themselves.

    Their first label follows an unlabelled unit that ends in a colon or dash, and after their last an unlabelled
    unit at the same column begins a new sentence; or letters follow such a unit, and it is no enacting formula.
    """
    lists: set[int] = set()
    last: dict[int, int] = {}
    for index, unit in enumerate(units):
        if unit.label is not None:
            last[id(unit.label.run)] = index
    sums = [(0, 0)]
    for unit in units:
        sums.append((sums[-1][0] + len(unit.text), sums[-1][1] + (unit.label is not None)))
    outermost = min((unit.depth for unit in units if unit.label is not None), default=0)
    for index, unit in enumerate(units):
        if unit.label is None or index == 0 or unit.label.run.members[0] != unit.first or unit.depth > outermost:
            continue
        before = units[index - 1]
        if before.label is not None or last_mark(before.text) not in (":", "：", "–", "—"):
            continue
        letters = unit.label.label.mask.strip("()[]（）.")[:1] in ("a", "A")
        if letters and not enacts(before.text):
            lists.add(id(unit.label.run))
            continue
        end = last[id(unit.label.run)]
        if _carries(sums, index, end):
            continue
        after = units[end + 1] if end + 1 < len(units) else None
        resumes = after is not None and after.label is None and begins_capital(after.text) and finished(after.text)
        if resumes and after is not None and after.indent <= unit.indent:
            lists.add(id(unit.label.run))
    return lists


def _carries(sums: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a run is what its text is made of: five labels or more with two thirds of the words.

    `sums`: characters and labels up to each unit.
    """
    inside = sums[last + 1][0] - sums[first][0]
    numbered = sums[last + 1][1] - sums[first][1]
    return numbered >= 5 and inside * 3 > 2 * sums[-1][0]
