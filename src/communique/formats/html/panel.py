"""What the panels below the text have in common: their frame, their tables, lists of links cut short."""

from collections.abc import Iterable

from communique.formats.html.gathered import Gathered
from communique.formats.html.markup import foreign
from communique.formats.html.wording import Wording

FEW = 20
"""A table of more rows than so many is folded."""
MOST_LINKS = 24
"""How many places of one entity or date are linked; the page says how many more there are."""


def panel(name: str, wording: Wording, *parts: str, ui: str = "") -> str:
    """A panel with its heading; `name` is that of its words in the file of the language."""
    head = f'<section class="panel {name}" id="[{name}]" aria-labelledby="[{name}-title]"{ui}>'
    head += f'<h2 id="[{name}-title]">{wording.said(name)}</h2>\n'
    return f"{head}{''.join(parts)}</section>\n"


def table(name: str, columns: Iterable[str], rows: Iterable[str], wording: Wording) -> str:
    """A table with its name for those who do not see it, in a frame that scrolls; rows are markup, the others keys of words."""
    head = "".join([f'<th scope="col">{wording.said(each)}</th>' for each in columns])
    return (
        f'<div class="wide" role="group" tabindex="0"{wording.label(name)}><table>'
        f'<caption class="unseen" data-ui>{wording.said(name)}</caption><thead><tr>{head}</tr></thead><tbody>\n'
        f"{''.join(rows)}</tbody></table></div>\n"
    )


def folded(made: str, count: int, wording: Wording) -> str:
    """What can be folded: where there are few rows it is open."""
    is_open = " open" if count <= FEW else ""
    return f"<details{is_open}><summary>{wording.said('all', count=count)}</summary>\n{made}</details>\n"


def links(gathered: Gathered, places: Iterable[int], wording: Wording) -> str:
    """Links to places, each once; how many more there are is said."""
    numbers = list(dict.fromkeys(places))
    found = [gathered.places[each] for each in numbers[:MOST_LINKS]]
    more = len(numbers) - len(found)
    said = " ".join([f'<a href="{place.href}">{place.label}</a>' for place in found])
    return said if more <= 0 else f"{said} {wording.said('more', count=more)}"


def paragraph(text: str, of: str = "") -> str:
    """A line of the page's own words, as markup."""
    kind = f' class="{of}"' if of else ""
    return f"<p{kind} data-ui>{text}</p>\n"


def why(basis: str | None, source: str | None, wording: Wording) -> str:
    """Why something is claimed."""
    said = ": ".join([*([wording.said(f"bases.{basis}")] if basis else []), *([foreign(source)] if source else [])])
    return f' <span class="why">({said})</span>' if said else ""
