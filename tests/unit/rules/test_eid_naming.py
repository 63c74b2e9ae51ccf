from xml.etree.ElementTree import fromstring

from tests.unit.rules.fixing import akn

from communique.core.source import Source
from communique.rules.eid_fixes import Holder, conventional, holders
from communique.rules.markup import Markup


def held(text: str) -> dict[str, Holder]:
    return {
        each.eid: each
        for each in holders(Markup(Source("a.xml", text.encode()), fromstring(text)))
    }


def test_the_frame_holds_nothing() -> None:
    found = held(akn())
    assert found["para_3"].above is None
    assert found["recs_1__rec_2"].above is found["recs_1"]
    assert [each.place for each in (found["para_3"], found["recs_1"])] == [0, 1]


def test_what_is_not_wrong_only_follows() -> None:
    found = held(akn())
    found["recs_1"].new = "recs_7"
    assert conventional(found["recs_1__rec_2"]) == ("recs_7__rec_2", found["recs_1"])
    assert conventional(found["para_3"]) == ("para_3", None)


def test_the_printed_number_counts_and_else_the_one_it_has() -> None:
    found = held(akn())
    assert found["recs_1__rec_2"].last("rec_9") == "rec_2"
    assert found["recs_1__rec_2"].last("rec_2-3") == "rec_2-3"
    assert found["recs_1"].last("recs_4") == "recs_4"
    found["recs_1"].repeated = True
    assert found["recs_1"].last("recs_4") == "recs_1"
    assert found["body"].last("main_3") == "body"
