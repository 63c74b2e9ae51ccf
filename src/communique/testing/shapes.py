"""One drawing of a record's values, plain dictionaries for `communique.draft.build`."""

from typing import Any, get_args

from hypothesis import strategies as st

from communique.model import Section, types
from communique.model.types import ENTITY_TYPES
from communique.testing import words
from communique.testing.drawing import Drawing, among, upto
from communique.values import Values

_SECTIONS = get_args(Section.model_fields["kind"].annotation)
_FIELDS = ("from", "to", "subject", "number", "kind", "institution", "procedure", "previous-document", "date", "x-1")


class Shape(Drawing):
    """Draws the parts of one record, which share its notes, entities and eids.

    `notes` is how many notes there may be at most; the calls of a note stand wherever text does.
    """

    def __init__(self, draw: st.DrawFn, *, notes: int = 4) -> None:
        super().__init__(draw, notes=notes)
        self.signatory_ids: list[str] = []

    def content(self, depth: int = 0) -> list[Values]:
        """Blocks, at least one."""
        return self.some(lambda: self.block(depth), 3, least=1)

    def block(self, depth: int = 0) -> Values:
        """A text block, points or a table."""
        kind = self.get(upto(4)) if self.left > 0 else 0
        if kind == 4:
            return self.table()
        if kind == 3 and depth < 4:
            return {"kind": "points", "points": self.some(lambda: self.point(depth + 1), 3, least=1)}
        return self.text()

    def point(self, depth: int) -> Values:
        """A point of a list."""
        return self._numbered("point", depth)

    def table(self) -> Values:
        """A table; its rows are of one width before spans."""
        width = 1 + self.upto(2)
        rows = self.some(lambda: {"cells": [self._cell() for _ in range(width)]}, 3, least=1)
        return self.node(kind="table", caption=self.maybe_text(), rows=rows)

    def table_paragraph(self) -> Values:
        """A paragraph that is a table."""
        return {"kind": "paragraph", "content": [self.table()]}

    def _cell(self) -> Values:
        cell: Values = {"content": [self.text() for _ in range(self.among(1, 1, 1, 0, 2))]}
        if self.one_in(4):
            cell |= {"header": self.get(st.booleans()), "colspan": 1 + self.upto(2), "rowspan": 1 + self.upto(2)}
        return cell

    def _numbered(self, kind: str, depth: int = 0, **values: Any) -> Values:
        num = self.maybe(words.labels(), 2)
        return self.node(kind=kind, num=num, heading=self.maybe_text(6), content=self.content(depth), **values)

    def recital(self) -> Values:
        """A recital of any role."""
        return self._numbered("recital", role=self.among(None, None, "opening", "formula"))

    def recital_group(self) -> Values:
        """Recitals under a number, a heading or both."""
        num, heading = self.maybe(words.labels()), self.maybe_text(2)
        if num is None and heading is None:
            heading = self.text()
        return self.node(kind="recitals", num=num, heading=heading, recitals=self.some(self.recital, 3, least=1))

    def paragraph(self) -> Values:
        """A paragraph."""
        return self._numbered("paragraph")

    def section(self, depth: int = 0) -> Values:
        """A section of any kind, nested."""
        kind, num = self.among(*_SECTIONS), self.maybe(words.labels(), 2)
        body = self.some(lambda: self._body_part(depth + 1), 3)
        return self.node(kind=kind, num=num, heading=self.maybe_text(2), body=body)

    def _body_part(self, depth: int) -> Values:
        return self.section(depth) if depth < 4 and self.one_in(3) else self.paragraph()

    def signature(self) -> Values:
        """A signature block."""

        def line() -> Values:
            return {"part": self.among("party", "name", "role", "other"), "value": self.text()}

        signatory = self.among(*self.signatory_ids) if self.signatory_ids else self.maybe(words.slugs(), 4)
        return {"kind": "signature", "lines": self.some(line, 3, least=1), "signatory": signatory}

    def _document(self, depth: int) -> Values:
        """What a declaration and an annex have in common. The end is drawn first now and then, else there is seldom any."""
        end = self._end(depth) if self.one_in(2) else {}
        start: Values = {
            "title": self.maybe_text(2),
            "subtitles": self.some(self.text, 2),
            "preamble": self.some(lambda: self.recital_group() if self.one_in(5) else self.recital(), 4),
            "body": self.some(lambda: self._body_part(1), 4),
        }
        return start | (end or self._end(depth))

    def _end(self, depth: int) -> Values:
        return {
            "closing": self.some(lambda: self.signature() if self.one_in(2) else self.text(), 2),
            "annexes": self.some(lambda: self.annex(depth + 1), 2) if depth < 3 and self.one_in(2) else [],
        }

    def annex(self, depth: int = 1) -> Values:
        """An annex, nested."""
        head = {"num": self.maybe(words.lines()), "kind": self.maybe(words.kinds())}
        return self.node(**head, **self._document(depth))

    def note(self) -> Values:
        """A note that nothing calls."""
        return self._note("?")

    def _note(self, eid: str) -> Values:
        marker = self.maybe(st.one_of(among(("1", "2", "*", "(1)", "†")), words.lines()), 2)
        self.prefix = "cover__" if eid.startswith(("?", "cover__")) else ""
        content = self.content() if self.one_in(4) else [self.text()]
        self.prefix = ""
        return {"kind": "note", "eid": eid, "marker": marker, "content": content}

    def cover(self) -> Values:
        """A transmitting note."""
        self.prefix = "cover__"
        cover = {
            "kind": self.get(words.kinds()), "iri": self.get(words.iris()), "date": self._date(),
            "identifiers": self.some(self._identifier, 1),
            "fields": self.some(self._field, 3), "paragraphs": self.some(self.paragraph, 2),
            "annex_label": self.maybe_text(2),
        }  # fmt: skip
        self.prefix = ""
        return cover

    def _field(self) -> Values:
        return {"key": self.among(*_FIELDS), "label": self.maybe(words.lines(), 2), "value": self.text()}

    def _date(self) -> "Values | None":
        return self.basis({"value": self.get(words.days())}) if self.one_in(2) else None

    def _identifier(self) -> Values:
        scheme = self.among("council", "celex", "shortTitle", self.get(words.lines()))
        return self.basis({"scheme": scheme, "value": self.get(words.lines())})

    def _related(self) -> Values:
        relation, scheme = self.among(*get_args(types.Relation)), self.among("council", "un", self.get(words.lines()))
        date = self.maybe(words.days(), 2)
        return self.basis({"relation": relation, "scheme": scheme, "value": self.get(words.lines()), "date": date})

    def _subject(self) -> Values:
        label = self.get(words.lines())
        code = self.among(None, label, "5585", self.get(words.lines()))
        scheme, role = self.among("EuroVoc", "UNBIS", self.get(words.lines())), self.among(*get_args(types.SubjectRole))
        return self.basis(
            {"scheme": scheme, "code": code, "label": label, "uri": self.maybe(words.uris(), 2), "role": role}
        )

    def _vote(self) -> Values:
        counts = {name: self.maybe(upto(200), 2) for name in ("in_favour", "against", "abstaining")}
        date, outcome = self.maybe(words.days(), 3), self.maybe(words.lines(), 2)
        return self.basis({**counts, "outcome": outcome, "date": date, "voters": self.some(self._voter, 3)})

    def _voter(self) -> Values:
        ref = self.entity_ref() if self.one_in(3) else None
        return {"choice": self.among(*get_args(types.Choice)), "text": self.maybe(words.lines(), 2), "ref": ref}

    def _claim_of(self) -> Values:
        return self.basis({"text": self.maybe(words.lines(), 2), "ref": self.entity_ref() if self.one_in(2) else None})

    def entity(self, name: "str | None" = None) -> Values:
        """An entity."""
        return self.basis({
            "id": name or self.claim(self.get(words.slugs()), "e"), "type": self.among(*ENTITY_TYPES),
            "label": self.get(words.lines()), "acronym": self.maybe(words.lines()),
            "names": self.some(self._name, 2),
            "same_as": self.some(lambda: self.get(words.uris()), 2),
        })  # fmt: skip

    def _name(self) -> Values:
        return self.basis({"language": self.get(words.languages()), "text": self.get(words.lines())})

    def signatory(self, name: "str | None" = None) -> Values:
        """A signatory."""
        signatory: Values = {"id": name or self.get(words.slugs())}
        for part in ("name", "role", "party"):
            signatory[part] = self._claim_of() if self.one_in(2) else None
        signatory["members"] = self.some(self._member, 2)
        return signatory

    def _member(self) -> Values:
        return self.basis({"ref": self.entity_ref(), "remark": self.maybe(words.lines(), 3)})

    def _short_title(self, title: "Values | None") -> "str | None":
        """None, words of the title, or others."""
        if self.one_in(2):
            return None
        text = title["text"] if title else ""
        start, end = sorted((self.get(upto(len(text))), self.get(upto(len(text)))))
        words_of_title: str = text[start:end].split("\n")[0]
        return words_of_title or self.get(words.lines())

    def _provenance(self) -> Values:
        fields = {"url": words.uris(), "title": words.lines(), "publisher": words.lines(), "retrieved": words.days(),
                  "media_type": words.lines(), "sha256": words.digests(), "licence": words.lines()}  # fmt: skip
        return {name: self.maybe(strategy, 2) for name, strategy in fields.items()}

    def declaration(self) -> Values:
        """The whole record, without the eids that naming supplies."""
        self.signatory_ids = list(dict.fromkeys(self.some(lambda: self.get(words.slugs()), 2)))
        cover = self.cover() if self.one_in(2) else None
        values = self._document(0)
        return {
            **values, "kind": self.get(words.kinds()), "language": self.get(words.languages()),
            "id": self.maybe(words.slugs(), 2), "iri": self.maybe(words.iris(), 2),
            "authenticity": self.among(None, "official", "unofficial"),
            "translation_of": self.maybe(words.languages(), 4), "date": self._date(),
            "place": self._claim_of() if self.one_in(3) else None, "identifiers": self.some(self._identifier, 2),
            "short_title": self._short_title(values["title"]),
            "related_documents": self.some(self._related, 2), "subjects": self.some(self._subject, 2),
            "sponsors": self.some(self._claim_of, 2), "votes": self.some(self._vote, 1),
            "signatories": [self.signatory(name) for name in self.signatory_ids], "cover": cover,
            "notes": [self._note(eid) for eid in self.note_eids],
            "entities": [self.entity(name) for name in self.entity_ids],
            "source": self._provenance() if self.one_in(4) else None,
        }  # fmt: skip
