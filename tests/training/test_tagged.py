"""What the tags of a resolution say, where they are right and where they are not."""

from pathlib import Path

import pytest
from tools.training.tagged import resolution

FILE = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement><mainBody>
<paragraph><num>1.</num><list><intro><p>Decides on:</p></intro>
<point><num>(a)</num><content><p>Lamps;</p></content></point>
<point><content><p>{words}</p></content></point>
<point><num>(b)</num><content><p>Nets;</p></content></point>
</list></paragraph></mainBody></statement></akomaNtoso>"""


@pytest.mark.parametrize(
    ("words", "role"),
    [("Keeping of the nets", "heading"), ("Oars and boats;", "point")],
)
def test_a_point_without_number_or_mark_between_two_numbers_is_a_heading(
    tmp_path: Path, words: str, role: str
) -> None:
    path = tmp_path / "resolution.xml"
    path.write_text(FILE.format(words=words), "utf-8")
    blocks, _ = resolution(path)
    assert {block.words: block.role for block in blocks}[words] == role
