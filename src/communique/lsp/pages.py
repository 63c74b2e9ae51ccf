"""What an editor shows about a finding: the page of its rule, in Markdown, and where that page lies."""

import re
from functools import cache
from pathlib import Path

from communique.bundle import shipped
from communique.catalogues import Teller
from communique.diagnostics import Diagnostic
from communique.errors import BundleMissing
from communique.rules import RULES

_MARKUP = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>&~:]")


def plain(text: str) -> str:
    r"""Words of a document as Markdown that shows them and does nothing: no link, no picture, no tag.

    >>> plain("![](x) <b>")
    '\\!\\[\\]\\(x\\) \\<b\\>'
    """
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def page_of(finding: Diagnostic, tell: Teller = str) -> str:
    """What was found and what its code means; of a rule also why it is one, how to mend it, and both examples.

    What was found is told by `tell`; the page is in English, as the documentation is.
    """
    code = finding.code
    said = [f"**{code.code}** {code.name} ({finding.severity})", plain(tell(finding.message))]
    if finding.hint is not None:
        said.append(plain(tell(finding.hint)))
    page = next((rule.page for rule in RULES if rule.code.code == code.code), None)
    if page is None:
        return "\n\n".join([*said, f"*{plain(tell(code.summary))}*"])
    parts = {"Why": page.why, "Mend": page.mend, "Bad": page.bad, "Good": page.good}
    return "\n\n".join(
        [*said, page.summary, *(f"**{name}**\n\n{words[:1].upper()}{words[1:]}" for name, words in parts.items())]
    )


@cache
def page_address(page: str | None) -> str | None:
    """The address of a page of the documentation in the installed package, or None where it lies in no folder."""
    try:
        found = None if page is None else shipped(f"docs/{page}")
    except BundleMissing:
        return None
    return found.resolve().as_uri() if isinstance(found, Path) else None
