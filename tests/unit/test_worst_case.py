"""Worst cases that cannot be are refused before anybody is told them (SALE-04)."""

from decimal import Decimal

import pytest

from rmdesk.desk import worst
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.worst_case import worst_case_fault
from support.families import FAMILIES, default_pack
from support.families import family as family_of
from support.people import insurance, product

HOW = "市场下跌。"


def _case(family: str, loss: str, how: str = HOW, *, matched: bool = True) -> str:
    found = worst_case_fault(family_of(family), Decimal(loss), Text.same(how), matched=matched)
    return "" if found is None else found.code


@pytest.mark.parametrize("family", [one for one in FAMILIES if one not in ("deposit", "structured")])
def test_what_must_fit_its_buyer_may_lose_something(family: str) -> None:
    """A wealth product that "loses 0.00" is told like a deposit."""
    assert _case(family, "0") == "SALE-04.nothing"
    assert _case(family, "0.05") == ""


def test_deposits_and_structured_deposits_keep_their_principal_as_they_do() -> None:
    """A deposit loses none; a structured one loses none when it runs to its end."""
    assert _case("deposit", "0", matched=False) == ""
    assert _case("deposit", "0.01", matched=False) == "SALE-04.deposit"
    assert _case("structured", "0") == _case("structured", "0.02") == ""
    assert _case("bond", "0", matched=False) == _case("bond", "0.001", matched=False) == ""


@pytest.mark.parametrize("family", [one for one in FAMILIES if one != "deposit"])
def test_only_a_derivative_loses_more_than_was_paid_in(family: str) -> None:
    """150% of a fund is a slip of the keyboard."""
    assert _case(family, "1.5") == ("" if family == "derivative" else "SALE-04.beyond")


def test_words_and_figure_agree() -> None:
    """A floor is no worst case, and "all is lost" is not 35%; what may happen beyond it contradicts nothing."""
    assert _case("wealth", "0.35", "最多损失本金的 35%。") == "SALE-04.floor"
    assert _case("wealth", "0.35", "债券违约，本金全部损失。") == "SALE-04.words"
    assert _case("wealth", "0.35", "市场大幅下跌，本金可能全部损失。") == ""
    assert _case("wealth", "1", "债券违约，本金全部损失。") == ""
    assert _case("derivative", "0.5", "价格跳空，损失超过保证金。") == "SALE-04.words"
    assert _case("derivative", "1.5", "价格跳空，损失超过保证金。") == ""
    assert _case("wealth", "0.35", "The issuer fails and all of the principal is lost.") == "SALE-04.words"
    assert _case("wealth", "0.35", "The issuer fails and all of the principal may be lost.") == ""
    assert _case("wealth", "1", "The issuer fails and all of the principal is lost.") == ""
    assert _case("derivative", "0.5", "The price jumps, and more is owed than the margin.") == "SALE-04.words"
    assert _case("derivative", "1.5", "The price jumps, and more is owed than the margin.") == ""


def test_neither_language_excuses_the_other() -> None:
    """An English-speaking client reads the English words alone."""
    how = Text(zh="市场大幅下跌，本金可能全部损失。", en="At worst all of the principal is lost.")
    found = worst_case_fault(family_of("wealth"), Decimal("0.35"), how, matched=True)
    assert found is not None
    assert found.code == "SALE-04.words"


@pytest.mark.parametrize(
    "how",
    [
        "最大亏损为一半。", "损失控制在一成。", "净值回撤 10% 以内。", "至少可拿回本金的一半。", "本金不会跌破九成。",
        "You lose at most 35%.", "At most 3.5% of the principal is lost.", "The loss will not exceed 35%.",
        "Losses are limited to a third.",
        "You may lose up to 35% of your money.", "The maximum loss is 35%.", "The value cannot fall below 65%.",
        "At least 65% comes back.", "You get back at least half of it.", "The value falls by no more than a tenth.",
    ],
)  # fmt: skip
def test_a_floor_is_one_in_whatever_words(how: str) -> None:
    """However it is put: no more is lost, so much is left."""
    assert _case("wealth", "0.35", how) == "SALE-04.floor"


@pytest.mark.parametrize(
    "how",
    [
        "一年以内损失过半。", "损失不低于 35%。", "最多可能损失全部本金。", "发行人违约，本金只能部分收回。",
        "Shares fall heavily within a year.", "You lose at least 35%.", "You may lose up to all of your money.",
        "The loss is not limited to 35%.", "The loss may exceed 35%.",
        "The issuer defaults and only part of the principal comes back.",
        "The maximum loss is all of the principal.", "The value may fall below 65%.",
    ],
)  # fmt: skip
def test_what_leaves_room_for_more_is_no_floor(how: str) -> None:
    """Words that stand in a floor, too, and promise none."""
    assert _case("wealth", "0.35", how) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_worst_case_is_told_as_a_floor(lang: Lang) -> None:
    """Whatever the share: the assumption is named, and more may be lost unless all is."""
    for family, share in (("wealth", "0.3"), ("fund", "0.0001"), ("insurance", "0.7"), ("derivative", "0.15")):
        made = insurance if family == "insurance" else product
        one = made(family=family, worst_loss=Decimal(share), worst_case=Text(zh=HOW, en="Markets fall."))
        said = worst.told(default_pack(), one, Decimal(100_000), lang)
        assert worst.more(default_pack(), one, lang)
        assert worst.more(default_pack(), one, lang) in said

        assert one.worst_case.of(lang) in worst.assumed(default_pack(), one, lang)
    assert worst.more(default_pack(), product(worst_loss=Decimal(1)), lang) == ""
    structured = product(family="structured", worst_loss=Decimal(0))
    assert "0.00" not in worst.told(default_pack(), structured, Decimal(100_000), lang)
    assert worst.more(default_pack(), structured, lang)


def test_of_yearly_premiums_one_and_all_are_told() -> None:
    """Who reads of one premium alone thinks that no more can be lost (SUIT-03)."""
    said = worst.told(
        default_pack(), insurance(premium="yearly", pay_years=10, worst_loss=Decimal("0.7")), Decimal(40_000), "zh"
    )
    assert "28,000.00" in said
    assert "400,000.00" in said
    assert "280,000.00" in said


@pytest.mark.parametrize(("lang", "stop"), [("zh", "。"), ("en", ".")])
def test_an_assumption_ends_before_what_it_comes_to_begins(lang: Lang, stop: str) -> None:
    """Without its full stop it ran into the loss: "the market fallsup to 10% may be lost"."""
    for how in (f"净值下跌{stop}", "净值下跌"):
        said = worst.whole(default_pack(), product(worst_case=Text.same(how)), None, lang)
        assert f"净值下跌{stop}" in said
        assert f"{stop}{stop}" not in said
