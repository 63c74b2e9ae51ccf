import pytest
from tests.unit.rules.fixing import akn, findings, mended

NOTE = '<authorialNote eId="authorialNote_1" marker="1" placement="bottom"><p>In spring.</p></authorialNote>'


def test_a_wid_that_repeats_the_eid_goes() -> None:
    assert mended(akn(('eId="para_3"', 'eId="para_3" wId="para_3"')), "EID006") == akn()


def test_a_wid_stays_if_the_eid_is_to_be_another() -> None:
    assert [
        each.fix
        for each in findings(
            akn(('eId="para_3"', 'eId="para_5" wId="para_5"')), "EID006"
        )
    ] == [None]


def test_a_note_is_put_at_the_bottom() -> None:
    good = akn(("again.", f"again{NOTE}."))
    assert mended(good.replace(' placement="bottom"', ""), "NTE001") == good


@pytest.mark.parametrize("attributes", ["", 'marker="1" placement="side"'])
def test_no_marker_is_made_up_and_no_other_place_changed(attributes: str) -> None:
    text = akn(
        ("again.", f"again{NOTE}.".replace('marker="1" placement="bottom"', attributes))
    )
    assert [each.fix for each in findings(text, "NTE001")] == [None]
