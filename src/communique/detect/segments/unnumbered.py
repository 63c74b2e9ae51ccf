"""Labels that stay in the words, though the series before them waits for them.

The numbering has settled which labels are numbers of the text. Here each block without a number is
looked at again, so that no label is lost without a word.
"""

from collections.abc import Iterable, Iterator

from communique.detect.segments.atoms import Atom
from communique.detect.segments.labels import Label, label_at

Readings = dict[str, int]
"""The place that a series has reached, by sequence."""


def labels_in_words(atoms: Iterable[tuple[Atom, bool]]) -> Iterator[tuple[Atom, Label]]:
    """Atoms that begin with the next label of a series before them, which is not their number.

    Each atom comes with whether its label is a number of the record. A series ends with its text,
    at the word for an annex.
    """
    series: dict[str, dict[int, Readings]] = {}
    for atom, is_numbered in atoms:
        if atom.annex:
            series.clear()
        elif is_numbered:
            number = atom.label or atom.worded
            if number is not None:
                reached = series.setdefault(number.label.mask, {})
                reached[id(number.run)] = dict(number.label.readings)
        elif atom.reason and atom.forced is None:
            label = label_at(atom.lines[0].text)
            if label is not None and _counts_on(series.get(label.mask, {}), label):
                yield atom, label


def _counts_on(reached: dict[int, Readings], label: Label) -> bool:
    """Whether a label is the next one of a series; then that series has reached it."""
    for run, last in reached.items():
        if any(
            last.get(name) == value - 1 for name, value in label.readings if value > 1
        ):
            reached[run] = dict(label.readings)
            return True
    return False
