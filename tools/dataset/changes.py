"""The changes from one edition of the collections to the next, as Markdown.

    python -m tools.dataset.changes OLD NEW

OLD and NEW are folders of collections. Works that are added or gone, and records that changed,
with the fields in which they did. Exit status 1: an id of OLD does not resolve in NEW, so that
whoever cited it would find nothing. Name it in `former.json` then: what it became, or why the
work was withdrawn.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.edition.stores import Store, stores_in


@dataclass
class Changes:
    """The changes of one collection; `lost` are ids that no longer resolve."""

    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    records_added: int = 0
    changed: dict[str, list[str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def changes(old: Store | None, new: Store) -> Changes:
    """What changed in a collection; everything is new if there was none."""
    found = Changes()
    before = old.digests() if old is not None else {}
    after = new.digests()
    works_before = {work for work, _ in before}
    works_after = {work for work, _ in after}
    former = new.former()
    found.added = sorted(works_after - works_before)
    for work in sorted(works_before - works_after):
        if work not in former:
            found.lost.append(work)
            continue
        became = former[work].became
        what = f"is now {became}" if became else "was withdrawn"
        found.gone.append(f"{work} {what}: {former[work].why}")
    found.records_added = len(after.keys() - before.keys())
    for key in sorted(before.keys() & after.keys()):
        if old is not None and before[key] != after[key]:
            work, language = key
            fields = _fields_changed(old, new, work, language)
            found.changed[f"{work} {language}"] = fields
    return found


def _fields_changed(old: Store, new: Store, work: str, language: str) -> list[str]:
    """The fields of a record that differ."""
    before = json.loads(old.source(work, language).data)
    after = json.loads(new.source(work, language).data)
    names = sorted(before.keys() | after.keys())
    return [name for name in names if before.get(name) != after.get(name)]


def lines(name: str, version: str, found: Changes) -> Iterator[str]:
    """The changes of a collection as lines of Markdown."""
    yield f"## {name} {version}"
    yield ""
    yield f"- {len(found.added)} works added, {found.records_added} records added"
    for each in found.gone:
        yield f"- {each}"
    counted = Counter(", ".join(fields) for fields in found.changed.values())
    for names, number in counted.most_common():
        yield f"- {number} records changed in: {names}"
    for record, fields in found.changed.items():
        yield f"    - {record}: {', '.join(fields)}"
    for each in found.lost:
        yield f"- {each} no longer resolves"
    yield ""


def main(old: str, new: str) -> int:
    """Print the changes; gives the exit status."""
    before = {_name(store): store for store in stores_in(Path(old))}
    status = 0
    for store in stores_in(Path(new)):
        name = _name(store)
        found = changes(before.pop(name, None), store)
        text = "\n".join(lines(name, store.about()["version"], found))
        sys.stdout.write(text + "\n")
        status |= bool(found.lost)
    for name in before:
        sys.stdout.write(f"## {name} is gone\n")
        status = 1
    return status


def _name(store: Store) -> str:
    return store.about()["collection"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
