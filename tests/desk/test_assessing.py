"""Taking the questionnaire at the desk (SUIT-05, SUIT-18..20, QUES-02..09)."""

from datetime import date

import pytest

from rmdesk.desk import assess, clients, intake
from rmdesk.desk.assess import AssessmentDraft
from rmdesk.desk.assessment import reviewing, standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import load_texts
from support.clock import Clock
from support.desks import codes, done, rested
from support.people import staff
from support.walk import answers_for, assessed, register


def _answered(desk: Desk, take: AssessmentDraft, level: str = "C3", seconds: int = 9) -> AssessmentDraft:
    answers = answers_for(desk, take.form, take.client, level)
    return take._replace(answers=answers, seconds=dict.fromkeys(answers, seconds))


def test_nothing_is_preselected_but_the_age(desk: Desk) -> None:
    """SUIT-05, QUES-02."""
    take = done(assess.begin(desk, register(desk).id))
    assert take.answers == {"Q1": "B"}


def test_the_age_is_the_files_whatever_the_screen_says(desk: Desk) -> None:
    """QUES-02: neither a face nor a draft can make a client younger."""
    client = register(desk, date(1950, 1, 1), id_valid_until="long")
    take = _answered(desk, done(assess.begin(desk, client.id)))
    taken = done(assess.finish(desk, take._replace(answers={**take.answers, "Q1": "B"})))
    assert taken.answers[0] == "D"


def test_a_birthday_between_begin_and_finish_counts(desk: Desk, clock: Clock) -> None:
    """A questionnaire begun the evening before the 65th birthday is that of a client of 65."""
    client = register(desk, date(1961, 11, 22), id_valid_until="long")
    take = _answered(desk, done(assess.begin(desk, client.id)))
    assert take.answers["Q1"] == "C"
    clock.forward(hours=24)
    assert done(assess.finish(desk, take)).answers[0] == "D"


def test_an_unknown_client_is_not_assessed(desk: Desk) -> None:
    """SALE-01: know the client first; and nobody is assessed before the notice was given."""
    assert codes(assess.begin(desk, "K-0099")) == ["INPUT.unknown"]
    client = register(desk, notice_given="no")
    assert codes(assess.begin(desk, client.id)) == ["DATA-01"]


def test_what_became_unknown_meanwhile_stops_the_end_too(desk: Desk) -> None:
    """The client refuses information while the questionnaire lies open: no level comes out of it."""
    client = register(desk)
    take = _answered(desk, done(assess.begin(desk, client.id)))
    done(clients.change(desk, client.id, {**client.profile, "info_refused": "yes"}, "客户要求"))
    assert codes(assess.finish(desk, take)) == ["SUIT-27"]


@pytest.mark.parametrize("lacking", ["Q5", "Q12"])
def test_half_a_questionnaire_gives_no_level(desk: Desk, lacking: str) -> None:
    """QUES-04: and the question that lacks its answer is named."""
    take = _answered(desk, done(assess.begin(desk, register(desk).id)))
    answer = assess.finish(desk, take._replace(answers={**take.answers, lacking: ""}))
    assert codes(answer) == ["INPUT.answers"]
    assert isinstance(answer, Refused)
    assert answer.reasons[0].saw["question"] == lacking


def test_two_a_day_then_tomorrow(desk: Desk, clock: Clock) -> None:
    """SUIT-18: counted by the branch's date."""
    client = register(desk)
    for level in ("C3", "C2"):
        assessed(desk, client, level)
        clock.forward(minutes=30)
    assert codes(assess.begin(desk, client.id)) == ["SUIT-18.day"]
    clock.forward(hours=13)  # past midnight in Shanghai, and still the same day in UTC
    done(assess.begin(desk, client.id))


def test_the_banks_own_count_is_kept_with_the_assessment(desk: Desk) -> None:
    """SUIT-18: an entered figure stops the take at its end too, and is part of the evidence."""
    client = register(desk)
    take = done(assess.begin(desk, client.id, bank_today=1, bank_year=5))
    taken = done(assess.finish(desk, _answered(desk, take)))
    assert (taken.bank_today, taken.bank_year) == (1, 5)
    assert codes(assess.begin(desk, client.id, bank_today=2)) == ["SUIT-18.day"]
    assert codes(assess.begin(desk, client.id, bank_year=8)) == ["SUIT-18.year"]


def test_a_half_answered_questionnaire_is_there_again(desk: Desk, clock: Clock) -> None:
    """Answers and times survive; the counts of another day do not stop it."""
    client = register(desk)
    take = done(assess.begin(desk, client.id, bank_today=1, bank_year=7))
    take = take._replace(answers={**take.answers, "Q2": "C", "Q3": "A"}, seconds={"Q2": 7, "Q3": 5})
    assert assess.keep(desk, take) is None
    again = done(assess.begin(desk, client.id))
    assert (again.draft_id, again.answers, again.seconds) == (take.draft_id, take.answers, take.seconds)
    assert (again.bank_today, again.bank_year) == (1, 7)
    clock.forward(days=1)
    later = done(assess.begin(desk, client.id))
    assert (later.bank_today, later.bank_year) == (0, 7)
    assert later.started_at == take.started_at


def test_a_finished_questionnaire_leaves_no_draft(desk: Desk) -> None:
    """It would otherwise be offered again, and be taken twice."""
    take = done(assess.begin(desk, register(desk).id))
    assert assess.keep(desk, take) is None
    done(assess.finish(desk, _answered(desk, take)))
    assert done(intake.kept(desk, assess.DRAFT)) == ()


def test_a_questionnaire_of_yesterdays_form_is_not_scored_by_todays(desk: Desk) -> None:
    """A new pack came into force while it lay open: another form asks other things."""
    take = _answered(desk, done(assess.begin(desk, register(desk).id)))
    text = desk.pack.files["questionnaire.toml"].replace('version = "2026.1"', 'version = "2026.2"', 1)
    desk.pack = load_texts({**desk.pack.files, "questionnaire.toml": text})
    assert codes(assess.finish(desk, take)) == ["QUES-07.form"]


def test_a_changed_level_waits_for_the_clients_word(desk: Desk, clock: Clock) -> None:
    """SUIT-19: the first level needs none; another one does."""
    client = register(desk)
    first = assessed(desk, client, "C3")
    assert first.previous_level is None
    assert not first.awaits_confirmation
    clock.forward(days=1)
    second = done(assess.finish(desk, _answered(desk, done(assess.begin(desk, client.id)), "C2")))
    assert second.awaits_confirmation
    assert not done(assess.confirm_level(desk, second.id)).awaits_confirmation


def test_a_change_that_was_never_confirmed_is_still_to_be_told(desk: Desk, clock: Clock) -> None:
    """SUIT-19: taking the questionnaire once more must not make the client's confirmation superfluous."""
    client = register(desk)
    assessed(desk, client, "C3")
    clock.forward(days=1)
    done(assess.finish(desk, _answered(desk, done(assess.begin(desk, client.id)), "C2")))
    clock.forward(hours=1)
    again = done(assess.finish(desk, _answered(desk, done(assess.begin(desk, client.id)), "C2")))
    assert again.previous_level == "C3"
    assert again.awaits_confirmation
    clock.forward(days=1)
    back = done(assess.finish(desk, _answered(desk, done(assess.begin(desk, client.id)), "C3")))
    assert not back.awaits_confirmation


def test_suspicious_takes_give_a_reviewer_something_to_do(desk: Desk, clock: Clock) -> None:
    """QUES-09: the due stays until every flagged take of the client was looked at."""
    client = register(desk)
    take = done(assess.begin(desk, client.id))
    first = done(assess.finish(desk, _answered(desk, take, "C2", seconds=1)))
    assert first.flags == ("fast",)
    clock.forward(days=1)
    second = done(assess.finish(desk, _answered(desk, done(assess.begin(desk, client.id)), "C4")))
    assert "lift" in second.flags

    def waiting() -> int:
        return sum(one.kind == "assessment_review" for one in done(client_dues.of_client(desk, client.id)))

    assert waiting() == 2
    assert codes(reviewing.review(desk, first.id, "没有问题")) == ["DATA-08.same_person"]
    desk.actor = staff("reviewer", "reviewer")
    assert codes(reviewing.review(desk, first.id, "  ")) == ["INPUT.required"]
    done(reviewing.review(desk, first.id, "已与客户核实"))
    assert waiting() == 1
    assert codes(reviewing.review(desk, first.id, "再看一次")) == ["QUES-09.reviewed"]
    done(reviewing.review(desk, second.id, "已与客户核实"))
    assert waiting() == 0


def test_the_same_answers_of_many_clients_are_flagged(desk: Desk, clock: Clock) -> None:
    """QUES-09: from the fifth client within thirty days on."""
    flags = []
    for number in range(5):
        client = register(desk, phone=f"1380000{number:04d}", name=f"测试{number}")
        flags.append("pattern" in assessed(desk, client).flags)
        clock.forward(days=1)
    assert flags == [False, False, False, False, True]
    rested(desk, clock, days=40)
    assert "pattern" not in assessed(desk, register(desk, phone="13800009999")).flags


def test_the_reminder_to_reassess_moves_with_the_last_assessment(desk: Desk, clock: Clock) -> None:
    """SUIT-20: one open reminder, thirty days before the last one runs out."""
    client = register(desk)
    assessed(desk, client)
    rested(desk, clock, days=100)
    assessed(desk, client)
    due = [one.on for one in done(client_dues.of_client(desk, client.id)) if one.kind == "reassess"]
    assert due == [date(2028, 3, 1)]


def test_of_two_assessments_in_one_instant_the_later_counts(desk: Desk) -> None:
    """The clock did not move between them; the order in which they were taken did."""
    client = register(desk)
    assessed(desk, client, "C3")
    second = assessed(desk, client, "C2")
    found = standing.latest(desk, client.id)
    assert found is not None
    assert found.id == second.id
    assert [one.level for one in done(assess.history(desk, client.id))] == ["C2", "C3"]
