"""The second distribution, `data/more`: made as the first is, from its own sources, in its own
folder.
"""

from pathlib import Path

from communique.edition import MORE
from communique.generate import SHIPPED, Files, made

FOLDER = f"{MORE}/communique_data"
OWNS = tuple(f"{FOLDER}/{pattern}" for maker in SHIPPED for pattern in maker.owns)
"""Where nothing stands that is not made."""


def make(top: Path) -> Files:
    """Its files; none where the checkout has no second distribution."""
    folder = top / FOLDER
    return (
        {f"{FOLDER}/{path}": data for path, data in made(folder).items()}
        if folder.is_dir()
        else {}
    )
