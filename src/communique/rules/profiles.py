"""Which profile a document is held to, unless the caller names one."""

from communique.model import Declaration
from communique.rules.rule import Profile
from communique.rules.tree import Tree

_FRONT_MATTER = frozenset(
    {"from", "to", "subject", "previous-document", "number", "institution", "interinstitutional-file"}
)

_AKN4EU = "{http://imfc.europa.eu/akn4eu"


def profile_of(declaration: Declaration | None, tree: Tree | None, *, native: bool) -> Profile:
    """The profile of a document, by what it is and not by what it is called.

    A document of the United Nations - `un` as the country of its Work, or a resolution that another publisher marked up -
    is held to AKN4UN in every format, a file that another publisher made by AKN4EU to that. One with the front matter of a
    cover note is held to `council`, a record in JSON
    (`native`) or an Akoma Ntoso file of ours to `declaration`, anything else, raw text too, to `generic`; what is
    said of a record is the same by both.
    """
    if _country(declaration, tree) == "un" or (tree is not None and not tree.ours and _resolution(tree)):
        return Profile.AKN4UN
    if tree is not None and not tree.ours and _is_of_union(tree):
        return Profile.AKN4EU
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


def _is_of_union(tree: Tree) -> bool:
    """Whether a file is AKN4EU: it uses elements of that vocabulary, or its Work's country is written as that demands."""
    main = tree.main
    country = None if main is None else main.value("FRBRWork", "FRBRcountry")
    return any(tag.startswith(_AKN4EU) for tag in tree.by_tag) or (country is not None and country[1] == "EU")


def _resolution(tree: Tree) -> bool:
    main = tree.main
    return main is not None and main.name == "statement" and main.element.get("name") in ("resolution", "deliberation")
