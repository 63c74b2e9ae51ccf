"""How the document came about, as rows of the panel."""

from tests.unit.formats.html.pages import page, text

VOTE = {"outcome": "Adopted <2>", "in_favour": 2, "abstaining": 0, "date": "2024-03-01", "basis": "external", "source": "minutes",
        "voters": [{"choice": "in-favour", "text": "Ada"}, {"choice": "in-favour", "ref": "bo"}, {"choice": "absent", "text": "Cy"}]}  # fmt: skip


def test_documents_subjects_sponsors_and_votes_are_shown_with_why() -> None:
    found = page(
        entities=[{"id": "bo", "type": "person", "label": "Bo"}],
        related_documents=[
            {"relation": "draft", "scheme": "un", "value": "A/L.1", "date": "2024-02"}
        ],
        subjects=[
            {
                "scheme": "RIV",
                "code": "12",
                "label": "Rivers",
                "uri": "https://rivers.example/12",
                "basis": "inferred",
            },
            {"scheme": "S/1", "label": "WATER", "role": "agenda"},
        ],
        sponsors=[{"ref": "bo"}],
        votes=[VOTE],
    )
    said = " ".join(text(found, "//*[@class='panel about']/dl"))
    assert "Other documentsdraft: A/L.1 (un), February 2024" in said
    assert "SubjectsRivers (RIV 12) (inferred)agenda item: WATER (S/1)" in said
    assert found.xpath("//*[@class='panel about']//a/@href") == [
        "https://undocs.org/A/L.1",
        "https://rivers.example/12",
    ]
    assert "Put forward byBo" in said
    assert (
        "AdoptionAdopted <2>; 1 March 2024; in favour 2 (Ada, Bo); abstaining 0; absent or not voting (Cy)"
        " (by another source: minutes)"
    ) in said


def test_what_is_not_recorded_has_no_row() -> None:
    said = text(page(), "//*[@class='panel about']//dt")
    assert not {"Other documents", "Subjects", "Put forward by", "Adoption"} & set(said)
