"""What cannot be is refused at its field: who typed ten answers must not look for the wrong one."""

from datetime import date
from decimal import Decimal

import pytest

from rmdesk.desk import people
from rmdesk.desk.complaints import register
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.domain.complaint import Complainant
from rmdesk.domain.people import Training, wrong_day
from rmdesk.domain.refusal import Faulty, StopError, written

WHO = Complainant(name="测试客户", contact="19000000777")


@pytest.mark.parametrize(
    ("new", "field", "code"),
    [
        (NewCase(complainant=WHO, claim="退款", source="regulator"), "regulator_no", "INPUT.required"),
        (NewCase(complainant=WHO, claim="退款", regulator_no="转办-1"), "regulator_no", "COMP-02.regulator_no"),
        (
            NewCase(complainant=WHO, claim="退款", source="regulator", regulator_no="  "),
            "regulator_no",
            "INPUT.required",
        ),
        (NewCase(complainant=WHO, claim="退" * 9000), "claim", "INPUT.too_long"),
        *(
            (NewCase(complainant=WHO.model_copy(update={"contact": typed}), claim="退款"), "contact", "INPUT.phone")
            for typed in ("1900000077", "190 0000 07771", "+86 1900000077")
        ),
        (NewCase(complainant=WHO.model_copy(update={"name": "测" * 500}), claim="退款"), "name", "INPUT.too_long"),
    ],
)
def test_a_case_is_refused_at_the_field_that_is_wrong(desk: Desk, new: NewCase, field: str, code: str) -> None:
    """A case that the regulator sent is asked after by the regulator's number; without it nobody finds it."""
    refused = register.take(desk, new)
    assert isinstance(refused, Faulty)
    assert {key: one.code for key, one in refused.fields.items()} == {field: code}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("阿卜杜拉∙买买提", "阿卜杜拉·买买提"), ("张 三", "张三"), ("⼀凡", "一凡"), ("匿名", "匿名")],
)
def test_a_complainants_name_is_read_as_a_clients(desk: Desk, typed: str, kept: str) -> None:
    """Two spellings of one name are two people in the figures of those who complain again (COMP-07)."""
    new = NewCase(complainant=WHO.model_copy(update={"name": typed}), claim="退款")
    assert register.clean(desk, new).complainant.name == kept


@pytest.mark.parametrize("field", ["name", "agent_name", "legal_representative"])
def test_what_is_no_name_is_refused_at_its_field(desk: Desk, field: str) -> None:
    """A name that was lost on the way is typed anew while somebody knows it."""
    refused = register.take(desk, NewCase(complainant=WHO.model_copy(update={field: "??三"}), claim="退款"))
    assert isinstance(refused, Faulty)
    assert {key: one.code for key, one in refused.fields.items()} == {field: "INPUT.name_lost"}


def test_nobody_trains_for_more_than_a_day_on_a_day() -> None:
    """Thirty-two hours on one day would open sales that twenty-four cannot (DESK-15)."""
    on = date(2026, 1, 5)
    half, year = (Training(kind="compliance", hours=Decimal(one), on=on, listed=one > 20) for one in (16, 40))
    assert wrong_day(half, ()) is None
    assert wrong_day(half, (year,)) is None
    refused = wrong_day(half, (half,))
    assert refused is not None
    assert refused.saw == {"given": "32", "most": "24"}


@pytest.mark.parametrize("contact", ["19000000777", "021-61234567", "微信 wx1380000", "zhang@example.com", "不详"])
def test_whatever_reaches_a_complainant_is_a_contact(desk: Desk, contact: str) -> None:
    """Not everybody who complains leaves a telephone number."""
    who = WHO.model_copy(update={"contact": contact})
    assert register.clean(desk, NewCase(complainant=who, claim="退款")).complainant.contact == contact


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "INPUT.required"), ("长" * 5000, "INPUT.too_long"), ("\x1b[31m", "INPUT.control")]
)
def test_a_reason_is_refused_at_its_field(text: str, code: str) -> None:
    """Of ten things that were typed one is wrong, and it is named."""
    with pytest.raises(StopError) as stopped:
        written("reason", text)
    assert isinstance(stopped.value.refused, Faulty)
    assert {key: one.code for key, one in stopped.value.refused.fields.items()} == {"reason": code}


def test_a_topic_too_long_is_refused_at_its_field(desk: Desk) -> None:
    """DESK-15: it stands on the record that the person signs."""
    hours = Training(kind="product", hours=Decimal(1), on=desk.today(), about="长" * 3000)
    refused = people.record_training(desk, desk.actor.login, hours)
    assert isinstance(refused, Faulty)
    assert "about" in refused.fields


def test_training_of_a_day_too_long_is_refused_at_its_hours(desk: Desk) -> None:
    """The use case asks the rule: a screen and a command get the same answer."""
    refused = people.record_training(
        desk, desk.actor.login, Training(kind="product", hours=Decimal(32), on=desk.today())
    )
    assert isinstance(refused, Faulty)
    assert "hours" in refused.fields
