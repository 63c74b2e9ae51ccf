"""Addresses in authority lists: of the right list, and valid on the day of the document."""

import json
from collections.abc import Callable

import pytest
from tests.rules.test_mutations import RECORD, Record, said


def entity(name: str, **changed: object) -> Callable[[Record], object]:
    return lambda record: next(
        each for each in record["entities"] if each["id"] == name
    ).update(changed)


NAL = "http://publications.europa.eu/resource/authority"


@pytest.mark.parametrize(
    ("code", "change", "times"),
    [
        ("ONT003", entity("organised-crime", same_as=[], names=[]), 0),  # its label is in Slovene
        ("ONT003", entity("organised-crime", same_as=[]), 1),  # its English name is known
        ("ONT003", entity("europol", same_as=["https://www.europol.europa.eu"]), 1),
        ("ONT004", entity("colombia", same_as=[f"{NAL}/corporate-body/EUROPOL"]), 1),
        ("ONT004", entity("europol", same_as=[f"{NAL}/country/COL"]), 1),
        ("ONT004", entity("austria", same_as=[f"{NAL}/country/AUS"]), 1),  # the code of another state
        ("ONT004", entity("europol", same_as=[f"{NAL}/corporate-body-classification/AGENCY_DEC"]), 0),
        ("ONT004", entity("emcdda", same_as=[f"{NAL}/corporate-body/EUDA"]), 1),  # the body that succeeded it later
        ("ONT004", entity("euda", label="agencija za droge"), 1),
        ("ONT004", lambda record: (entity("emcdda", same_as=[f"{NAL}/corporate-body/EUDA"])(record),
                                   record["date"].update(value="2024-07-02")), 0),
        ("ONT004", lambda record: (entity("emcdda", same_as=[f"{NAL}/corporate-body/EUDA"])(record),
                                   record["date"].update(value="2024")), 0),
    ],
)  # fmt: skip
def test_addresses_are_those_of_the_lists_on_the_day_of_the_document(
    code: str, change: Callable[[Record], object], times: int
) -> None:
    record = json.loads(RECORD)
    change(record)
    assert len(said("sl.json", json.dumps(record, ensure_ascii=False), code)) == times
