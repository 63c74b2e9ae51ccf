"""What may stand many times in a document, good or bad, by how often."""

from collections.abc import Callable

from tests.samples import declaration

from communique.documents import write

XML = write(declaration(), "akn")
JSON = write(declaration(), "json")
TEXT = write(declaration(), "text")
PARAGRAPH = '<paragraph eId="para_{0}"><num>{0}.</num><content><p>We met.</p></content></paragraph>\n'


def in_body(many: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: XML.replace(
        "</mainBody>", "".join(map(many, range(10, 10 + count))) + "</mainBody>"
    )


def in_words(text: str) -> Callable[[int], str]:
    return lambda count: XML.replace("the annual report", text * count)


def record(paragraph: str) -> Callable[[int], str]:
    return lambda count: JSON.replace(
        '"body": [', '"body": [' + f"{paragraph}\n" * count, 1
    )


# What may be wrong many times, by how often.
MASSES: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown attributes": ("akn", in_body(lambda at: PARAGRAPH.format(at).replace("<p>", '<p zz="1">'))),
    "unknown elements": ("akn", in_body(lambda at: f"<zz>{at}</zz>\n")),
    "elements of ours": ("akn", in_body(lambda at: f'<c:zz xmlns:c="urn:communique:akn:1" a="{at}"/>\n')),
    "eIds twice": ("akn", in_body(lambda at: PARAGRAPH.format(7))),
    "no eIds": ("akn", in_body(lambda at: PARAGRAPH.format(at).replace(f' eId="para_{at}"', ""))),
    "dangling links": ("akn", in_body(lambda at: PARAGRAPH.format(at).replace("met", f'<ref href="#zz{at}">met</ref>'))),
    "undeclared entities": (
        "akn", in_body(lambda at: PARAGRAPH.format(at).replace("met", f'<organization refersTo="#z">{at}</organization>')),
    ),
    "gaps": ("akn", in_body(lambda at: PARAGRAPH.format(2 * at))),
    "attributes of one element": (
        "akn", lambda count: XML.replace("<mainBody ", "<mainBody " + " ".join(f'a{at}=""' for at in range(count)) + " "),
    ),
    "comments": ("akn", in_body(lambda at: f"<!-- {at} -->\n")),
    "entities of characters": ("akn", in_words("&#x41;&lt;")),
    "nested elements": ("akn", lambda count: XML.replace("the annual report", "<b>" * count + "x" + "</b>" * count)),
    "hidden characters": ("akn", in_words("\u200b\u2028 ")),
    "unknown keys": ("json", record('{"kind": "paragraph", "zz": 1},')),
    "wrong values": ("json", record('{"kind": "paragraph", "eid": 1, "content": [null]},')),
    "keys twice": ("json", lambda count: JSON.replace('"language": "en"', ", ".join(['"language": "en"'] * (count + 1)))),
    "arrays in arrays": ("json", lambda count: "[" * count),
    "one long string": ("json", lambda count: JSON.replace("We meet again", "\\u0041\\n" * count)),
    "labels": ("text", lambda count: TEXT + "\n".join(f"{at % 7}. Words;" for at in range(count))),
    "points": ("text", lambda count: TEXT + "\n".join(f"{'  ' * (at % 9)}({'abc'[at % 3]}) words" for at in range(count))),
    "note markers": ("text", lambda count: TEXT + "\n".join(f"words{at % 9} more words" for at in range(count))),
    "words on one line": ("text", lambda count: TEXT + "word " * (8 * count)),
    "empty lines": ("text", lambda count: TEXT + "\n" * 8 * count),
    "form feeds": ("text", lambda count: TEXT + "\f1\n" * count),
}  # fmt: skip
