"""Checks the descriptors of EuroVoc in `data/authorities.json` against the PyPI package `eurovoc`: `make topics`.

Each identifier has the label that it has there, and no form of one descriptor is the label of another.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

LIST = Path(__file__).parents[1] / "data" / "authorities.json"


def wrong(listed: dict[str, Any], identifiers: dict[str, str]) -> Iterator[str]:
    """What does not fit, in a line each. `identifiers`: the descriptors there are, by their English labels."""
    labels, english = listed["labels"], listed["forms"]["en"]
    for key, label in labels.items():
        if identifiers.get(label) != key:
            yield f"{label!r} is {key}, and {identifiers.get(label)} in EuroVoc"
    for key, forms in english.items():
        for form in forms:
            if identifiers.get(form, key) != key:
                yield f"{form!r}, a form of {key}, is a descriptor of its own"
    for tag, by_key in listed["forms"].items():
        for key in by_key.keys() - labels.keys():
            yield f"{key} has forms in {tag}, and no label"
        for form, count in Counter(form.casefold() for forms in by_key.values() for form in forms).items():
            if count > 1:
                yield f"{form!r} is listed {count} times in {tag}"


if __name__ == "__main__":
    found = list(wrong(json.loads(LIST.read_text("utf-8"))["eurovoc"], import_module("eurovoc").en_identifiers))
    print("\n".join(found) or "every label is that of its identifier")
    sys.exit(bool(found))
