"""Checks the descriptors of EuroVoc in `data/authorities.json` against the PyPI package `eurovoc`:
`make topics`.

Each identifier has the label that it has there, and no form of one descriptor is the label of
another. A body or place whose address is a descriptor's is called as it is.
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
    """What does not fit, in a line each. `identifiers`: the descriptors there are, by their English
    labels.
    """
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
        for form, count in Counter(
            form.casefold() for forms in by_key.values() for form in forms
        ).items():
            if count > 1:
                yield f"{form!r} is listed {count} times in {tag}"


def misnamed(listed: dict[str, Any], identifiers: dict[str, str]) -> Iterator[str]:
    """Bodies and places whose address in EuroVoc is that of a descriptor with another name, in a
    line each.
    """
    labels = {key: label for label, key in identifiers.items()}
    address = listed["eurovoc"]["uri"].format(id="")
    for each in (*listed["organisations"], *listed["places"]):
        names = {
            each["name"],
            each["labels"]["en"],
            *each.get("forms", {}).get("en", ()),
            each.get("acronyms", {}).get("en", ""),
        }
        for uri in each["same_as"]:
            label = (
                labels.get(uri.removeprefix(address), "")
                if uri.startswith(address)
                else each["name"]
            )
            if label.casefold() not in map(str.casefold, names):
                yield f"{each['id']} is not {label!r}, as {uri} says"


if __name__ == "__main__":
    known, there = (
        json.loads(LIST.read_text("utf-8")),
        import_module("eurovoc").en_identifiers,
    )
    found = [*wrong(known["eurovoc"], there), *misnamed(known, there)]
    print("\n".join(found) or "every label is that of its identifier")
    sys.exit(bool(found))
