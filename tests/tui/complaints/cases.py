"""Cases in every state, with names that a screen has trouble with."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from complaints.kit import DECISION, WHO, closed, decided, how, mended, paused, taken, told
from rmdesk.desk.complaints import deciding, ending, timing, work
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain.complaint import About, Complainant
from support.desks import PASSWORD, done
from tui.stage import NASTY

LONG = "客户经理推荐时只讲收益，没有逐项说明赎回费用和最不利情形；" * 30


def who(name: str, contact: str) -> Complainant:
    """Somebody who is no client."""
    return WHO.model_copy(update={"name": name, "contact": contact})


def fill(desk: Desk) -> None:
    """Late by law, a promise missed, due today, this week; decided, told, in review, closed, paused, about a person.

    Letters lie beside the desk's own papers.
    """
    folder = desk.folder / "letters"
    day = timedelta(days=1)
    _taken(desk, NASTY, received_at=desk.now() - 40 * day, claim="退款[/]" + LONG)
    _taken(desk, "测试客户乙", received_at=desk.now() - 3 * day)
    _taken(desk, "测试客户丙", received_at=desk.now() - timedelta(hours=20))
    _taken(desk, "虚构贸易有限公司第二分公司", type="suggestion")
    decided(desk, _taken(desk, "测试客户丁"), folder)
    told(desk, _taken(desk, "测试客户戊"), folder)
    again = told(desk, _taken(desk, "测试客户己"), folder)
    done(deciding.ask_recheck(desk, again.case.id, again.case.version, desk.today(), "对退费金额有异议"))
    closed(desk, _taken(desk, "测试客户庚"), folder)
    still = _taken(desk, "测试客户辛", received_at=desk.now() - 2 * day)
    done(paused(desk, still, "mediation", desk.today() - day))
    _taken(desk, "测试客户壬", about=About(people=("lin",), product="W-101"))
    long = _taken(desk, "测试客户癸")
    when, agreed = desk.now(), Proof(PASSWORD, "zhou" if long.case.handler == "he" else "he")
    done(timing.extend(desk, long.case.id, long.case.version, "需调取录像", "sms", when, agreed))
    last = _taken(desk, "测试撤回")
    done(ending.withdraw(desk, last.case.id, last.case.version, "来电撤回", how(desk), Proof(PASSWORD, "he")))


def _taken(desk: Desk, name: str, **over: Any) -> CaseView:
    return taken(desk, complainant=who(name, f"test-{name}"), **over)


def ready_to_close(desk: Desk, folder: Path) -> CaseView:
    """A case with nothing missing."""
    return mended(desk, told(desk, _taken(desk, "测试可结"), folder))


def answered(desk: Desk, view: CaseView) -> CaseView:
    """The first answer was given."""
    return done(work.answer(desk, view.case.id, view.case.version, "call", desk.now(), "已收到，三个工作日内答复"))


__all__ = ["DECISION", "LONG", "answered", "fill", "ready_to_close", "who"]
