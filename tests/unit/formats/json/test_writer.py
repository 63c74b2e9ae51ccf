import json

from tests.samples import block, declaration

from communique.formats.json import write
from communique.model import Declaration


def test_every_key_is_written_in_the_order_of_the_model() -> None:
    written = json.loads(write(declaration()))
    assert list(written) == list(Declaration.model_fields)
    assert written["cover"] is None
    assert written["annexes"] == []


def test_the_kind_of_a_node_stands_first() -> None:
    written = json.loads(write(declaration()))
    paragraph = written["body"][0]
    assert (
        next(iter(paragraph))
        == next(iter(paragraph["content"][0]))
        == next(iter(paragraph["content"][0]["marks"][0]))
    )
    assert next(iter(paragraph)) == "kind"


def test_characters_stand_as_they_are_and_the_file_ends_with_a_line_feed() -> None:
    written = write(declaration(title=block("Skupna izjava – إعلان 🇪🇺\u2028")))
    assert "Skupna izjava – إعلان 🇪🇺\u2028" in written
    assert written.endswith("\n}\n")
    assert "\r" not in written


def test_notes_that_are_known_to_a_paragraph_are_written_once() -> None:
    assert write(declaration()).count("annual report") == 1
