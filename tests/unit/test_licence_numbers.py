"""Whether what is typed can be a licence's number (SUIT-17): it opens every product to an organisation."""

import pytest

from rmdesk.domain.investors import numbers_licence


@pytest.mark.parametrize(
    "given",
    ["无", "不详", "/", "-", "——", "待补", "none", "N/A", "n.a.", "123", "00000", "11111111", "XXXXXX", "暂无 20261",
     "unknown 12345", "ＮＯＮＥ", "9" * 61, "1" + "2" * 60, "号12", "无2026号"],
)  # fmt: skip
def test_no_number_is_none(given: str) -> None:
    """Else a company without a licence is a professional institution."""
    assert not numbers_licence(given)


@pytest.mark.parametrize(
    "given",
    ["L-0001", "B0003H111000001", "P1000001", "000000047175", "91110000710931395U", "银监许字〔2005〕第12号",
     "无锡银监许字2005第1号", "No. 12345", "FRN 122702", "Ｂ０００３Ｈ１１１",
     "B0012NA45", "P1NIL2003"],
)  # fmt: skip
def test_the_numbers_of_real_licences_are_taken(given: str) -> None:
    """Else an institution with a licence is sold to as somebody off the street."""
    assert numbers_licence(given)
