"""SIG: who the declaration is by."""

import unicodedata
from collections.abc import Iterator

from communique.message import say
from communique.rule import EVERY, REST, STRICT, Finding, rule
from communique.rules.record import Record

RECORD = "the record of communique"


@rule(
    "SIG001", "signatory-without-basis", on="record", sources=(RECORD,),
    error=STRICT, warning=REST,
)  # fmt: skip
def without_basis(record: Record) -> Iterator[Finding]:
    """Nothing says why a signatory is taken for one.

    Why: a declaration binds who made it. That somebody did is said by the words (`text`), by a named source (`external`),
    or follows from them (`inferred`); nothing is claimed without one of these.

    Mend: give one of its claims a basis, and name the source where it is external.

    Bad:
    ```json
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports"}}]}
    ```

    Good:
    ```json
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports", "basis": "text"}}]}
    ```
    """
    for signatory in record.declaration.signatories:
        claims = [claim for claim in (signatory.name, signatory.role, signatory.party) if claim is not None]
        bases = [each.basis for each in claims] + [each.basis for each in signatory.members]
        if not any(basis is not None for basis in bases):
            yield Finding(say("signatory {id!r} has no basis", id=signatory.id), signatory, quote=signatory.id)


@rule(
    "SIG002", "signatory-not-in-text", on="record", sources=(RECORD,),
    warning=EVERY,
)  # fmt: skip
def not_in_text(record: Record) -> Iterator[Finding]:
    """A signatory is claimed by the words, and the words do not name it.

    Why: a basis of `text` promises that whoever reads the document finds the name there, as it is printed.

    Mend: write the name as it is printed, or give the claim the basis that it has.

    Bad:
    ```json
    {"signatories": [{"id": "the-pilots", "name": {"text": "The Pilots", "ref": "ports", "basis": "text"}}]}
    ```

    Good:
    ```json
    {"signatories": [{"id": "the-ports", "name": {"text": "The Ports", "ref": "ports", "basis": "text"}}]}
    ```
    """
    plain: str | None = None
    for signatory in record.declaration.signatories:
        for claim in (signatory.name, signatory.role, signatory.party):
            if claim is None or claim.basis != "text" or claim.text is None or claim.text in record.text:
                continue
            plain = plain or _plain(record.text)
            if _plain(claim.text) not in plain:
                yield Finding(say("{text!r} does not stand in the text", text=claim.text), claim, quote=claim.text)


def _plain(text: str) -> str:
    """Without case, diacritics and runs of white space."""
    letters = (char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join("".join(letters).split())


RULES = (without_basis, not_in_text)
