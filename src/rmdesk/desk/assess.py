"""Taking the risk questionnaire (SUIT-05, SUIT-18..20, QUES-04..09)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rmdesk.desk import book, clients, intake, same_person
from rmdesk.desk.access import use_case
from rmdesk.desk.assessment import standing
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.exchange import counted as exchange_counted
from rmdesk.desk.exchange.counted import AtOthers
from rmdesk.domain import facts
from rmdesk.domain.assessment import Assessment, counted, may_assess, suspicious
from rmdesk.domain.client import Client
from rmdesk.domain.client_standing import information_refused
from rmdesk.domain.questionnaire import Outcome, Questionnaire, answer_faults, score
from rmdesk.domain.refusal import passed, stop, stop_if
from rmdesk.domain.sale import SaleContext
from rmdesk.domain.sale_steps import know_missing
from rmdesk.store import Draft

DRAFT = "assessment"


class AssessmentDraft(NamedTuple):
    """A questionnaire being answered. `answers` and `seconds` are by question id; `draft_id` keeps them. `key` is that
    of the questionnaire in the pack, "" for the general one."""

    draft_id: str
    client: Client
    form: Questionnaire
    answers: dict[str, str]
    seconds: dict[str, int]
    started_at: datetime
    bank_today: int
    bank_year: int
    key: str = ""


@use_case("assess.take")
def begin(
    desk: Desk, client_id: str, bank_today: int = 0, bank_year: int = 0, questionnaire: str = ""
) -> AssessmentDraft:
    """Start, or go on with, a questionnaire for a client who is known (SALE-01) and may be assessed (SUIT-18): the
    general one, or a further one of the pack by its key (QUES-07.form when there is none).

    `bank_today` and `bank_year` are the bank-wide counts as entered; nothing is preselected but the age (SUIT-05).
    """
    client = _assessable(desk, client_id, bank_today, bank_year)
    if questionnaire not in desk.pack.questionnaires(client.kind):
        stop("QUES-07.form", given=questionnaire)
    fresh = _fresh(desk, client, bank_today, bank_year, questionnaire)
    return _resumed(desk, fresh) or fresh


@use_case("assess.take")
def keep(desk: Desk, take: AssessmentDraft) -> None:
    """Keep the answers so far; called at every answer, so a kill loses none."""
    values = {
        "client": take.client.id,
        "form": _named(take.form),
        "questionnaire": take.key,
        "answers": take.answers,
        "seconds": take.seconds,
        "started_at": take.started_at.isoformat(),
        "bank": [take.bank_today, take.bank_year],
    }
    passed(intake.keep(desk, take.draft_id, DRAFT, take.client.id, values))


@use_case("assess.take")
def finish(desk: Desk, take: AssessmentDraft) -> Assessment:
    """Score a complete questionnaire and record it with all that is needed to recompute it (QUES-07)."""
    client = _assessable(desk, take.client.id, take.bank_today, take.bank_year)
    if take.form != desk.pack.questionnaires(client.kind).get(take.key):
        stop("QUES-07.form", given=_named(take.form))
    # The age is the file's, today: not what a screen says, nor what it was before midnight (QUES-02).
    take = take._replace(client=client, answers={**take.answers, **_from_file(desk, client, take.form)})
    answers = tuple(take.answers.get(question.id, "") for question in take.form.questions)
    wrong = answer_faults(take.form, answers)
    if wrong:
        stop("INPUT.answers", question=wrong[0].question, given=wrong[0].given or "—")
    assessment = _assessment(desk, take, answers)
    with desk.transaction():
        desk.record(facts.AssessmentTaken(assessment=assessment), take.client.id)
        client_dues.watch_assessment(desk, assessment)
        if assessment.flagged:
            client_dues.create(
                desk,
                "assessment_review",
                "QUES-09",
                client.id,
                desk.today(),
                assessment_id=assessment.id,
                not_by=tuple(sorted({assessment.by, client.manager})),
                about=", ".join(assessment.flags),
            )
        desk.store.drafts.delete(take.draft_id)
    return assessment


@use_case("assess.take")
def confirm_level(desk: Desk, assessment_id: str) -> Assessment:
    """The client confirms a level that differs from the last one (SUIT-19)."""
    assessment = passed(get(desk, assessment_id))
    if not assessment.awaits_confirmation:
        return assessment
    desk.record(facts.LevelConfirmed(assessment_id=assessment.id), assessment.client_id)
    return passed(get(desk, assessment_id))


@use_case("assess.take")
def hand_over(desk: Desk, client_id: str, *, started: bool) -> None:
    """Record that the screen went to the client, or came back (QUES-08)."""
    stop_if(book.turned_away(desk, client_id))
    kind = facts.HandOverStarted if started else facts.HandOverEnded
    desk.record(kind(client_id=client_id), client_id)


@use_case("assess.read")
def get(desk: Desk, assessment_id: str) -> Assessment:
    """The assessment with this id."""
    row = desk.store.get("assessment", assessment_id)
    if row is None:
        stop("INPUT.unknown", what="assessment", given=assessment_id)
    assessment = desk.parsed(Assessment, row["doc"])
    stop_if(book.turned_away(desk, assessment.client_id))
    return assessment


@use_case("assess.read")
def history(desk: Desk, client_id: str) -> tuple[Assessment, ...]:
    """All assessments of a client, the latest first; of all files of the same person (DESK-01)."""
    stop_if(book.turned_away(desk, client_id))
    return tuple(standing.every(desk, client_id))


@use_case("assess.read")
def recompute(desk: Desk, assessment_id: str) -> Outcome:
    """What the answers come to under the very form that was used (QUES-07)."""
    assessment = passed(get(desk, assessment_id))
    client = passed(clients.get(desk, assessment.client_id))
    form = standing.form_used(desk, client, assessment)
    return score(form, assessment.answers, standing.pack_used(desk, assessment).client_ranks)


def key_of(draft: Draft) -> str:
    """The key of the questionnaire that a draft answers. For faces."""
    return str(draft.values.get("questionnaire", ""))


@use_case("assess.read")
def known_counts(desk: Desk, client_id: str) -> tuple[int, int]:
    """How often the client was assessed today, and in the last twelve months: at this desk, and at others as far as
    head office told (SUIT-18)."""
    return _known(desk, clients.require(desk, client_id))


@use_case("assess.read")
def at_others(desk: Desk, client_id: str) -> AtOthers | None:
    """What head office knows of the client at other desks; None where none counts for this desk."""
    return _at_others(desk, clients.require(desk, client_id))


@use_case("assess.read")
def offered_forms(desk: Desk, client_id: str) -> dict[str, Questionnaire]:
    """The questionnaires that a client may answer by their keys, the general one first."""
    return desk.pack.questionnaires(passed(clients.get(desk, client_id)).kind)


def _assessable(desk: Desk, client_id: str, bank_today: int, bank_year: int) -> Client:
    """The client, when known (SALE-01) and not assessed too often (SUIT-18)."""
    client = passed(clients.get(desk, client_id))
    stop_if(*know_missing(SaleContext(now=desk.now(), match_input=standing.match_input(desk, client))))
    stop_if(*information_refused(client))
    own, others = _days(desk, client), _days_of_others(desk, client)
    stop_if(may_assess(own, desk.today(), desk.thresholds(), bank_today, bank_year, others))
    return client


def _at_others(desk: Desk, client: Client) -> AtOthers | None:
    return exchange_counted.at_others(desk, client, *_apart(desk, client))


def _days_of_others(desk: Desk, client: Client) -> tuple[date, ...]:
    found = _at_others(desk, client)
    return () if found is None else found.days


def _known(desk: Desk, client: Client) -> tuple[int, int]:
    return counted((*_days(desk, client), *_days_of_others(desk, client)), desk.today())


def _named(form: Questionnaire) -> str:
    return f"{form.id} {form.version}"


def _from_file(desk: Desk, client: Client, form: Questionnaire) -> dict[str, str]:
    """The answers that the client's file gives: the age (QUES-02)."""
    age = client.age(desk.today()) or 0
    return {one.id: one.for_age(age) for one in form.questions if one.source == "age"}


def _fresh(desk: Desk, client: Client, bank_today: int, bank_year: int, key: str) -> AssessmentDraft:
    form = desk.pack.questionnaire(client.kind, key)
    answers, id = _from_file(desk, client, form), desk.new_id()
    return AssessmentDraft(id, client, form, answers, {}, desk.now(), bank_today, bank_year, key)


def _resumed(desk: Desk, fresh: AssessmentDraft) -> AssessmentDraft | None:
    """The same questionnaire half-answered, unless the form changed; the age is the file's again."""
    for draft in desk.store.drafts.list(owner=desk.actor.login, kind=DRAFT):
        values = draft.values
        if values.get("client") != fresh.client.id or values.get("form") != _named(fresh.form):
            continue
        counts = _counts(desk, draft)
        return fresh._replace(
            bank_today=max(fresh.bank_today, counts[0]),
            bank_year=max(fresh.bank_year, counts[1]),
            draft_id=draft.id,
            answers={**values["answers"], **fresh.answers},
            seconds=dict(values["seconds"]),
            started_at=datetime.fromisoformat(values["started_at"]),
        )
    return None


def _counts(desk: Desk, draft: Draft) -> tuple[int, int]:
    """The bank-wide counts that were entered with a draft; the day's count holds for that day (SUIT-18)."""
    counts = draft.values.get("bank")
    if not isinstance(counts, list):
        return (0, 0)
    same_day = desk.local(draft.updated_at).date() == desk.today()
    return (int(counts[0]) if same_day else 0, int(counts[1]))


def _accepted(desk: Desk, take: AssessmentDraft) -> Assessment | None:
    """The client's last one of the questionnaire but for those that a reviewer sent back: their level was never the
    client's."""
    return next((one for one in _same(desk, take, take.client.id) if not one.sent_back), None)


def _same(desk: Desk, take: AssessmentDraft, client_id: str) -> Iterator[Assessment]:
    """A client's takes of the same questionnaire, the latest first: another one's level says nothing of this one."""
    every = (one for one in standing.every(desk, client_id) if one.questionnaire == take.key)
    return (one for one in every if standing.stands(desk, take.client.kind, one))


def _lately(desk: Desk, take: AssessmentDraft) -> Iterator[Assessment]:
    """The takes that a level may be lifted from, file by file, the latest first: back to the last one that nobody has
    to look at any more. A level that waits for its review is not the client's yet, and taking it once more frees
    nobody, nor does another file of the same person (QUES-09)."""
    for each in (take.client.id, *_apart(desk, take.client)):
        for one in _same(desk, take, each):
            if not one.sent_back:
                yield one
                if not one.awaits_review:
                    break


def _last_known(previous: Assessment | None) -> str | None:
    """The last level that the client knows of: a change that was never confirmed is still to be told (SUIT-19)."""
    if previous is None:
        return None
    return previous.previous_level if previous.awaits_confirmation else previous.level


def _assessment(desk: Desk, take: AssessmentDraft, answers: tuple[str, ...]) -> Assessment:
    outcome = desk.pack.score(take.client.kind, answers, take.key)
    previous = _accepted(desk, take)
    ranks = desk.pack.client_ranks
    seconds = tuple(take.seconds.get(question.id, 0) for question in take.form.questions)
    contradicted = take.form.contradicted(answers, take.client.profile)
    told = _known(desk, take.client) if _days_of_others(desk, take.client) else (0, 0)
    flags = suspicious(
        take.form,
        answers,
        seconds,
        desk.today(),
        ranks[outcome.level],
        [(one.on, ranks[one.level]) for one in _lately(desk, take)],
        _same_pattern(desk, take, answers),
        desk.thresholds(),
    )
    return Assessment(
        id=desk.new_id(),
        client_id=take.client.id,
        form_id=take.form.id,
        form_version=take.form.version,
        questionnaire=take.key,
        pack_digest=desk.pack.digest,
        answers=answers,
        seconds=seconds,
        score=outcome.score,
        scores=outcome.scores,
        level=outcome.level,
        previous_level=_last_known(previous),
        flags=outcome.flags + flags + (("contradiction",) if contradicted else ()),
        contradicted=contradicted,
        filed=tuple(take.client.profile[one.about] for one in take.form.questions if one.id in contradicted),
        started_at=take.started_at,
        taken_at=desk.now(),
        on=desk.today(),
        by=desk.actor.login,
        bank_today=max(take.bank_today, told[0]),
        bank_year=max(take.bank_year, told[1]),
    )


def _same_pattern(desk: Desk, take: AssessmentDraft, answers: tuple[str, ...]) -> int:
    since = desk.today() - timedelta(desk.thresholds().same_pattern_days)
    mine = same_person.ids(desk, take.client.id)
    of_others = f"NOT {same_person.among(mine)}"
    sql = f"SELECT count(DISTINCT client_id) FROM assessment WHERE pattern = ? AND on_day >= ? AND {of_others}"
    pattern = f"{take.form.id}:{','.join(answers)}"
    return int(desk.store.query(sql, (pattern, since.isoformat(), *mine))[0][0])


def _days(desk: Desk, client: Client) -> list[date]:
    """The days on which the person was assessed, in whichever file, linked or not (SUIT-18)."""
    mine = (*same_person.ids(desk, client.id), *_apart(desk, client))
    rows = desk.store.query(f"SELECT on_day FROM assessment WHERE {same_person.among(mine)}", mine)
    return [date.fromisoformat(row["on_day"]) for row in rows]


def _apart(desk: Desk, client: Client) -> tuple[str, ...]:
    """Further files of the person, linked by nobody: under another name the number may be a slip of the keys, and a
    namesake of the same day is not turned away for what somebody else answered."""
    return tuple(one.id for one in same_person.apart(desk, client, known=True) if one.name == client.name)
