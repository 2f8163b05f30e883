"""Holdings and rates from the command line, and the match that sees both (SUIT-03)."""

from cli.conftest import Run

CLIENT = "K-0024"


def test_all_premiums_are_held_against_the_means(at_desk: Run) -> None:
    """Ten yearly premiums of 400,000 are four million, and each is more than a family of 320,000 a year has."""
    found = at_desk("--lang", "zh", "match", CLIENT, "--amount", "400000", "--json").value
    withheld = {one["code"]: one["reasons"] for one in found["withheld"]}
    for code, years, whole in (("I-101", 10, "4,000,000.00"), ("I-102", 20, "8,000,000.00")):
        told = [one["detail"] for one in withheld[code] if one["rule"] == "SUIT-03"]
        assert f"年交 400,000.00 元×{years} 年共 {whole} 元，超过单只上限 400,000.00 元。" in told
        assert "年交保费 400,000.00 元，超过上限 160,000.00 元（年收入 320,000.00 元）。" in told


def test_a_holding_is_noted_seen_redeemed(at_desk: Run) -> None:
    """What a script brings is what the match counts."""
    before = at_desk("holdings", CLIENT, "--json").value
    texts = ("--with", "product=W-102", "--with", "amount=300000", "--with", "begun_on=2026-03-05")
    noted = at_desk("holdings", "add", CLIENT, *texts, "--json").value
    assert (noted["product"], noted["amount"], noted["state"]) == ("W-102", "300000", "held")
    found = at_desk("holdings", CLIENT, "--json").value
    assert float(found["bound"]) == float(before["bound"]) + 300_000
    assert "W-102" in at_desk("holdings", CLIENT).out
    refused = at_desk("match", CLIENT, "--amount", "200000", "--json").value["withheld"]
    assert ["SUIT-03"] in [[one["rule"] for one in each["reasons"]] for each in refused if each["code"] == "W-102"]
    changed = at_desk("holdings", "change", CLIENT, "W-102", "--with", "amount=290000", "--reason", "对账", "--json")
    assert changed.value["amount"] == "290000"
    rest = at_desk("holdings", "redeem", CLIENT, "W-102", "--amount", "90000", "--json").value
    assert (rest["amount"], rest["state"]) == ("200000", "held")
    ended = at_desk("holdings", "end", CLIENT, "W-102", "--reason", "测试", "--json").value
    assert ended["state"] == "ended"
    assert at_desk("holdings", "redeem", CLIENT, "W-102").code == 1


def test_a_rate_is_entered_and_listed(at_desk: Run) -> None:
    """Nothing is fetched: somebody stands for the figure."""
    assert at_desk("rate", "set", "USD", "x", "--on", "2026-11-20", "--source", "y").code == 2
    entered = at_desk("rate", "set", "EUR", "8.2345", "--on", "2026-03-05", "--source", "外汇牌价", "--json")
    assert entered.value == {"currency": "EUR", "rate": "8.2345", "on": "2026-03-05", "source": "外汇牌价"}
    assert at_desk("rate", "set", "EUR", "8.2345", "--on", "2999-01-01", "--source", "y").code == 1
    turned = ("rate", "set", "EUR", "0.1214", "--on", "2026-03-06", "--source", "外汇牌价", "--json")
    assert [one["rule"] for one in at_desk(*turned).value["refused"]] == ["SUIT-03"]
    assert at_desk(*turned, "--reason", "牌价改为间接标价").value["source"] == "外汇牌价；牌价改为间接标价"
