"""Kinds of facts are written for ever: a journal of today is read by a program of ten years later."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rmdesk.domain import fact as kinds
from rmdesk.domain.fact import Fact, current, group_of, lifts, name_of, read_fact, versions, written


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is gone after it."""
    monkeypatch.setattr(Fact, "registry", dict(Fact.registry))
    monkeypatch.setattr(kinds, "_LIFTS", {})


def gift() -> type[Fact]:
    """Invented: a kind in its third version."""

    class GiftTaken(Fact, kind="invented.gift_taken/3"):
        worth: Decimal
        on: date
        giver: str

    @lifts("invented.gift_taken/1", "invented.gift_taken/2")
    def _worth_as_amount(said: dict[str, Any]) -> dict[str, Any]:
        return {"worth": str(said["cents"] / 100), "on": said["on"]}

    @lifts("invented.gift_taken/2", "invented.gift_taken/3")
    def _with_giver(said: dict[str, Any]) -> dict[str, Any]:
        return {**said, "giver": "unknown"}

    return GiftTaken


def test_an_older_fact_is_read_as_today_s() -> None:
    """Else a desk loses its past when a fact takes a new shape."""
    today = gift()
    read = read_fact("invented.gift_taken/1", json.dumps({"cents": 1250, "on": "2026-11-21"}))
    assert read == today(worth=Decimal("12.5"), on=date(2026, 11, 21), giver="unknown")  # type: ignore[call-arg]
    assert read.kind == "invented.gift_taken/3"


def test_asking_for_a_kind_finds_its_older_versions() -> None:
    """Else what happened before the change is missing in every list."""
    gift()
    assert versions("invented.gift_taken/3") == (
        "invented.gift_taken/3",
        "invented.gift_taken/2",
        "invented.gift_taken/1",
    )
    assert {current(kind) for kind in versions("invented.gift_taken/3")} == {"invented.gift_taken/3"}
    assert sorted(written({"invented.gift_taken"})) == sorted(versions("invented.gift_taken/3"))


def test_two_classes_of_one_kind_are_refused() -> None:
    """Else one of them would read what the other wrote."""
    gift()
    for kind in ("invented.gift_taken/3", "invented.gift_taken/1"):
        with pytest.raises(ValueError, match="taken"):
            type("Again", (Fact,), {"__annotations__": {}}, kind=kind)


@pytest.mark.parametrize("kind", ["GiftTaken", "gift", "gift.taken", "gift.taken/0", "Gift.taken/1", "gift.taken/1 "])
def test_a_misspelt_kind_is_refused(kind: str) -> None:
    """It would stand in journals for ever."""
    with pytest.raises(ValueError, match="no kind"):
        type("Misspelt", (Fact,), {"__annotations__": {}}, kind=kind)


def test_a_lift_stays_within_its_kind() -> None:
    """A lift between two kinds would make one thing of another."""
    with pytest.raises(ValueError, match="no two versions"):
        lifts("invented.gift_taken/1", "invented.gift_given/2")


def test_group_and_name_need_no_class() -> None:
    """A verifier, or a head office with a newer program beside it, knows what an unknown fact is about."""
    assert group_of("invented.of_a_later_program/7") == "invented"
    assert name_of("invented.of_a_later_program/7") == "invented.of_a_later_program"
