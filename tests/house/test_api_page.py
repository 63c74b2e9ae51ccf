"""The page of the Python API, the public names and the names that can be imported are the same."""

import re
from importlib import import_module

from tests.house.checkout import ROOT

import communique

UNIONS = {"Block", "BodyPart", "ClosingPart", "Mark", "PreamblePart"}
"""Public names that the page explains in a sentence: there is nothing to document in them."""
DIRECTIVE = re.compile(
    r"^::: communique\.([\w.]+)\n(?:    .*\n)*?      members: \[([^\]]*)\]",
    re.MULTILINE,
)


def named() -> list[tuple[str, str]]:
    """The module and the name of each member that the page lists."""
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    return [
        (module, name)
        for module, names in DIRECTIVE.findall(page)
        for name in names.split(", ")
    ]


def test_the_page_lists_the_public_names() -> None:
    listed = [name for _, name in named()]
    assert sorted(listed) == sorted({*communique.__all__} - UNIONS - {"__version__"})
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    assert [name for name in (*UNIONS, "__version__") if f"`{name}`" not in page] == []


def test_the_page_describes_what_is_imported() -> None:
    for module, name in named():
        described = getattr(import_module(f"communique.{module}"), name)
        assert described is getattr(communique, name)
