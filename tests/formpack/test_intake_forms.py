"""Steps and fields are asked when they are due: a minor's guardian is never forgotten."""

import pytest

from rmdesk.formpack import Pack
from rmdesk.formpack.intake import Condition, numbered


def _steps(pack: Pack, values: dict[str, str], *derived: str) -> list[str]:
    return [step.id for step in pack.intake("person").steps if step.applies(values, set(derived))]


def test_an_adult_is_asked_six_steps(pack: Pack) -> None:
    """A plain intake stays short."""
    steps = _steps(pack, {"has_agent": "no"})
    assert steps == ["identity", "contact", "finances", "investing", "papers", "privacy"]


def test_a_guardian_is_asked_for_where_one_is_needed(pack: Pack) -> None:
    """SUIT-11."""
    assert "guardian" in _steps(pack, {}, "minor", "guarded")
    assert "guardian" not in _steps(pack, {}, "minor")


def test_an_agent_is_asked_for_only_when_there_is_one(pack: Pack) -> None:
    """KYC-04."""
    assert "agent" in _steps(pack, {"has_agent": "yes"})
    assert "agent" not in _steps(pack, {})


def test_own_earnings_are_asked_of_the_young_alone(pack: Pack) -> None:
    """SUIT-11: 16 and 17."""
    contact = pack.intake("person").steps[1]
    assert "own_earnings" in {field.key for field in contact.asked({}, {"young_earner"})}
    assert "own_earnings" not in {field.key for field in contact.asked({}, set())}


def test_owners_repeat(pack: Pack) -> None:
    """KYC-07: up to four owners can be above a quarter together, each with its own share or role."""
    owner = next(step for step in pack.intake("organisation").steps if step.id == "owner")
    assert (owner.role, owner.most) == ("owner", 4)
    assert numbered("owner.name", 2) == "owner.2.name"
    asked = {field.key for field in owner.asked({"owner.basis": "manager"}, set())}
    assert "owner.share" not in asked
    assert pack.intake("organisation").field("owner.3.share") is not None


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        (Condition(key="a", any=("x", "y")), {"a": "y"}, True),
        (Condition(key="a", any=("x", "y")), {"a": "z"}, False),
        (Condition(key="a", any=("x",)), {}, False),
        (Condition(derived="minor"), {"minor": "yes"}, False),
    ],
)
def test_a_condition_looks_at_its_key_alone(condition: Condition, values: dict[str, str], holds: bool) -> None:
    """A field that was not answered fulfils no condition."""
    assert condition.holds(values, set()) is holds
