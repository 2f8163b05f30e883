"""Risk assessments: how many are allowed, how long they serve, what is suspicious about one (SUIT-18..20, QUES-09)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from rmdesk.domain.base import Value
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client import Client, valid_until
from rmdesk.domain.questionnaire import Points, Questionnaire
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.thresholds import Thresholds

SUSPICIOUS = frozenset({"fast", "lift", "pattern", "contradiction"})
"""Flags for which somebody else looks at the take before anything is signed on it (QUES-09)."""


class Reviewed(Value):
    """Somebody else looked at a flagged take. `accepted` False: it was sent back, and carries no sale (QUES-09)."""

    by: str
    at: datetime
    note: str
    accepted: bool = True


class Assessment(Value):
    """One questionnaire, answered. It is never edited (QUES-04) and can be recomputed for ever (QUES-07).

    `answers` are letters per question of form `form_id` at `form_version`, `seconds` the time spent on each.
    `questionnaire` is the key of that form in its pack, "" for the general one: a client has one valid assessment of
    each (SUIT-24). `bank_today` / `bank_year` are the bank-wide counts that were entered or that head office told,
    beside the desk's own (SUIT-18).
    """

    id: str
    client_id: str
    form_id: str
    form_version: str
    questionnaire: str = ""
    pack_digest: str
    answers: tuple[str, ...]
    seconds: tuple[int, ...]
    score: Points
    level: str
    previous_level: str | None
    flags: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()  # questions whose answers are far from what the file said then (QUES-09)
    filed: tuple[str, ...] = ()  # what it said to each of these, as the file keeps it
    scores: tuple[Points, ...] = ()  # those of the scales where the form has two
    started_at: datetime
    taken_at: datetime
    on: date
    by: str
    bank_today: int = 0
    bank_year: int = 0
    confirmed_at: datetime | None = None  # the client confirmed a level that differs from the last one (SUIT-19)
    reviewed: Reviewed | None = None

    @property
    def flagged(self) -> bool:
        """Something about how it was taken is for somebody else's eyes (QUES-09)."""
        return not SUSPICIOUS.isdisjoint(self.flags)

    @property
    def awaits_review(self) -> bool:
        """It is flagged, and nobody has looked at it yet."""
        return self.flagged and self.reviewed is None

    @property
    def sent_back(self) -> bool:
        """Whoever looked at it did not accept it."""
        return self.reviewed is not None and not self.reviewed.accepted

    def file_said(self, question: str) -> str | None:
        """What the file said to a question whose answer is far from it; None where it is not, or was not kept."""
        return dict(zip(self.contradicted, self.filed, strict=False)).get(question)

    @property
    def level_changed(self) -> bool:
        """The level differs from the last one (SUIT-19)."""
        return self.previous_level not in (None, self.level)

    @property
    def awaits_confirmation(self) -> bool:
        """It differs, and the client has not yet confirmed it (SUIT-19)."""
        return self.level_changed and self.confirmed_at is None


def counted(taken_on: Iterable[date], day: date) -> tuple[int, int]:
    """How many of these assessments were taken on `day`, and in the twelve months that end with it (SUIT-18)."""
    days = list(taken_on)
    return days.count(day), sum(1 for one in days if one <= day <= add_months(one, 12))


def may_assess(
    taken_on: Iterable[date],
    day: date,
    thresholds: Thresholds,
    bank_today: int = 0,
    bank_year: int = 0,
    elsewhere: Iterable[date] = (),
) -> Refusal | None:
    """Whether one more assessment is allowed on `day` (SUIT-18).

    `taken_on` are this desk's own, `elsewhere` those of other desks as head office told them: they are added. The
    bank-wide counts are entered figures, and the larger number counts.
    """
    (today, year), (other_today, other_year) = counted(taken_on, day), counted(elsewhere, day)
    most = thresholds.assessments_per_day
    if today + other_today >= most and other_today and today < most:
        return refuse("SUIT-18.day_elsewhere", here=today, elsewhere=other_today, most=most)
    if max(today, bank_today) >= most:
        return refuse("SUIT-18.day", count=max(today, bank_today), most=most)
    most = thresholds.assessments_per_year
    if year + other_year >= most and other_year and year < most:
        return refuse("SUIT-18.year_elsewhere", here=year, elsewhere=other_year, most=most)
    if max(year, bank_year) >= most:
        return refuse("SUIT-18.year", count=max(year, bank_year), most=most)
    return None


def serves(assessment: Assessment | None, client: Client, day: date, thresholds: Thresholds) -> Refusal | None:
    """None when the assessment may carry a sale on `day` (QUES-09, SUIT-19, SUIT-20)."""
    if assessment is None or assessment.on > day:
        return refuse("SUIT-20.none")
    if assessment.sent_back and assessment.reviewed is not None:
        return refuse("QUES-09.sent_back", assessed_on=assessment.on, remark=assessment.reviewed.note)
    last = valid_until(assessment.on, thresholds)
    if day > last:
        return refuse("SUIT-20.expired", assessed_on=assessment.on, valid_until=last)
    reported = client.change_reported_at
    if reported is not None and reported >= assessment.taken_at:
        return refuse("SUIT-20.changed", reported_on=client.change_reported_on, assessed_on=assessment.on)
    became = client.another_since(assessment.started_at)
    if became is not None:
        return refuse("SUIT-20.another", changed_on=became, assessed_on=assessment.on)
    if assessment.awaits_confirmation:
        return refuse("SUIT-19", was=assessment.previous_level, now=assessment.level)
    return None


def suspicious(
    form: Questionnaire,
    answers: tuple[str, ...],
    seconds: tuple[int, ...],
    day: date,
    rank: int,
    lately: Iterable[tuple[date, int]],
    same_pattern: int,
    thresholds: Thresholds,
) -> tuple[str, ...]:
    """What a reviewer must look at (QUES-09).

    `rank` is the new level's; `lately` are day and rank of the takes that it may be lifted from; `same_pattern` counts
    other clients with these very answers in the last `same_pattern_days`.
    """
    asked = [spent for question, spent in zip(form.questions, seconds, strict=True) if question.source == "client"]
    hasty = sum(spent < form.fast_seconds for spent in asked)
    flags = []
    # A pause over one question must not hide that the others were rushed through.
    if sum(asked) < len(asked) * form.fast_seconds or hasty * 2 > len(asked):
        flags.append("fast")
    within = timedelta(thresholds.lift_before_sale_days)
    if any(rank > lower and day - on <= within for on, lower in lately):
        flags.append("lift")
    if same_pattern + 1 >= thresholds.same_pattern_count and len(answers) > 1:
        flags.append("pattern")
    return tuple(flags)
