"""What the panels below the text have in common: their frame, their tables, lists of links cut short."""

from collections.abc import Iterable, Sequence

from communique.formats.html.gathered import Gathered
from communique.formats.html.markup import attribute
from communique.formats.html.wording import Wording
from communique.weaving import escaped

MOST_LINKS = 24
"""How many places of one entity or date are linked; the page says how many more there are."""


def panel(name: str, title: str, *parts: str) -> str:
    """A panel with its heading; `name` is that of its words in the file of the language."""
    head = f'<section class="panel {name}" id="[{name}]" aria-labelledby="[{name}-title]">'
    head += f'<h2 id="[{name}-title]">{escaped(title)}</h2>\n'
    return f"{head}{''.join(parts)}</section>\n"


def table(caption: str, columns: Sequence[str], rows: Iterable[str]) -> str:
    """A table in a frame that scrolls; rows are markup."""
    head = "".join([f'<th scope="col">{escaped(each)}</th>' for each in columns])
    return (
        f'<div class="wide" role="group" tabindex="0" aria-label="{attribute(caption)}"><table>'
        f'<caption class="unseen">{escaped(caption)}</caption><thead><tr>{head}</tr></thead><tbody>\n'
        f"{''.join(rows)}</tbody></table></div>\n"
    )


def links(gathered: Gathered, places: Iterable[int], wording: Wording) -> str:
    """Links to places, each once; how many more there are is said."""
    numbers = list(dict.fromkeys(places))
    found = [gathered.places[each] for each in numbers[:MOST_LINKS]]
    more = len(numbers) - len(found)
    said = " ".join([f'<a href="{place.href}">{place.label}</a>' for place in found])
    return said if more <= 0 else f"{said} {escaped(wording['more'].format(count=more))}"


def paragraph(text: str, of: str = "") -> str:
    """A line of the page's own words."""
    kind = f' class="{of}"' if of else ""
    return f"<p{kind}>{escaped(text)}</p>\n"


def picture(name: str, title: str, said: str, box: tuple[int, int, int, int], inside: str) -> str:
    """A picture in a frame that scrolls, with its name and what it says for those who do not see it; `box` is its `viewBox`."""
    return (
        f'<figure class="wide" tabindex="0" aria-label="{attribute(title)}"><svg class="{name}" '
        f'viewBox="{" ".join(map(str, box))}" width="{box[2]}" height="{box[3]}" role="img">'
        f"<title>{escaped(title)}</title><desc>{escaped(said)}</desc>{inside}</svg></figure>\n"
    )


def why(basis: str | None, source: str | None, wording: Wording) -> str:
    """Why something is claimed."""
    said = ": ".join(filter(None, (wording.table("bases")[basis] if basis else "", source)))
    return f' <span class="why">({escaped(said)})</span>' if said else ""
