import pytest
from tests.rules.documents import WORK
from tests.unit.rules.fixing import akn, findings, fixes, made, mended

P3 = '<paragraph eId="para_3"><num>3.</num><content eId="para_3__content"><p>We will meet again.</p></content></paragraph>'
MAIN = '<mainBody eId="body" xml:lang="en">\n      '


def paragraphs(
    *eids_and_numbers: tuple[str, str], words: str = "We will meet again."
) -> str:
    return akn((P3, "".join(
        f'<paragraph{f" eId={chr(34)}{eid}{chr(34)}" if eid else ""}><num>{num}</num>'
        f"<content><p>{words}</p></content></paragraph>" for eid, num in eids_and_numbers
    )))  # fmt: skip


@pytest.mark.parametrize(("code", "eid"), [
    ("EID001", "para-3"), ("EID001", "3"), ("EID001", "para_3 "), ("EID002", "art_3"),
    ("EID004", "para_5"), ("EID005", ""),
])  # fmt: skip
def test_a_wrong_eid_becomes_that_of_the_convention(code: str, eid: str) -> None:
    assert mended(paragraphs((eid, "3.")), code) == paragraphs(("para_3", "3."))


def test_what_the_element_holds_and_references_follow() -> None:
    text = akn(
        ("para_3", "para_5"),
        ("We will meet again.", "As in " + ", ".join(
            f'<ref eId="para_5__ref_{at}" href="{href}">3</ref>'
            for at, href in enumerate(("#para_5", "~para_5", f"{WORK}#para_5", f"{WORK}-2#para_5"), 1))),
    )  # fmt: skip
    new = mended(text, "EID004")
    assert new == text.replace("para_5", "para_3").replace("-2#para_3", "-2#para_5")


def test_what_it_was_called_before_is_never_touched() -> None:
    text = paragraphs(("para_5", "3.")).replace(
        'eId="para_5"', 'eId="para_5" wId="para_5" GUID="#para_5"'
    )
    assert 'eId="para_3" wId="para_5" GUID="#para_5"' in mended(text, "EID004")


def test_entries_that_stand_in_a_renamed_attachment_follow() -> None:
    text = akn(("</statement>", """  <attachments><attachment eId="annex_1"><num>ANNEX I</num><doc name="annex">
      <meta><identification source="#annex_1__us"/><references source="#annex_1__us">
        <TLCOrganization eId="annex_1__us" href="/a" showAs="#annex_1__us"/></references></meta>
      <mainBody><paragraph eId="annex_1__para_1"><num>1.</num><content><p>By <organization refersTo="#ports #annex_1__us">us</organization></p></content></paragraph></mainBody>
    </doc></attachment></attachments></statement>"""))  # fmt: skip
    (fix, *_) = fixes(text, "EID002")
    assert made(text, fix) == text.replace("annex_1", "att_1").replace(
        'showAs="#att_1', 'showAs="#annex_1'
    )


def test_swapped_eids_are_swapped_back_with_their_references() -> None:
    words = '<a href="#para_4">3</a> <a href="#para_3">4</a>'
    text = paragraphs(("para_4", "3."), ("para_3", "4."), words=words)
    one, other = fixes(text, "EID004")
    assert one.edits == other.edits
    new = made(text, one)
    assert new == text.replace("para_4", "para_?").replace("para_3", "para_4").replace(
        "para_?", "para_3"
    )


def test_a_second_of_the_same_number_ends_in_2() -> None:
    assert mended(
        paragraphs(("para_3", "3."), ("para_5", "3.")), "EID004"
    ) == paragraphs(("para_3", "3."), ("para_3-2", "3."))


def test_an_eid_that_stands_twice_is_given_to_the_first() -> None:
    text = paragraphs(("para_3", "3."), ("para_3", "4."))
    assert mended(text, "XSD004") == paragraphs(("para_3", "3."), ("para_4", "4."))


def test_an_eid_that_stands_twice_and_is_referred_to_is_left_alone() -> None:
    text = paragraphs(
        ("para_3", "3."), ("para_3", "4."), words='<a href="#para_3">3</a>'
    )
    assert [
        each.fix for each in findings(text) if each.code.code in ("XSD004", "EID004")
    ] == [None]


@pytest.mark.parametrize(("held", "eid"), [
    ('<section eId="sec_I"><num>I</num>{}</section>', "para_3"),
    ('<section eId="sec_I"><num>I</num>{}</section><section eId="sec_II"><num>II</num><paragraph eId="sec_II__para_1"><num>1.</num><content><p>x</p></content></paragraph></section>', "sec_I__para_3"),
    ('<section eId="sec_I"><num>I</num>{}</section><section eId="sec_II"><num>II</num><paragraph><num>3.</num><content><p>x</p></content></paragraph></section>', "sec_I__para_3"),
])  # fmt: skip
def test_a_number_hangs_on_what_holds_it_unless_it_runs_through_the_body(
    held: str, eid: str
) -> None:
    text = akn(
        (
            P3,
            held.format(
                "<paragraph><num>3.</num><content><p>We.</p></content></paragraph>"
            ),
        )
    )
    first, *_ = [each.fix for each in findings(text, "EID005")]
    assert first is not None
    assert f'<paragraph eId="{eid}">' in made(text, first)


def test_notes_references_and_what_has_no_number_are_counted() -> None:
    note = '<authorialNote marker="{0}" placement="bottom"><p>n{0}</p></authorialNote>'
    text = akn(
        (
            "We will meet again.",
            f"We{note.format(1)} <ref href='/a'>a</ref> <ref href='/b'>b</ref>{note.format(2)}",
        )
    )
    for code in ("EID005",) * 4:
        text = made(text, fixes(text, code)[0])
    assert text == akn(("We will meet again.", (
        'We<authorialNote eId="authorialNote_1" marker="1" placement="bottom"><p>n1</p></authorialNote> '
        "<ref eId=\"para_3__ref_1\" href='/a'>a</ref> <ref eId=\"para_3__ref_2\" href='/b'>b</ref>"
        '<authorialNote eId="authorialNote_2" marker="2" placement="bottom"><p>n2</p></authorialNote>')))  # fmt: skip


def test_a_point_hangs_on_its_list_though_it_has_no_eid() -> None:
    point = "<point{}><num>(a)</num><content><p>at sea.</p></content></point>"
    words = f"<num>3.</num><list><intro><p>We:</p></intro>{point}</list></paragraph>"
    bad = akn(
        (
            P3,
            f'<paragraph eId="para_3">{words.format(" eId=" + chr(34) + "para_9__point_a" + chr(34))}',
        )
    )
    good = akn(
        (
            P3,
            f'<paragraph eId="para_3">{words.format(" eId=" + chr(34) + "para_3__list_1__point_a" + chr(34))}',
        )
    )
    assert mended(bad, "EID003") == good


def test_recitals_hang_on_their_run_though_it_has_no_eid() -> None:
    text = akn(
        ('<recitals eId="recs_1">', "<recitals>"),
        ('eId="recs_1__rec_2"', 'eId="rec-2"'),
    )
    assert '<recital eId="recs_1__rec_2">' in mended(text, "EID001")


def test_a_good_file_has_nothing_to_mend() -> None:
    assert findings(akn()) == []


def test_an_eid_that_goes_with_its_neighbours_does_not_follow_a_misprint() -> None:
    for label in ("4O.", "5."):
        text = paragraphs(("para_3", "3."), ("para_4", label), ("para_5", "5."))
        (found,) = findings(text, "EID004")
        assert found.fix is None
        assert "compare the printed number" in (found.hint or "")


def test_a_number_that_no_neighbour_speaks_for_is_offered() -> None:
    text = paragraphs(("para_3", "3."), ("para_7", "9."), ("para_4", "4."))
    assert [each.fix and each.fix.sure for each in findings(text, "EID004")] == [False]
