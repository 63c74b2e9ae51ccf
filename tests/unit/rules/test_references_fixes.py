from tests.unit.rules.fixing import akn, findings, fixes, made, mended


def test_a_name_of_an_entry_gets_its_hash() -> None:
    good = akn()
    bad = akn(('refersTo="#ports"', 'refersTo="ports"'))
    assert mended(bad, "ONT001") == good
    assert (
        mended(
            akn(('<FRBRauthor href="#ports"/>', '<FRBRauthor href="ports"/>')).replace(
                "ports", "#ports", 1
            ),
            "ONT002",
        )
        == good
    )


def test_only_the_names_that_lack_it_get_it_and_white_space_stays() -> None:
    bad = akn(
        (
            'refersTo="#ports"',
            'refersTo=" ports  #ports\tports" class="ports" title="ports"',
        )
    )
    assert ' #ports  #ports #ports" class="ports" title="ports"' in mended(
        bad, "ONT001"
    )


def test_a_reference_to_an_element_gets_its_hash() -> None:
    bad = akn(
        ("meet again", "meet <ref eId='para_3__ref_1' href='recs_1__rec_1'>again</ref>")
    )
    assert "href='#recs_1__rec_1'" in mended(bad, "REF002")


def test_a_name_that_the_file_has_not_is_left_alone() -> None:
    bad = akn(
        ("meet again", "meet <ref eId='para_3__ref_1' href='charts.xml'>again</ref>")
    )
    assert [each.fix for each in findings(bad, "REF002")] == [None]


def test_the_address_of_a_resolver_is_taken_away() -> None:
    bad = akn(
        (
            "meet again",
            "meet <ref eId='para_3__ref_1' href='https://ports.example/akn/xx/act/2020/1?a=1&amp;b=2'>again</ref>",
        )
    )
    (fix,) = fixes(bad, "REF003")
    assert "href='/akn/xx/act/2020/1?a=1&amp;b=2'" in made(bad, fix)
