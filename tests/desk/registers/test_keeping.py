"""How long entries are kept, and what is left of them afterwards: figures, and nobody's name (KYC-08)."""

from datetime import timedelta

from rmdesk.desk import guarding
from rmdesk.desk.archive import destroying as files
from rmdesk.desk.archive import retention
from rmdesk.desk.desk import Desk
from rmdesk.desk.registers import acting, destroying, listing, opening
from rmdesk.domain import archive_facts
from support.clock import Clock
from support.desks import codes, done, rested
from support.registers import at, let_in, numbers, second, visit, was_done

YEAR = 366


def _left(desk: Desk, **over: str) -> str:
    """A visit from its first act to its end."""
    made = visit(desk, **over)
    let_in(desk, made.no)
    was_done(acting.do(desk, made.no, "watch", 2, {"remark": "形迹可疑的访客", "watched": "2"}))
    was_done(acting.do(desk, made.no, "leave", 3, {}))
    return made.no


def _anywhere(desk: Desk, word: str) -> list[str]:
    tables = [row[0] for row in desk.store.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return [one for one in tables for row in desk.store.query(f'SELECT * FROM "{one}"') if word in str(tuple(row))]


def test_an_entry_is_destroyed_after_its_time_and_not_before(own: Desk, clock: Clock) -> None:
    """A day too early is a fine, years too late another."""
    no = _left(own)
    ended = own.today()
    proof = second("checker")
    assert codes(destroying.destroy(at(own, "compliance"), [no], "期满", proof)) == ["KYC-08.entry"]
    assert done(destroying.over(own, ended.replace(year=ended.year + 3))) == ()
    after = ended.replace(year=ended.year + 3) + timedelta(1)
    assert [(one.no, one.until) for one in done(destroying.over(own, after))] == [(no, after - timedelta(1))]
    rested(own, clock, days=(after - ended).days)
    at(own, "compliance")
    assert [one.no for one in done(destroying.over(own))] == [no]
    assert codes(destroying.destroy(own, [no], "期满")) == ["DATA-08.second"]
    assert codes(destroying.destroy(own, [no], " ", proof)) == ["INPUT.required"]
    assert codes(destroying.destroy(at(own, "manager"), [no], "期满", proof)) == ["DATA-08.role"]
    gone = done(destroying.destroy(at(own, "compliance"), [no], "期满", proof))
    assert gone.entries == 1
    assert codes(opening.entry(own, no)) == ["INPUT.unknown"]
    assert done(destroying.over(own)) == ()
    assert own.store.replay().ok


def test_figures_stay_and_names_go(own: Desk, clock: Clock) -> None:
    """Last year's count of visits falls with every entry that is destroyed, or the visitors never leave the books."""
    no, other = _left(own, visitor="访客孙七"), visit(own).no
    rested(own, clock, days=4 * YEAR)
    done(destroying.destroy(at(own, "compliance"), [no], "期满", second("checker")))
    assert _anywhere(own, "孙七") == []
    assert _anywhere(own, "形迹可疑的访客") == []
    kept = {
        row["key"]: row["value"]
        for row in own.store.query(
            "SELECT * FROM entry_value WHERE entry_id = ?",
            (own.store.query("SELECT id FROM entry WHERE no = ?", (no,))[0]["id"],),
        )
    }
    assert kept["alarm"] == "4"
    assert kept["purpose"] == "repair"
    assert "remark" not in kept
    assert numbers(own, "visitors") == [other]
    assert own.store.replay().ok


def test_a_whole_waits_for_its_parts(own: Desk, clock: Clock) -> None:
    """Passes are kept a year longer than visits: the visit they belong to must not be gone before them."""
    made = visit(own)
    let_in(own, made.no)
    typed = {"carrier": "reviewer", "reach": "机房"}
    card = was_done(acting.begin(own, "visitor_pass", typed, parent_id=made.entry_id))
    was_done(acting.do(at(own, "reviewer"), card.no, "take_back", 1, {}))
    was_done(acting.do(at(own, "compliance"), made.no, "watch", 2, {"remark": "x", "watched": "1"}))
    was_done(acting.do(own, made.no, "leave", 3, {}))
    rested(own, clock, days=3 * YEAR + 5)
    at(own, "compliance")
    assert done(destroying.over(own)) == ()
    assert codes(destroying.destroy(own, [made.no], "期满", second("checker"))) == ["KYC-08.entry"]
    rested(own, clock, days=YEAR)
    at(own, "compliance")
    assert [(one.no, one.parts) for one in done(destroying.over(own))] == [(made.no, 1)]
    assert done(destroying.destroy(own, [made.no], "期满", second("checker"))).entries == 2
    assert codes(opening.entry(own, card.no)) == ["INPUT.unknown"]
    assert own.store.replay().ok


def _ended(desk: Desk, no: str) -> None:
    at(desk, "reviewer", "compliance", "manager", login="checker")
    done(retention.end_relationship(desk, no, desk.today(), "销户"))


def test_an_entry_that_has_not_ended_keeps_the_client_s_file(own: Desk, clock: Clock) -> None:
    """The file is destroyed under a visit that is still expected (KYC-08)."""
    made = visit(own, about="client:K-0001")
    _ended(own, "K-0001")
    rested(own, clock, days=11 * YEAR)
    at(own, "compliance")
    assert codes(files.destroy(own, ["K-0001"], "期满", second("checker"))) == ["KYC-08.open"]
    was_done(acting.do(own, made.no, "_void", 1, {"reason": "未到访"}))
    answer = files.destroy(own, ["K-0001"], "期满", second("checker"))
    assert codes(answer) == ["KYC-08.until"]  # its own clock begins at its end, and is the longest now


def test_entries_go_with_the_client_s_file(own: Desk, clock: Clock) -> None:
    """The client is destroyed, and stands on in a visit, a risk and the measure against it."""
    no = _left(own, about="client:K-0001", visitor="访客孙七")
    elsewhere = visit(own)
    was_done(acting.do(own, elsewhere.no, "jot", 1, {"note": "与测试甲同来"}))
    _ended(own, "K-0001")
    rested(own, clock, days=11 * YEAR)
    at(own, "compliance")
    assert codes(destroying.destroy(own, [no], "期满", second("checker"))) == ["KYC-08.of_client"]
    (gone,) = done(files.destroy(own, ["K-0001"], "期满", second("checker")))
    assert gone.named_in == (elsewhere.no,)  # nobody rewrites what was recorded: somebody is told to look
    assert codes(opening.entry(own, no)) == ["INPUT.unknown"]
    assert "孙七" not in str(_anywhere(own, "孙七"))
    assert numbers(own, "visitors") == [elsewhere.no]
    assert done(listing.page(own, "visitors")).total == 1
    assert own.store.replay().ok
    assert own.store.verify().ok
    assert guarding.asks(own, "retention.erase") == "second_person"
    assert archive_facts.ClientDestroyed.kind in {one.kind for one in own.store.entries()}
