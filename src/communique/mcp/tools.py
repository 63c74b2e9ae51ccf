"""The tools. Each is a class: its fields are the arguments of a call, its docstring tells an
assistant what it is for, `answer` gives the answer.
"""

from typing import Annotated, ClassVar, Literal, cast

from pydantic import BaseModel, ConfigDict, Field

from communique.core.json_types import JsonObject
from communique.mcp import texts, views
from communique.mcp.answers import Content
from communique.mcp.holdings import Holdings
from communique.mcp.problems import Problem

WORDS = 2000
"""The most characters of a quotation, and of what is searched for."""

Record = Annotated[
    str,
    Field(
        min_length=1,
        max_length=1000,
        description="The record, as search and communique://records name it.",
    ),
]
Language = Annotated[
    str | None,
    Field(
        max_length=40,
        description="A language that the record is held in, such as fr. Default: the original.",
    ),
]
Eid = Annotated[
    str, Field(min_length=1, max_length=400, description="An eId, such as para_16.")
]
Format = Literal["text", "html", "akn", "formex", "json"]
Profile = Literal["generic", "declaration", "council", "akn4un", "akn4eu"]
"""The profiles of `rules.rule.Profile`, whose import would take longer than all others."""
GivenFormat = Annotated[
    Format | None,
    Field(
        description="text is plain text or Markdown. Default: the first characters decide."
    ),
]
GivenLanguage = Annotated[
    str | None,
    Field(
        max_length=40,
        description="The language of the text (BCP 47), such as en. Default: it is detected.",
    ),
]


class Tool(BaseModel):
    """The arguments that all tools have."""

    model_config = ConfigDict(extra="forbid")

    title: ClassVar[str]

    cursor: Annotated[
        str | None,
        Field(
            max_length=60,
            description="The `next` of the answer before, for more items of the same call.",
        ),
    ] = None

    @property
    def works_apart(self) -> bool:
        """Whether another process does the work, which is limited in time by itself."""
        return False

    def answer(self, holdings: Holdings) -> Content:
        """What the tool says. Raises Problem, and what the library raises."""
        raise NotImplementedError


class OfRecord(Tool):
    """The arguments of tools that are about one record."""

    record: Record
    language: Language = None


class Search(Tool):
    """Find passages by their words, in all records. Case and accents do not count. All words must
    be there; put "words in quotation marks" if they stand side by side, end a word with * for any
    ending. Each item has the record, the eId and the words around; continue with outline or get.
    """

    title: ClassVar[str] = "Search the words of records"

    words: Annotated[str, Field(min_length=1, max_length=WORDS)]

    def answer(self, holdings: Holdings) -> Content:
        """The passages, the best first."""
        total, hits = holdings.search(self.words)
        return Content({"passages": total}, [each.as_json() for each in hits])


class Outline(OfRecord):
    """The outline of a record: its title, date and size, then each section, recital and paragraph
    with its eId and its first words. Call it before get. With `under`, what is in one node.
    """

    title: ClassVar[str] = "Outline a record"

    under: Annotated[Eid | None, Field(description="Only what is in this eId.")] = None

    def answer(self, holdings: Holdings) -> Content:
        """Facts, then a line for each passage."""
        held = holdings.record(self.record, self.language)
        about = {**held.about(), **views.facts(held.declaration)}
        return Content(about, views.outline(held.declaration, self.under))


class Get(OfRecord):
    """The exact words of one node of a record by its eId, with the nodes in it and the notes called
    there; how to cite it; the edition and the SHA-256 of the words of the record.
    """

    title: ClassVar[str] = "Get the words of a passage"

    eid: Eid

    def answer(self, holdings: Holdings) -> Content:
        """The passages, with a citation."""
        held = holdings.record(self.record, self.language)
        items = views.text(held.declaration, self.eid)
        about = held.about()
        about["eid"] = self.eid
        about["citation"] = held.declaration.cite(self.eid)
        return Content(about, items)


class Promises(OfRecord):
    """What a record promises: who does what, for whom, by when, on what condition, how strongly;
    each with its eId and its words. Found by rules where `basis` is inferred.
    """

    title: ClassVar[str] = "List the promises of a record"

    def answer(self, holdings: Holdings) -> Content:
        """A sentence with the numbers, then the promises."""
        held = holdings.record(self.record, self.language)
        said = views.promises(held.declaration)
        return Content({**held.about(), **said.about}, said.items)


class References(OfRecord):
    """What a record cites: resolutions, acts, documents, each with its address where it is certain,
    how it is cited (recall, welcome, under, cite), and the eId where that stands.
    """

    title: ClassVar[str] = "List what a record cites"

    def answer(self, holdings: Holdings) -> Content:
        """The citations."""
        held = holdings.record(self.record, self.language)
        return Content(held.about(), views.references(held.declaration))


class Quote(Tool):
    """Check a quotation before you use it. The verdict is verbatim, normalised (only setting
    differs), near (each difference is listed; negations, numbers, names and modal verbs are called
    out), spliced (from several places) or absent. `certificate` is a line that anybody can check
    again with `communique quote --check`.
    """

    title: ClassVar[str] = "Check a quotation"

    words: Annotated[str, Field(min_length=1, max_length=WORDS)]
    record: Annotated[
        Record | None, Field(description="Look in this record only. Default: all.")
    ] = None
    language: Language = None

    def answer(self, holdings: Holdings) -> Content:
        """One item, the certificate."""
        shelf = holdings.shelf(self.record, self.language)
        certificate = shelf.library.quote(self.words)
        found = cast("JsonObject", certificate.as_json())
        names = [shelf.names[each.sha256] for each in certificate.places]
        about: JsonObject = {"looked_in": len(shelf.library.records), "records": names}
        return Content(about, [found])


class Validate(Tool):
    """Check a record, or a text that you send: the verdict (valid, invalid, undetermined), then
    findings with code, place and advice. communique://rules/CODE explains a code.
    """

    title: ClassVar[str] = "Check a record or a text"

    record: Record | None = None
    language: GivenLanguage = None
    text: Annotated[
        str | None, Field(description="The text itself, instead of a record.")
    ] = None
    format: GivenFormat = None
    profile: Annotated[
        Profile | None, Field(description="The set of rules. Default: by the document.")
    ] = None

    @property
    def works_apart(self) -> bool:
        """Whether it is about a text."""
        return self.text is not None

    def answer(self, holdings: Holdings) -> Content:
        """The verdict and the findings."""
        if (self.record is None) == (self.text is None):
            raise Problem("bad-argument", "give either record or text")
        if self.text is not None:
            text = texts.Text(self.text, self.format, self.language)
            return texts.check(text, self.profile, holdings.limits)
        from communique.checking import validate

        assert self.record is not None
        held = holdings.record(self.record, self.language)
        said = views.report(validate(held.declaration, profile=self.profile))
        return Content({**held.about(), **said.about}, said.items)


class Read(Tool):
    """Read a text that you send: plain text, Markdown, HTML, Akoma Ntoso, Formex or JSON. The
    answer says what became of every character (`ledger`), then shows one view: the outline, the
    text with eIds, the promises, the references, or the findings. Nothing is stored: send the text
    again for another view or page.
    """

    title: ClassVar[str] = "Read a text"

    text: str
    format: GivenFormat = None
    language: GivenLanguage = None
    view: texts.View = "outline"

    @property
    def works_apart(self) -> bool:
        """Always."""
        return True

    def answer(self, holdings: Holdings) -> Content:
        """The view."""
        text = texts.Text(self.text, self.format, self.language)
        return texts.read(text, self.view, holdings.limits)


TOOLS: dict[str, type[Tool]] = {
    "search": Search,
    "outline": Outline,
    "get": Get,
    "promises": Promises,
    "references": References,
    "quote": Quote,
    "validate": Validate,
    "read": Read,
}
"""The tools by name, in the order in which they are listed."""
