import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import Source, read, validate
from communique.core.errors import BadOption, UnknownFormat
from communique.edition.skeleton import FORMATS, skeleton, write_skeleton
from communique.languages import LANGUAGES, all_languages, language
from communique.model import Declaration
from communique.testing import days, kinds, languages, texts

KINDS = sorted({kind for each in all_languages() for kind in each.declaration_kinds})


def source(text: str, form: str) -> Source:
    return Source(f"new.{form}", text.encode())


def is_sound(made: Declaration, form: str) -> bool:
    """Tell whether only the missing words are found, and the skeleton is read back equal."""
    written = source(write_skeleton(made, form), form)
    report = validate(written, format=form)
    found = [each.code.code for each in report.findings]
    if report.profile != "declaration" or found != ["TXT005"]:
        return False
    return read(written, form).declaration == made


@pytest.mark.parametrize("form", FORMATS)
def test_only_words_are_missing_in_every_language(form: str) -> None:
    tags = [*LANGUAGES, "und", "tlh", "sr-Latn", "zh-Hans"]
    offenders = [
        tag for tag in tags if not is_sound(skeleton("[…]", language=tag), form)
    ]
    assert offenders == []


@pytest.mark.parametrize("form", FORMATS)
def test_only_words_are_missing_for_every_kind(form: str) -> None:
    assert KINDS
    offenders = [
        kind
        for kind in KINDS
        if not is_sound(skeleton("[…]", language="en", kind=kind, date="2024-03"), form)
    ]
    assert offenders == []


@pytest.mark.parametrize("form", FORMATS)
@given(
    title=texts().filter(lambda text: text.strip()),
    tag=languages(),
    kind=kinds(),
    day=days(),
)
def test_whatever_the_title_it_is_read_back_equal(
    form: str, title: str, tag: str, kind: str, day: str
) -> None:
    made = skeleton(title, language=tag, kind=kind, date=day)
    written = source(write_skeleton(made, form), form)
    parsed = read(written, form)
    assert (parsed.declaration, parsed.findings) == (made, ())
    assert made.title is not None
    assert made.title.text == title
    assert (
        validate(written, format=form, select=("XSD", "JSN", "SRC", "MOD")).findings
        == ()
    )


@given(title=st.text())
def test_a_title_is_kept_or_refused_in_a_sentence(title: str) -> None:
    made, said = None, ""
    try:
        made = skeleton(title, language="en")
    except BadOption as refused:
        said = str(refused)
    assert (made is None) == bool(said)
    assert "\n" not in said
    assert made is None or (made.title is not None and made.title.text == title)


def test_its_words_are_placeholders_begun_by_a_phrase_of_the_language() -> None:
    known = language("sl")
    made = skeleton("Izjava", language="sl")
    assert made.recitals[0].text == f"[{next(iter(known.recital_leads))} …],"
    assert (
        made.preamble[-1].model_dump()["content"][0]["text"]
        == f"[{known.enacting[0]} …]:"
    )
    assert made.commitments[0].text == f"[{next(iter(known.operative_leads))} …]."
    assert all(
        block.text.startswith("[") for _, block in made.blocks if block != made.title
    )


def test_what_is_not_given_is_not_known() -> None:
    made = skeleton("Declaration", language="en")
    assert (made.date, made.place, made.signatories, made.source) == (
        None,
        None,
        (),
        None,
    )
    assert made.iri == "/akn/xx/statement/declaration/9999/declaration"
    dated = skeleton("Declaration", language="en", date="2024-03-01")
    assert dated.date is not None
    assert dated.date.value == "2024-03-01"


def test_akoma_ntoso_has_each_comment_once_above_what_it_is_about() -> None:
    lines = write_skeleton(
        skeleton("<paragraph <!-- ", language="en"), "akn"
    ).splitlines()
    comments = [
        number for number, line in enumerate(lines) if line.lstrip().startswith("<!--")
    ]
    assert len(comments) == 9
    for number in comments:
        (above, below) = lines[number : number + 2]
        assert len(above) - len(above.lstrip()) == len(below) - len(below.lstrip())


@pytest.mark.parametrize(
    ("title", "tag", "kind", "date", "named"),
    [
        (" \n", "en", "declaration", None, "title"),
        ("A\x00", "en", "declaration", None, "control characters"),
        ("A", "EN", "declaration", None, "'EN'"),
        ("A", "en", "A Declaration", None, "'A Declaration'"),
        ("A", "en", "declaration", "1 March", "'1 March'"),
        ("A", "en", "declaration", "2023-02-29", "in no calendar"),
    ],
)
def test_what_is_no_value_of_its_field_is_refused_and_named(
    title: str, tag: str, kind: str, date: str | None, named: str
) -> None:
    with pytest.raises(BadOption, match=named):
        skeleton(title, language=tag, kind=kind, date=date)


def test_other_formats_are_refused() -> None:
    with pytest.raises(UnknownFormat, match="json or akn"):
        write_skeleton(skeleton("A", language="en"), "text")
