from hypothesis import given

from communique.model import Declaration, Entity, Note
from communique.model.nodes import nodes_of
from communique.model.passages import passages
from communique.testing import declarations


@given(declaration=declarations())
def test_nodes_have_the_words_of_the_passages_and_notes_and_entities_come_last(
    declaration: Declaration,
) -> None:
    words = [
        (eid, block) for eid, _, blocks in nodes_of(declaration) for block in blocks
    ]
    assert sorted(words, key=str) == sorted(
        (
            (each.eid, words.block)
            for each in passages(declaration)
            for words in each.words()
        ),
        key=str,
    )
    found = [node for _, node, _ in nodes_of(declaration)]
    count = len(declaration.entities)
    assert found[len(found) - count :] == list(declaration.entities)
    assert not any(isinstance(node, Entity) for node in found[: len(found) - count])
    notes = dict.fromkeys(node.eid for node in found if isinstance(node, Note))
    assert list(notes) == [note.eid for note in declaration.notes]
