"""What the tests of the complaint desk share: a branch's people, a case, the shortest way to each state."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from rmdesk.desk import people
from rmdesk.desk.complaints import (
    cases,
    corrective_actions,
    deciding,
    ending,
    evidence,
    letters,
    register,
    statistics,
    timing,
    work,
)
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.complaints.statistics import Statistics
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.indicators import figures as indicator_figures
from rmdesk.domain import facts
from rmdesk.domain.client import Client
from rmdesk.domain.clocks import PauseKind
from rmdesk.domain.complaint import About, Complainant, Decision, Labels
from rmdesk.domain.people import Person, Role
from rmdesk.domain.refusal import Refused
from support.desks import COST, PASSWORD, done
from support.people import staff
from support.undrawn import undrawn

BRANCH_PEOPLE: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("lin", ("manager",)),
    ("zhou", ("reviewer",)),
    ("he", ("compliance",)),
    ("shen", ("auditor",)),
)
WHO = Complainant(name="测试客户甲", contact="13800000001")
LABELS = Labels(channel="branch", business="agency", cause="disclosure")
DECISION = Decision(
    facts="经核实，产品说明书第三页载明赎回费。",
    decision="退还赎回费 120.00 元。",
    basis="依据产品说明书和本行服务承诺。",
    remedies="可申请调解、仲裁或者提起诉讼。",
)
UPHELD = DECISION.model_copy(update={"decision": "维持原处理决定，退还赎回费 120.00 元。"})
"""The decision on a review: it says that the first one stands."""


def hire(desk: Desk) -> None:
    """The branch's other people."""
    for login, roles in BRANCH_PEOPLE:
        done(people.add(desk, staff(login, *roles, sells=False), PASSWORD, PASSWORD, COST))


@contextmanager
def acting(desk: Desk, login: str) -> Iterator[Desk]:
    """Somebody else sits at the desk."""
    before, row = desk.actor, desk.store.get("person", login)
    assert row is not None
    desk.actor = Person.model_validate_json(row["doc"])
    try:
        yield desk
    finally:
        desk.actor = before


def new(**over: Any) -> NewCase:
    """A complaint about a fee, with all that the law wants."""
    values: dict[str, Any] = {
        "complainant": WHO,
        "claim": "赎回费没有事先说明。",
        "wanted": "退还赎回费。",
        "labels": LABELS,
        **over,
    }
    return NewCase(**values)


def taken(desk: Desk, **over: Any) -> CaseView:
    """A case that was just taken in, by somebody who may see it."""
    view = done(register.take(desk, new(**over))).view
    assert view is not None
    return view


def how(desk: Desk, at: datetime | None = None) -> Told:
    """Told by call, now or at `at`, with a recording to show it."""
    return Told(way="call", at=at or desk.now(), proof="录音 0001")


AGREED = Proof(PASSWORD, "he")
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 31)
"""The two months around the day on which tests stand: from, to."""


def shown(desk: Desk, view: CaseView, content: bytes = b"shown") -> tuple[CaseView, str]:
    """The case with a file in it that shows something, and the file's digest."""
    view = done(cases.view(desk, view.case.id))
    if not view.case.evidence:
        view = done(evidence.add(desk, view.case.id, view.case.version, "shown.txt", content, "盖章"))
    return view, view.case.evidence[-1].sha256


def paused(
    desk: Desk, view: CaseView, kind: PauseKind, start: date, approval: Proof | None = AGREED
) -> CaseView | Refused:
    """Not counted from `start` on, as a file shows."""
    view, sha = shown(desk, view)
    return timing.pause(desk, view.case.id, view.case.version, kind, start, "双方同意", sha, approval)


def new_facts(desk: Desk, view: CaseView, at: datetime, approval: Proof = AGREED) -> CaseView | Refused:
    """Something new came in at `at`, as a file of its own shows."""
    view = done(cases.view(desk, view.case.id))
    view = done(evidence.add(desk, view.case.id, view.case.version, "new.txt", f"{desk.now()}".encode(), ""))
    sha = view.case.evidence[-1].sha256
    return timing.new_facts(desk, view.case.id, view.case.version, "新凭证", at, sha, approval)


def about(*logins: str) -> About:
    """A case about these people."""
    return About(people=logins)


def registered(desk: Desk, one: Client) -> Client:
    """A client's file, without the intake."""
    desk.record(facts.ClientRegistered(client=one), one.id)
    return one


Step = Callable[[Desk, CaseView, Path], CaseView]


def decided(desk: Desk, view: CaseView, _folder: Path) -> CaseView:
    """The case with its decision made."""
    view = done(deciding.draft(desk, view.case.id, view.case.version, DECISION))
    return done(deciding.decide(desk, view.case.id, view.case.version))


def told(desk: Desk, view: CaseView, folder: Path, at: datetime | None = None) -> CaseView:
    """The case with its decision told."""
    if view.case.state != "decided":
        view = decided(desk, view, folder)
    with undrawn():
        done(letters.print_letter(desk, view.case.id, view.case.version, "decision_notice", folder, "zh"))
    version = view.case.version + 1
    return done(deciding.tell(desk, view.case.id, version, "hand_over", at or desk.now(), "本人签收"))


def mended(desk: Desk, view: CaseView) -> CaseView:
    """The case with its cause mended."""
    due = desk.today() + timedelta(10)
    plan = {"cause": "话术缺少费用说明", "action": "修订话术并培训", "owner": "he", "due": due}
    return done(corrective_actions.set_action(desk, view.case.id, view.case.version, **plan))  # type: ignore[arg-type]


def closed(desk: Desk, view: CaseView, folder: Path) -> CaseView:
    """The case closed with nothing missing."""
    view = mended(desk, told(desk, view, folder))
    return done(ending.close(desk, view.case.id, view.case.version))


def again(desk: Desk, view: CaseView, **record: Any) -> CaseView:
    """The case with more of its record known."""
    changed = work.record_of(view.case).model_copy(update=record)
    return done(work.complete(desk, view.case.id, view.case.version, changed))


def figures(desk: Desk, start: date = NOVEMBER, end: date = DECEMBER) -> Statistics:
    """The figures of these days."""
    return done(statistics.statistics(desk, start, end))


def now(desk: Desk, view: CaseView) -> CaseView:
    """The case as it stands."""
    return done(cases.view(desk, view.case.id))


def in_time_case(desk: Desk) -> CaseView:
    """The case that others are merged into; its time was extended, so that nothing of it is late."""
    view = taken(desk)
    return done(
        timing.extend(desk, view.case.id, view.case.version, "需调取录像", "sms", desk.now(), Proof(PASSWORD, "zhou"))
    )


def days_ago(desk: Desk, days: float) -> datetime:
    """So many days before now."""
    return desk.now() - timedelta(days=days)


def printed(desk: Desk, view: CaseView, folder: Path, letter: str) -> CaseView:
    """The case once this letter was printed."""
    with undrawn():
        done(letters.print_letter(desk, view.case.id, view.case.version, letter, folder, "zh"))
    return now(desk, view)


def reported_late(desk: Desk) -> Decimal | None:
    """How many major cases count as reported late."""
    listed = done(indicator_figures.listed(desk, NOVEMBER, DECEMBER))
    return next(one.figure.value for one in listed if one.indicator.key == "major_reported_late")
