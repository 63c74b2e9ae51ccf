"""Documents to try rules on: a good one, and the good one with a fragment of it replaced."""

import copy
import json
import re
import xml.etree.ElementTree as ET
from typing import Any, cast

from communique.checking.profiles import check
from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.draft import Draft, Parsed, ReadOptions, build
from communique.formats import format_named
from communique.rules import RULES
from communique.rules.rule import Profile, Rule

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:communique:akn:1"
A = f"{{{AKN}}}"
WORK = "/akn/xx/statement/declaration/2024-03-01/harbour"

GOOD = f"""<akomaNtoso xmlns="{AKN}" xmlns:c="{OURS}">
  <statement name="declaration" contains="originalVersion">
    <meta>
      <identification source="#markupEditor">
        <FRBRWork>
          <FRBRthis value="{WORK}/!main"/>
          <FRBRuri value="{WORK}"/>
          <FRBRdate date="2024-03-01" name="adoption"/>
          <FRBRauthor href="#ports"/>
          <FRBRcountry value="xx"/>
          <FRBRsubtype value="declaration"/>
          <FRBRname value="harbour"/>
          <FRBRprescriptive value="false"/>
        </FRBRWork>
        <FRBRExpression>
          <FRBRthis value="{WORK}/eng@2024-03-01/!main"/>
          <FRBRuri value="{WORK}/eng@2024-03-01"/>
          <FRBRdate date="2024-03-01" name="adoption"/>
          <FRBRauthor href="#ports"/>
          <FRBRlanguage language="eng"/>
        </FRBRExpression>
        <FRBRManifestation>
          <FRBRthis value="{WORK}/eng@2024-03-01/!main.xml"/>
          <FRBRuri value="{WORK}/eng@2024-03-01.xml"/>
          <FRBRdate date="9999-01-01" name="unknown"/>
          <FRBRauthor href="#markupEditor"/>
          <FRBRformat value="xml"/>
        </FRBRManifestation>
      </identification>
      <references source="#markupEditor">
        <TLCOrganization eId="ports" href="/akn/ontology/organization/ports" showAs="The Ports"/>
        <TLCOrganization eId="markupEditor" href="/akn/ontology/organization/communique" showAs="communique"/>
      </references>
      <proprietary source="#markupEditor"><c:record version="1" id="harbour"/></proprietary>
    </meta>
    <preface eId="preface" xml:lang="en"><longTitle eId="preface__longTitle_1"><p><docTitle>Harbour Declaration of <organization refersTo="#ports">The Ports</organization></docTitle></p></longTitle></preface>
    <preamble eId="preamble" xml:lang="en">
      <recitals eId="recs_1">
        <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
        <recital eId="recs_1__rec_2"><num>2.</num><p>recalling the storms –</p></recital>
      </recitals>
    </preamble>
    <mainBody eId="body" xml:lang="en">
      <paragraph eId="para_3"><num>3.</num><content eId="para_3__content"><p>We will meet again.</p></content></paragraph>
    </mainBody>
  </statement>
</akomaNtoso>
"""

RECORD: dict[str, Any] = {
    "id": "harbour", "iri": WORK, "kind": "declaration", "language": "en",
    "title": {"kind": "text", "text": "Harbour Declaration of The Ports",
              "marks": [{"kind": "entity", "start": 23, "end": 32, "ref": "ports"}]},
    "date": {"value": "2024-03-01", "basis": "text"},
    "preamble": [
        {"kind": "recital", "num": "1.", "content": [{"kind": "text", "text": "Aware of the tides;"}]},
        {"kind": "recital", "num": "2.", "content": [{"kind": "text", "text": "recalling the storms –"}]},
    ],
    "body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text", "text": "We will meet again."}]}],
    "entities": [{"id": "ports", "type": "organization", "label": "The Ports", "basis": "text"}],
}  # fmt: skip

COVER: dict[str, Any] = {
    "kind": "item-note",
    "iri": "/akn/eu/doc/item-note/2024-02-20/st-6123-2024",
    "identifiers": [
        {"scheme": "council", "value": "ST 6123/2024 INIT", "basis": "text"}
    ],
    "fields": [
        {
            "key": "from",
            "label": "From:",
            "value": {"kind": "text", "text": "Presidency"},
        },
        {"key": "to", "label": "To:", "value": {"kind": "text", "text": "Delegations"}},
        {
            "key": "previous-document",
            "label": "No. prev. doc.:",
            "value": {"kind": "text", "text": "6100/24"},
        },
        {
            "key": "subject",
            "label": "Subject:",
            "value": {"kind": "text", "text": "Harbour Declaration of The Ports"},
        },
    ],
}

_BLOCK = re.compile(r"```(xml|json)\n(.*?)```", re.DOTALL)
_REPLACED = ("preface", "coverPage", "preamble", "mainBody", "conclusions", "references", "FRBRWork", "FRBRExpression",
             "FRBRManifestation", "attachments")  # fmt: skip


def example(rule: Rule, text: str) -> tuple[str, bytes]:
    """The document of an example: its format, and the good document with the example's fragment in
    its place.
    """
    found = _BLOCK.search(text)
    assert found, f"{rule.code.code} has an example that is no block of xml or json"
    if found[1] == "json":
        return "json", record(json.loads(found[2]))
    return "akn", document(found[2])


def record(changed: dict[str, Any]) -> bytes:
    """The good record with some of its fields changed; those of a cover change a good cover."""
    values = copy.deepcopy({**RECORD, **changed})
    if "cover" in changed:
        values["cover"] = copy.deepcopy({**COVER, **changed["cover"]})
    parsed = build(Draft(Source("example", b""), cast("DeclarationValues", values)))
    assert parsed.declaration, [each.message for each in parsed.findings]
    return format_named("json").write(parsed.declaration).encode()


def document(fragments: str) -> bytes:
    """The good document with fragments in the place of what they are."""
    root = ET.fromstring(GOOD)
    statement = root[0]
    whole = ET.fromstring(f'<x xmlns="{AKN}" xmlns:c="{OURS}">{fragments}</x>')
    clauses: dict[str, list[ET.Element]] = {}
    for each in whole:
        name = each.tag.removeprefix(A)
        if name == "statement":
            statement.attrib = dict(each.attrib)
        elif name == "recital":
            clauses.setdefault("preamble/recitals", []).append(each)
        elif name in ("paragraph", "section", "article", "p", "list"):
            clauses.setdefault("mainBody", []).append(each)
        elif name.startswith("TLC") or name in ("hasAttachment", "attachmentOf"):
            statement.find(f".//{A}references").append(each)  # type: ignore[union-attr]  # it is there
        elif name.startswith("FRBR") and name not in _REPLACED:
            _in_work(statement, each)
        else:
            assert name in _REPLACED, name
            _replace(statement, each)
    for path, elements in clauses.items():
        holder = statement.find("/".join(f"{A}{step}" for step in path.split("/")))
        assert holder is not None
        holder[:] = elements
    ET.register_namespace("", AKN)
    return bytes(ET.tostring(root, encoding="utf-8"))


def _in_work(statement: ET.Element, level: ET.Element) -> None:
    work = statement.find(f".//{A}FRBRWork")
    assert work is not None
    for at, each in enumerate(work):
        if each.tag == level.tag:
            work[at] = level
            return
    work.append(level)


def _replace(statement: ET.Element, part: ET.Element) -> None:
    for above in statement.iter():
        for at, each in enumerate(above):
            if each.tag == part.tag:
                above[at] = part
                return
    body = next(at for at, each in enumerate(statement) if each.tag == f"{A}mainBody")
    statement.insert(body + (part.tag != f"{A}preamble"), part)


def read(form: str, data: bytes) -> Parsed:
    return format_named(form).read(Source(f"example.{form}", data), ReadOptions())


def codes(
    form: str, data: bytes, profile: Profile, rules: tuple[Rule, ...] = RULES
) -> list[str]:
    """The codes of what the rules say about a document, under a profile."""
    parsed = read(form, data)
    assert parsed.declaration is not None, [
        finding.message for finding in parsed.findings
    ]
    return [
        finding.code.code
        for finding in check(parsed, profile=profile, format=form, rules=rules).findings
    ]
