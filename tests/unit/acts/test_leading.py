"""What is promised below words that only lead to it, and by whom."""

from communique import Act, promises, read


def found(language: str, text: str) -> tuple[Act, ...]:
    return promises(read(text.encode(), format="text", language=language).require())


def test_states_and_a_row_of_names_act() -> None:
    text = (
        "1. Os Presidentes João Costa e George W. Bush concordaram em criar um grupo.\n\n2. O Canadá criará um fundo."
    )
    acts = found("pt", text)
    assert [act.actor for act in acts] == ["Os Presidentes João Costa e George W. Bush", "O Canadá"]


def test_what_we_promise_in_a_clause_beside_another_is_an_act_of_its_own() -> None:
    first, second = found("en", "1. We adopted a plan, which we will carry out by 2027.")
    assert (first.what, second.what, second.due and second.due.value) == ("a plan", "carry out by 2027", "2027")


def test_paragraphs_tell_what_people_have_met_for() -> None:
    text = "Declaration of the Mayors\n\nWe met in Porto to:\n\nReaffirm our commitment to clean air.\n\nPlant trees.\n\nCall for a law on shade.\n\nWe thank the city of Porto.\n"
    acts = found("en", text)
    assert [(act.kind, act.what) for act in acts] == [
        ("commit", "clean air"),
        ("undertake", "Plant trees"),
        ("call", "a law on shade"),
    ]


def test_points_of_a_formula_promise_among_recitals() -> None:
    text = "COMUNICADO CONJUNTO\n\nLos Presidentes de Chile y Bolivia, reunidos en Arica el 6 de diciembre de 2022:\n\n1. REAFIRMARON su compromiso con la paz;\n\n2. MANIFESTARON su voluntad de abrir el puerto;\n\n3. LAMENTARON la sequía.\n"
    acts = found("es", text)
    assert [(act.kind, act.what) for act in acts] == [("commit", "la paz"), ("commit", "abrir el puerto")]
