"""What is taken out of a file: its text, and what is to be said of it."""

from dataclasses import dataclass

from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message
from communique.draft import Given, Said


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, as the reader of raw text takes it, and what is to be said of it.

    `text`: lines ended by LF, pages by FF; Markdown's signs where the file has such structure. `findings`: what was left
    out, guessed or refused, so that no words go missing in silence. `usable`: whether anything could be read at all.
    `record`: the record itself as JSON, where the file carries one; it is read in place of the text. `title`: what the
    file itself gives as the title, if that is printed in the text. `said`: what the file says of stretches of the text.
    `given`: of a file that was written here, what every block is.
    """

    text: str
    findings: tuple[Diagnostic, ...] = ()
    usable: bool = True
    record: str | None = None
    title: str = ""
    said: tuple[Said, ...] = ()
    given: tuple[Given, ...] = ()


def nothing(code: Code, message: Message, hint: Message | None = None) -> Extracted:
    """Of a file of which nothing can be read why that is."""
    return Extracted("", (Diagnostic.of(code, message, hint=hint),), usable=False)
