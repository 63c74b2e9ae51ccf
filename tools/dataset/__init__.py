"""The dataset: its sources collected once, and its collections built from them."""

from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "data" / "more" / "sources"
"""The archives of sources, and a manifest of each."""
