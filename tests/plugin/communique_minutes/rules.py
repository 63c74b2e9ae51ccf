"""The rule MIN001."""

from collections.abc import Iterator

from communique.core.message import say
from communique.rules.record import Record
from communique.rules.rule import Finding, rule


@rule("MIN001", "no-shouting", on="record", sources=("house style",))
def no_shouting(record: Record) -> Iterator[Finding]:
    """A paragraph is in capitals from its first letter to its last.

    Why: capitals are harder to read.

    Fix: set it in small letters.

    Bad:
    <paragraph eId="para_1"><num>1.</num><content><p>WE LIGHT THE LAMPS.</p></content></paragraph>

    Good:
    <paragraph eId="para_1"><num>1.</num><content><p>We light the lamps.</p></content></paragraph>
    """
    for paragraph in record.declaration.commitments:
        if paragraph.text.isupper():
            yield Finding(
                say("paragraph {num} is in capitals", num=paragraph.num or "-"),
                paragraph,
            )
