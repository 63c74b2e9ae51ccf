"""Documents that name one another: STR007 looks at what is named, not only whether something is."""

import pytest
from tests.house.checkout import ROOT

from communique import validate

SHIPPED = (ROOT / "akn" / "eu-clasi-2023" / "sl.xml").read_text("utf-8")


@pytest.mark.parametrize("name", ["hasAttachment", "attachmentOf"])
def test_a_link_to_another_document_is_found(name: str) -> None:
    before, _, link = SHIPPED.partition(f"<{name} ")
    href = link.partition('href="')[2].partition('"')[0]
    damaged = f"{before}<{name} {link.replace(href, f'{href}-of-another', 1)}"
    codes = [
        finding.code.code
        for finding in validate(
            damaged.encode(), format="akn", select=["STR007"]
        ).findings
    ]
    assert codes == ["STR007"]
    assert validate(SHIPPED.encode(), format="akn", select=["STR007"]).findings == ()
