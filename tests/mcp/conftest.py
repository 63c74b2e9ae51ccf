"""A small corpus, and records to ask for."""

from contextlib import chdir
from pathlib import Path

import pytest

from communique.corpora import corpus
from communique.mcp.holdings import Holdings

HARBOUR = """Harbour Declaration

We, the ministers of the ports,

Recalling resolution 1540 (2004),

1. We will light every lamp by 2030.

2. We call upon all states to keep the {place} lit.
"""
LONG = "\n\n".join(
    ["Long Statement"] + [f"{n}. We will keep lamp {n} lit." for n in range(1, 251)]
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three texts. Tests must not change it."""
    folder = tmp_path_factory.mktemp("mcp")
    texts = folder / "texts"
    texts.mkdir()
    for place in ("harbour", "lighthouse"):
        (texts / f"{place}.txt").write_text(HARBOUR.format(place=place), "utf-8")
    (texts / "long.txt").write_text(LONG, "utf-8")
    made = folder / "corpus"
    with chdir(folder):
        corpus(made).build("texts", jobs=1, language="en")
    return made


@pytest.fixture
def holdings(built: Path) -> Holdings:
    """What a server over the corpus holds."""
    return Holdings(built)
