"""What the tables are."""

import re

from communique.formats.csv.catalog import DATE, TABLES


def test_names_of_tables_and_of_columns_are_told_apart_and_never_change_case() -> None:
    names = [table.name for table in TABLES]
    assert len(set(names)) == len(names)
    for table in TABLES:
        header = table.header()
        assert len(set(header)) == len(header)
        assert all(
            re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in (table.name, *header)
        )


def test_every_table_begins_with_the_work_and_the_language() -> None:
    assert all(table.header()[:2] == ("work", "language") for table in TABLES)


def test_a_key_and_a_reference_name_columns_that_are_there() -> None:
    by_name = {table.name: table for table in TABLES}
    for table in TABLES:
        assert set(table.key) <= set(table.header())
        for reference in table.references:
            assert set(reference.columns) <= set(table.header())
            assert reference.named == by_name[reference.table].key


def test_what_a_column_says_is_a_sentence() -> None:
    for table in TABLES:
        for column in table.columns:
            assert column.about[0].isupper()
            assert column.about[-1] in ".`"


def test_a_date_is_a_day_a_month_or_a_year() -> None:
    assert all(re.fullmatch(DATE, value) for value in ("2024", "2024-03", "2024-03-01"))
    assert not any(
        re.fullmatch(DATE, value) for value in ("24", "2024-3", "2024-03-01T00:00")
    )
