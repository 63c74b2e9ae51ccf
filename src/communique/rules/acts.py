"""ACT: what is committed."""

from collections.abc import Iterator

from communique.core.message import say
from communique.model import ActMark
from communique.rules.record import BODY, Record
from communique.rules.rule import EVERY, RECORD, Finding, rule


@rule("ACT001", "commitment-without-act", on="record", sources=(RECORD,), warning=EVERY)
def without_act(record: Record) -> Iterator[Finding]:
    """A commitment has no act, though other commitments have.

    Why: acts are what a declaration is followed up by. A paragraph without one drops out of every list of who has
    committed to what. Where no commitment has an act, none is annotated yet, and nothing is said of them.

    Fix: mark the operative words ("will meet") as an act of their kind. Paragraphs that commit to nothing can be ignored.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We <inline name="act" c:act="commit">will meet</inline> again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num><content><p>We will write to each other.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We <inline name="act" c:act="commit">will meet</inline> again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num><content><p>We <inline name="act" c:act="commit">will write</inline> to each other.</p></content></paragraph>
    """
    acting = {id(block) for block, _, at in record.marks(ActMark) if record.zones[at] == BODY}
    if not acting:
        return
    for paragraph in record.paragraphs:
        if not any(id(block) in acting for block in paragraph.content) and not paragraph.acts:
            num = paragraph.num
            called = say("paragraph {num!r}", num=num) if num else say("the paragraph")
            yield Finding(say("no act is marked in {called}", called=called), paragraph)
