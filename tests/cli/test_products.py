"""The product keeper's work as commands."""

from cli.conftest import Run


def test_a_level_falls_with_a_second_person_who_is_told_who_holds_it(own_desk: Run) -> None:
    """One person with a script would open an R5 to everybody (SUIT-15); who agrees does not know for whom."""
    falls = ("product", "change", "W-103", "--with", "issuer_level=R1", "--with", "bank_level=R1", "--reason", "重评")
    alone = own_desk(*falls, "--json", user="keeper")
    assert alone.value["refused"][0]["rule"] == "DATA-08"
    assert "K-" in alone.err
    wrong = own_desk(*falls, "--second", "manager", "--json", user="keeper")
    assert wrong.value["refused"][0]["rule"] == "DATA-08"
    agreed = own_desk(*falls, "--second", "compliance", "--json", user="keeper")
    assert (agreed.code, agreed.value["level"]) == (0, "R1")
    assert "K-" in agreed.err
