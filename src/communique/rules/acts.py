"""ACT and SIG: what is committed, and by whom."""

import unicodedata
from collections.abc import Iterator

from communique.model import Paragraph
from communique.rule import EVERY, OTHERS, OURS, Finding, rule
from communique.rules.record import BODY, Record

RECORD = "the record of communique"


@rule(
    "ACT001", "commitment-without-act", on="record", sources=(RECORD,),
    warning=OURS,
)  # fmt: skip
def without_act(record: Record) -> Iterator[Finding]:
    """A commitment has no act, though other commitments have.

    Why: acts are what a declaration is followed up by. A paragraph without one drops out of every list of who has
    committed to what. Where no commitment has an act, none is annotated yet, and nothing is said of them.

    Mend: mark the operative words ("will meet") as an act of their kind. Paragraphs that commit to nothing can be ignored.

    Bad:
    ```xml
    <paragraph eId="para_3"><num>3.</num><content><p>We <inline name="act" c:act="commit">will meet</inline> again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num><content><p>We will write to each other.</p></content></paragraph>
    ```

    Good:
    ```xml
    <paragraph eId="para_3"><num>3.</num><content><p>We <inline name="act" c:act="commit">will meet</inline> again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num><content><p>We <inline name="act" c:act="commit">will write</inline> to each other.</p></content></paragraph>
    ```
    """
    acting = {id(block) for block, _, at in record.act_marks if record.zones[at] == BODY}
    if not acting:
        return
    for paragraph in record.paragraphs:
        if not any(id(block) in acting for block in paragraph.content) and not paragraph.acts:
            yield Finding(f"no act is marked in {_called(paragraph)}", paragraph)


def _called(paragraph: Paragraph) -> str:
    return f"paragraph {paragraph.num!r}" if paragraph.num else "the paragraph"


@rule(
    "SIG001", "signatory-without-basis", on="record", sources=(RECORD,),
    error=OURS, warning=OTHERS,
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
            yield Finding(f"signatory {signatory.id!r} has no basis", signatory, quote=signatory.id)


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
                yield Finding(f"{claim.text!r} does not stand in the text", claim, quote=claim.text)


def _plain(text: str) -> str:
    """Without case, diacritics and runs of white space."""
    letters = (char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join("".join(letters).split())


RULES = (without_act, without_basis, not_in_text)
