"""Stages, segments and checks of a client are read off the pack's rules, and each says by what (DESK-01, DESK-02)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rmdesk.domain.portrait import Traits, fits, placed
from rmdesk.formpack import Pack

TODAY = date(2026, 3, 5)


def traits(profile: dict[str, str] | None = None, /, **figures: int) -> Traits:
    """Somebody who never held anything, but for what is given."""
    nothing = {"held": 0, "held_ever": 0, "worth": 0, "same_phone": 0}
    known = {name: Decimal(value) for name, value in {**nothing, **figures}.items()}
    filed = {"phone": "13800000001", **(profile or {})}
    return Traits(TODAY, known, filed, TODAY - timedelta(9))


HELD = {"held": 1, "held_ever": 1}
OVER = {"held": 0, "held_ever": 1, "days_since_first": 900}


@pytest.mark.parametrize(
    ("stage", "figures"),
    [
        ("prospect", {}),
        ("new", {**HELD, "days_since_first": 180}),
        ("active", {**HELD, "days_since_first": 181}),
        ("new", {**OVER, "days_since_first": 20, "days_since_held": 5}),
        ("active", {**OVER, "days_since_held": 179}),
        ("lapsed", {**OVER, "days_since_held": 180}),
        ("active", {**OVER, "days_since_held": 90, "days_since_contact": 179}),
        ("lapsed", {**OVER, "days_since_held": 90, "days_since_contact": 180}),
    ],
)
def test_the_default_pack_s_stages(pack: Pack, stage: str, figures: dict[str, int]) -> None:
    """Whoever left is missed, and whoever has just come is not called active (DESK-02)."""
    found = placed(pack.portrait.stage, traits({}, **figures))
    assert found is not None
    assert found.group.key == stage
    assert {one.condition.figure for one in found.why} <= set(figures) | {"held_ever"}


def test_a_conclusion_names_its_figures_and_since_when(pack: Pack) -> None:
    """A stage that nobody can explain is not believed."""
    found = placed(pack.portrait.stage, traits({}, **OVER, days_since_held=200))
    assert found is not None
    assert [(one.condition.figure, one.value) for one in found.why] == [("days_since_held", "200"), ("held", "0")]
    assert found.since == TODAY - timedelta(20), "it lapsed on the hundred and eightieth day"


@pytest.mark.parametrize(
    ("check", "profile", "figures"),
    [
        ("contact_old", {}, {**HELD, "days_since_contact": 180}),
        ("contact_old", {}, {**HELD, "days_since_first": 180}),
        ("file_old", {}, {**HELD, "days_since_change": 730}),
        ("phone_missing", {"phone": ""}, {}),
        ("phone_shared", {}, {"same_phone": 1}),
        ("occupation_age", {"occupation": "student"}, {"age": 35}),
        ("occupation_age", {"occupation": "retired"}, {"age": 44}),
        ("income_occupation", {"occupation": "none", "income_yearly": "500000"}, {}),
        ("assets_held", {}, {"worth_of_assets": 101}),
    ],
)
def test_each_check_finds_its_own_and_nothing_beside_it(
    pack: Pack, check: str, profile: dict[str, str], figures: dict[str, int]
) -> None:
    """Data that is stale, contradicts itself or is missing is found; what lies one below the line is left alone."""

    def found(known: Traits) -> list[str]:
        return [one.key for one in pack.portrait.check if fits(one, known) is not None]

    assert found(traits(profile, **figures)) == [check]
    bounded = [name for name in figures if name not in ("held", "held_ever")]
    if bounded:
        off = 1 if profile.get("occupation") == "retired" else -1
        less = {**figures, bounded[0]: figures[bounded[0]] + off}
        assert found(traits(profile, **less)) == []


def test_segments_explain_themselves(pack: Pack) -> None:
    """By value and by risk (规范 6): the first that fits counts, the last takes whoever is left."""

    def keys(profile: dict[str, str], **figures: int) -> list[str]:
        known, rules = traits(profile, **figures), pack.portrait
        found = (placed(rules.value, known), placed(rules.risk, known))
        return ["" if one is None else one.group.key for one in found]

    assert keys({}) == ["base", "low"]
    assert keys({"financial_assets": "1000000.00"}, age=65) == ["potential", "medium"]
    assert keys({"financial_assets": "1000000.00"}, worth=1_000_000, age=65, worth_of_assets=100) == ["high", "high"]
    assert keys({"aml_grade": "high"}, worth=200_001) == ["middle", "high"]
