"""Which profile a document is held to, unless the caller names one."""

from communique.model import Declaration
from communique.rule import Profile
from communique.rules.tree import Tree

_FRONT_MATTER = frozenset(
    {"from", "to", "subject", "previous-document", "number", "institution", "interinstitutional-file"}
)


def profile_of(declaration: Declaration | None, tree: Tree | None, *, native: bool) -> Profile:
    """The profile of a document, by what it is and not by what it is called.

    A document of the United Nations - `un` as the country of its Work, or a resolution that another publisher marked up -
    is held to AKN4UN in every format. One with the front matter of a cover note is held to `council`, a record in JSON
    (`native`) or an Akoma Ntoso file of ours to `declaration`, anything else to `generic`: raw text too, since what was
    guessed in reading it is no fault of its author's.
    """
    if _country(declaration, tree) == "un" or (tree is not None and not tree.ours and _resolution(tree)):
        return Profile.AKN4UN
    cover = None if declaration is None else declaration.cover
    if cover is not None and any(field.key in _FRONT_MATTER for field in cover.fields):
        return Profile.COUNCIL
    if native or (tree is not None and tree.ours):
        return Profile.DECLARATION
    return Profile.GENERIC


def _country(declaration: Declaration | None, tree: Tree | None) -> str:
    if declaration is not None:
        return declaration.iri.split("/")[2]
    main = None if tree is None else tree.main
    country = None if main is None else main.value("FRBRWork", "FRBRcountry")
    return "" if country is None else country[1]


def _resolution(tree: Tree) -> bool:
    main = tree.main
    return main is not None and main.name == "statement" and main.element.get("name") in ("resolution", "deliberation")
