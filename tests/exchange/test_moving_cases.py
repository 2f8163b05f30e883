"""A complaint goes to another desk, where somebody handles it whom it does not concern: with all of it, once."""

from datetime import date
from pathlib import Path

from cli.conftest import Ran, Run, run
from complaints.kit import LABELS, WHO, about, again, closed, new, shown, taken
from exchange.meeting import OWN, carry, coded, enrol_one_another, give, one_of, refused_as, sound
from plain.typist import Chooser
from rmdesk.desk import checking
from rmdesk.desk.complaints import (
    board,
    cases,
    deciding,
    evidence,
    letters,
    linking,
    numbers,
    register,
    statistics,
    work,
)
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.exchange import cases_in, cases_out, enrolling, peers, taking
from rmdesk.domain.exchange_cases import CaseFactMoved
from rmdesk.domain.facts import PersonAdded
from rmdesk.domain.people import Role
from rmdesk.domain.vault_facts import RecoverySealed
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.acts import sign_of
from rmdesk.faces.complaints.case_text import CaseText
from rmdesk.faces.complaints.timeline import event_lines
from rmdesk.formpack import Pack
from rmdesk.plain.moves import move
from rmdesk.store import slots
from rmdesk.tui import routes
from rmdesk.tui.complaints import board_rows
from support import walk
from support.clock import Clock
from support.desks import COST, PASSWORD, FreshDesks, done
from support.people import staff
from support.tiers import exhaustive
from support.undrawn import undrawn
from tui.hands import answer
from tui.looking import cut_off
from tui.stage import LEAST, Driver, app_over, drive

__all__ = ["run"]
Pair = tuple[Desk, Desk]
NO = "C-07-0001"


def hire(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody more works here."""
    desk.record(PersonAdded(person=staff(login, *roles)), login)
    slots.add(desk.folder, slots.open(desk.folder, "demo", PASSWORD), login, PASSWORD, COST)


def pass_days(clock: Clock, days: int, *desks: Desk) -> None:
    """So many days go by, with work on each."""
    for _ in range(days):
        clock.forward(days=1)
        for desk in desks:
            desk.record(RecoverySealed(place="柜"), "desk")


def sits(desk: Desk, login: str, *roles: Role) -> None:
    """Somebody else is at the desk."""
    desk.actor = staff(login, *roles)


def about_lin(desk: Desk) -> CaseView:
    """A complaint about a manager of this desk."""
    hire(desk, "lin", "manager")
    return taken(desk, about=about("lin"))


def legal(view: CaseView) -> list[tuple[str, object]]:
    """The dates of the law."""
    return [(one.id, one.due) for one in view.clocks if one.legal]


def test_a_case_goes_with_everything_a_handler_needs(apart: Pair, clock: Clock, tmp_path: Path) -> None:
    """It would be handled anew from nothing, or by other dates: what was promised and printed must stand there too."""
    here, there = apart
    view, sha = shown(here, about_lin(here))
    view = done(work.remark(here, view.case.id, view.case.version, "call", "客户来电催问。"))
    with undrawn():
        sent = done(letters.print_letter(here, view.case.id, view.case.version, "receipt", tmp_path, "zh"))
    before = done(cases.view(here, view.case.id))
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    carry(here, there)
    pass_days(clock, 2, here, there)
    (offer,) = done(cases_in.waiting(there))
    assert (offer.moving.move.no, offer.against) == (NO, ())
    assert offer.moving.move.due == before.legal.due_day if before.legal else None
    assert [due.about.zh for due in done(listing.listed(there)) if due.kind == "elsewhere.case"] == [NO]
    after = done(cases_in.take_over(there, NO, "", OWN))
    assert (after.case.no, after.case.claim, after.case.received_at) == (NO, before.case.claim, before.case.received_at)
    assert legal(after) == legal(before)
    told = [one.kind for one in done(cases.timeline(there, NO))]
    assert {"complaint.received/1", "complaint.remark_added/1", "complaint.letter_printed/1"} <= set(told)
    assert there.store.attachments.get(sha) == here.store.attachments.get(sha)
    done(evidence.take_out(there, NO, after.case.version, sha, tmp_path))
    assert [one.number for one in after.case.letters] == [sent.number]
    with undrawn():
        assert done(letters.reprint(there, NO, sent.number, tmp_path)).number == sent.number
    assert there.store.query("SELECT count(*) FROM opened_fact")[0][0] == 0
    sound(here, there)


def test_a_letter_elsewhere_is_as_the_complainant_s_file_asks(apart: Pair, tmp_path: Path) -> None:
    """SUIT-10: the file does not go along; an elder's complaint that was moved before its first letter was printed in
    ordinary size there, and in the language of the screen."""
    here, there = apart
    elder = walk.register(here, date(1955, 1, 1), papers="en", id_valid_until="long")
    view = done(register.take(here, new(complainant=WHO.model_copy(update={"client_id": elder.id})))).view
    assert view is not None
    done(cases_out.give_up(here, view.case.id, "08", "由其他网点办理", OWN))
    carry(here, there)
    view = done(cases_in.take_over(there, NO, "", OWN))
    assert view.case.complainant.client_id is None
    assert letters.print_now(there, view.case) is None, "nothing turns it off there, too"
    with undrawn():
        done(letters.print_letter(there, NO, view.case.version, "receipt", tmp_path, "zh"))
    assert done(cases.view(there, NO)).case.letters[0].large
    assert deciding.written_in(there, view.case, "zh") == "en"
    sound(here, there)


def test_nothing_is_done_any_more_where_it_was_and_what_became_of_it_is_seen(apart: Pair, tmp_path: Path) -> None:
    """One owner at a time: two desks would tell the complainant two results; the old one would never learn of it."""
    here, there = apart
    view = about_lin(here)
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    assert refused_as(cases_out.give_up(here, "C-0001", "08", "又一次", OWN)) == "EXCHANGE.case_moved"
    now = done(cases.view(here, view.case.id))
    assert now.may == ()
    assert refused_as(work.remark(here, now.case.id, now.case.version, "note", "…")) == "EXCHANGE.case_moved"
    assert [line.no for line in done(board.board(here)).lines] == ["C-0001"], "its dates are ours until it answers"
    hire(there, "he", "compliance")
    made = give(here, there)
    done(taking.take(there, made.file))
    assert done(taking.take(there, made.file)).again
    carry(here, there)  # the acknowledgement is not there yet: all of it comes once more
    assert len(done(cases_in.waiting(there))) == 1
    closed(there, done(cases_in.take_over(there, NO, "", OWN)), tmp_path)
    assert refused_as(cases_in.take_over(there, NO, "", OWN)) == "EXCHANGE.case_not_offered"
    carry(there, here)
    carry(there, here)
    (out,) = done(cases_out.all_out(here))
    assert (out.state, [one.what for one in out.heard]) == ("taken", ["decided", "told", "closed"])
    assert done(board.board(here)).lines == ()
    old = done(cases.view(here, view.case.id))
    assert (old.case.gone, old.clocks, old.late) == (True, (), False), "no clock runs where nobody can stop it"
    said, text = words.due_line(here, old, "zh"), CaseText(here, old, "zh", str)
    assert said.startswith(f"已由工作台 08 {there.branch.branch} 接收")
    assert said.endswith("对方已办结"), "a case that goes on elsewhere was told as ended here"
    assert all(said in {line.value for line in text.lines(part)} for part in ("times", "decide", "tell"))
    assert sign_of(old, "rest") == ""
    (head, row) = board_rows.rows(here, done(board.board(here)), "C-0001", "zh", 78)
    assert (head.cells[0], row.key) == ("他处办理", view.case.id)
    today = here.today()
    counted = [done(statistics.statistics(desk, today, today)).complaints for desk in apart]
    assert counted == [0, 1], "it counts once: at the desk that has it"
    assert [len(done(cases.taken_in(desk))) for desk in apart] == [0, 1]
    sound(here, there)


def test_as_known_before_it_went_it_was_counted_here(apart: Pair, clock: Clock) -> None:
    """A figure that was reported last month must come out the same today."""
    here, there = apart
    about_lin(here)
    today, then = here.today(), here.now()
    clock.forward(hours=1)
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    carry(here, there)
    done(cases_in.take_over(there, NO, "", OWN))
    carry(there, here)
    counted = [done(statistics.statistics(desk, today, today, then)).complaints for desk in apart]
    assert counted == [1, 0]
    clock.forward(hours=1)
    now = [done(statistics.statistics(desk, today, today, clock.now)).complaints for desk in apart]
    assert now == [0, 1]


def test_whom_it_concerned_neither_takes_nor_reads_it_there(apart: Pair) -> None:
    """COMP-04: who was complained of would handle the complaint about himself, at the desk where he works next."""
    here, there = apart
    about_lin(here)
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    carry(here, there)
    hire(there, "lin", "manager")
    at_desk = there.actor
    sits(there, "lin", "manager")
    (offer,) = done(cases_in.waiting(there))
    assert [one.code for one in offer.against] == ["COMP-04"]
    assert refused_as(cases_in.take_over(there, NO, "", OWN)) == "COMP-04"
    assert refused_as(cases_in.turn_down(there, NO, "不办")) == "COMP-04"
    there.actor = at_desk
    assert refused_as(cases_in.take_over(there, NO, "lin", OWN)) == "DESK-18.not_handler"
    view = done(cases_in.take_over(there, NO, "demo", OWN))
    view = again(there, view, claim="补充", labels=LABELS)
    assert "lin" in view.case.parties, "also after the record was completed here"
    sits(there, "lin", "manager")
    assert refused_as(cases.view(there, NO)) == "COMP-04"
    assert done(board.board(there)).lines == ()


def test_who_comes_to_the_desk_later_is_a_party_too(apart: Pair) -> None:
    """COMP-04: he who moves after the case would find it open to him."""
    here, there = apart
    about_lin(here)
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    carry(here, there)
    done(cases_in.take_over(there, NO, "demo", OWN))
    hire(there, "lin", "manager")
    sits(there, "lin", "manager")
    assert refused_as(cases.view(there, NO)) == "COMP-04"
    assert refused_as(numbers.reveal(there, NO)) == "COMP-04"


def test_a_desk_of_parties_gives_its_case_away_unread(apart: Pair) -> None:
    """Where everybody is complained of, nobody may open the case: it must not lie there until its date is over."""
    here, there = apart
    hire(there, "he", "compliance")
    hire(here, "wang", "reviewer")
    case = done(register.take(here, new(about=about("demo", "reviewer"))))
    assert case.view is None
    assert refused_as(cases_out.give_up(here, case.no, "08", "均为当事人", OWN)) == "COMP-04", "wang may handle it"
    view_of = here.actor
    sits(here, "wang", "reviewer")
    done(cases_out.give_up(here, case.no, "08", "由其他网点办理", OWN))
    here.actor = view_of
    carry(here, there)
    assert refused_as(cases_in.take_over(there, NO, "", OWN)) == "COMP-04"
    sits(there, "he", "compliance")
    assert done(cases_in.take_over(there, NO, "", OWN)).case.handler == "he"


def test_what_nobody_takes_stays_on_the_board(apart: Pair, clock: Clock) -> None:
    """A legal date that passes between two desks is missed by nobody's fault but ours."""
    here, there = apart
    about_lin(here)
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    carry(here, there)
    pass_days(clock, 40, here, there)
    (line,) = done(board.board(here)).lines
    assert (line.no, line.group, line.late_by_law) == ("C-0001", "late", True)
    assert any(due.no == "C-0001" for due in done(listing.listed(here)))
    done(cases_in.turn_down(there, NO, "不在本行政区"))
    carry(there, here)
    back = done(cases.view(here, "C-0001"))
    assert (back.case.moved_to, "assign" in back.may, back.late) == ("", True, True)
    done(cases_out.give_up(here, "C-0001", "08", "再试", OWN))
    assert refused_as(cases_out.keep(here, "C-0001", "不等了")) == "EXCHANGE.case_unanswered"
    done(enrolling.strike(here, there.store.device, "丢失", OWN))
    assert done(cases_out.keep(here, "C-0001", "对方已除名")).state == "refused"
    assert done(cases.view(here, "C-0001")).may
    sound(here, there)


def test_late_stays_late_there(apart: Pair, clock: Clock) -> None:
    """COMP-05: a case that was late when it went would count as kept in time at the other desk."""
    here, there = apart
    about_lin(here)
    pass_days(clock, 40, here, there)
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    carry(here, there)
    view = done(cases_in.take_over(there, NO, "", OWN))
    assert view.late
    (row,) = done(cases.taken_in(there))
    assert row.in_time is False


def test_other_legal_dates_are_refused(apart: Pair) -> None:
    """COMP-05: where the desks count by different form packs, the complainant's date would move with the file."""
    here, there = apart
    about_lin(here)
    texts = dict(there.pack.files)
    texts["complaint_clocks.toml"] = texts["complaint_clocks.toml"].replace("count = 15", "count = 10")
    there.pack = Pack.of(texts)
    done(cases_out.give_up(here, "C-0001", "08", "由其他网点办理", OWN))
    carry(here, there)
    assert refused_as(cases_in.take_over(there, NO, "", OWN)) == "EXCHANGE.case_dates"


def test_whose_client_stayed_at_the_other_desk(apart: Pair) -> None:
    """Who handles the case is sent there, not to link a client whom this desk does not have."""
    here, there = apart
    view = about_lin(here)
    done(cases_out.give_up(here, view.case.no, "08", "换办", OWN))
    carry(here, there)
    now = done(cases_in.take_over(there, NO, "demo", OWN))
    answer = linking.choices(there, now.case.id)
    assert refused_as(answer) == "COMP-16.client_elsewhere"
    assert "07" in str(answer)


def test_it_comes_home(apart: Pair) -> None:
    """Nothing is told twice, and nothing is lost on the way back, however often the case moves."""
    here, there = apart
    view = about_lin(here)
    for desk, other, code in ((here, there, "08"), (there, here, "07")):
        done(cases_out.give_up(desk, NO, code, "换办", OWN))
        carry(desk, other)
        now = done(cases_in.take_over(other, NO, "demo", OWN))
        carry(other, desk)
        done(work.remark(other, now.case.id, now.case.version, "note", f"在 {other.branch.code} 记"))
    home = done(cases.view(here, "C-0001"))
    assert (home.case.no, home.case.moved_to, home.case.gone) == ("C-0001", "", False)
    assert "lin" in home.case.parties
    assert done(cases_out.all_out(here)) == ()
    texts = [getattr(one.fact, "text", "") for one in done(cases.timeline(here, "C-0001"))]
    assert [text for text in texts if text] == ["在 08 记", "在 07 记"]
    done(cases_out.give_up(here, "C-0001", "08", "再换", OWN))
    carry(here, there)
    again_there = done(cases_in.take_over(there, NO, "demo", OWN))
    texts = [getattr(one.fact, "text", "") for one in done(cases.timeline(there, NO))]
    assert [text for text in texts if text] == ["在 08 记", "在 07 记"]
    assert legal(again_there) == legal(view)
    carry(there, here)
    sound(here, there)


def test_it_goes_on_to_a_third_desk(
    apart: Pair, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """Numbers and people of the first desk would be taken for the third one's own, and who was complained of let in."""
    here, there = apart
    view = about_lin(here)
    with one_of(fresh_desks, tmp_path / "c", pack, clock) as third:
        coded(third, "09")
        taken(third, claim="另一件")
        hire(third, "lin", "manager")
        enrol_one_another(here, there, third)
        done(cases_out.give_up(here, "C-0001", "08", "换办", OWN))
        carry(here, there)
        done(cases_in.take_over(there, NO, "demo", OWN))
        done(cases_out.give_up(there, NO, "09", "换办", OWN))
        carry(there, third)
        last = done(cases_in.take_over(third, NO, "demo", OWN))
        assert (last.case.no, last.case.recorded_by) == (NO, f"demo@{here.store.device}")
        assert {"lin", f"lin@{here.store.device}"} <= last.case.parties
        assert legal(last) == legal(view)
        carry(third, there)
        carry(there, here)
        assert [one.what for one in done(cases_out.all_out(here))[0].heard] == ["given_on"]
        sound(here, there, third)


def test_a_fact_that_the_other_chain_does_not_say_is_found(apart: Pair) -> None:
    """Who writes a fact into the own journal as if it had come with a case is named by verify."""
    here, there = apart
    about_lin(here)
    done(cases_out.give_up(here, "C-0001", "08", "换办", OWN))
    carry(here, there)
    done(cases_in.take_over(there, NO, "demo", OWN))
    fact = next(iter(there.store.entries(kind=CaseFactMoved.kind))).fact
    assert isinstance(fact, CaseFactMoved)
    there.record(fact.model_copy(update={"said": fact.said.replace("C-0001", "C-0002")}), fact.case_id)
    assert "elsewhere" in {one.what for one in done(checking.rules(there)).faults}


def test_by_commands(apart: Pair, run: Run) -> None:
    """Given up, listed, refused, given up again, taken over: what a script is told."""
    here, there = apart
    about_lin(here)
    for desk in apart:
        desk.close()

    def at(desk: Desk, *argv: str) -> Ran:
        line = ("--desk", desk.folder, "--user", "demo", "--password-stdin", "--lang", "en", "exchange", *argv)
        return run(*line, "--json", given=f"{PASSWORD}\n" * 2)

    def brought(desk: Desk, other: Desk, number: int) -> None:
        file = str(here.folder.parent / f"{desk.store.device}-{number}.bundle")
        assert at(desk, "out", "--to", other.store.device, file).code == 0
        assert at(other, "in", file).code == 0

    assert at(here, "move", "C-0001", "--to", "08", "--reason", "party").value["case"] == NO
    brought(here, there, 1)
    (offer,) = at(there, "moves").value["cases_in"]
    assert (offer["case"], offer["against"]) == (NO, [])
    assert at(there, "take-over", NO, "--settle", "ours", "--reason", "x").code == 2
    assert at(there, "take-over", NO, "--refuse", "--reason", "no").value["state"] == "refused"
    brought(there, here, 1)
    assert at(here, "move", "C-0001", "--to", "08", "--reason", "once more").value["state"] == "offered"
    assert "no answer yet" in str(at(here, "keep", "C-0001", "--reason", "wait").value)
    brought(here, there, 2)
    assert at(there, "take-over", NO).value == {"case": NO, "handler": "demo"}
    brought(there, here, 2)
    assert [one["state"] for one in at(here, "moves").value["cases_out"]] == ["taken"]
    line = ("--desk", here.folder, "--user", "demo", "--password-stdin", "--lang", "en", "complaint", "show", "C-0001")
    assert f"Taken over by desk 08 {there.branch.branch} · nothing heard since" in run(*line, given=f"{PASSWORD}\n").out
    told = run(*line, "--json", given=f"{PASSWORD}\n").value
    assert (told["moved"], told["moved_to"], told["heard"]) == ("gone", there.store.device, [])


@exhaustive
def test_on_the_screens(apart: Pair) -> None:
    """Given up at one desk by its number, seen by its legal date, taken over at the other, opened from there."""
    here, there = apart
    about_lin(here)

    async def leave(see: Driver) -> None:
        see.app.go(routes.Moves())
        await see.pilot.pause()
        assert cut_off(see.app) == []
        await see.press("5")
        await answer(see, "C-0001")
        await see.press("1")
        await answer(see, "由其他网点办理")
        await answer(see, PASSWORD)
        assert "期限仍由本处负责" in see.text
        await see.press("escape")
        assert "待对方接收" in see.text
        see.app.go(routes.CaseFile(view_id(here)))
        await see.pilot.pause()
        assert "已移交，待接收" in see.text

    async def come(see: Driver) -> None:
        see.app.go(routes.Moves())
        await see.pilot.pause()
        assert NO in see.text
        await see.press("enter")
        assert "法定期限" in see.text
        await see.press("escape", "2")
        await answer(see, PASSWORD)
        assert f"由 {there.actor.name} 办理" in see.text
        await see.press("escape")
        see.app.go(routes.CaseFile(view_id(there)))
        await see.pilot.pause()
        assert NO in see.text

    async def later(see: Driver) -> None:
        see.app.go(routes.Moves())
        await see.pilot.pause()
        assert "对方已接收" in see.text

    drive(app_over(here), leave, LEAST)
    carry(here, there)
    drive(app_over(there), come, LEAST)
    carry(there, here)
    drive(app_over(here), later, LEAST)


def test_a_case_moves_line_by_line(apart: Pair) -> None:
    """Whoever cannot see a screen would keep a case about a colleague, or never learn that one is offered."""
    here, there = apart
    about_lin(here)
    (peer,) = peers.all_of(here)
    typed: dict[str, str | list[str]] = {"哪件投诉": "C-0001", "原因": "由其他网点办理", "密码": PASSWORD}
    number = "请输入序号"
    clerk = Chooser(typed, {"办理哪一项": ["将投诉移交"], number: [peer.card.name]})
    move(clerk.talk(here))
    assert [one.state for one in done(cases_out.all_out(here))] == ["offered"], clerk.all_heard
    carry(here, there)
    other = Chooser(typed, {"办理哪一项": [NO], number: ["退回其他"]})
    move(other.talk(there))
    assert done(cases_in.waiting(there)) == (), other.all_heard
    carry(there, here)
    again_here = Chooser(typed, {number: [peer.card.name]})
    move(again_here.talk(here), "C-0001")
    carry(here, there)
    other = Chooser(typed, {"办理哪一项": [NO], number: ["接收其他"]})
    move(other.talk(there))
    assert done(cases.view(there, NO)).case.handler == "demo", other.all_heard


def test_whose_desk_was_struck_off_stays_line_by_line(apart: Pair) -> None:
    """Nobody there would ever answer for it, and nothing could be done with it here."""
    here, _ = apart
    about_lin(here)
    done(cases_out.give_up(here, "C-0001", "08", "换办", OWN))
    (peer,) = peers.all_of(here)
    done(enrolling.strike(here, peer.card.device, "设备丢失", OWN))
    clerk = Chooser({"原因": "设备丢失"}, {"办理哪一项": [NO], "请输入序号": ["投诉留在本处"]})
    move(clerk.talk(here))
    assert done(cases.view(here, "C-0001")).may, clerk.all_heard


def test_the_timeline_tells_where_it_went(apart: Pair, tmp_path: Path) -> None:
    """Who reads the old case would see a state, and not who has it and what became of it."""
    here, there = apart
    view = about_lin(here)
    done(cases_out.give_up(here, "C-0001", "08", "换办", OWN))
    carry(here, there)
    hire(there, "he", "compliance")
    closed(there, done(cases_in.take_over(there, NO, "", OWN)), tmp_path)
    carry(there, here)
    for desk in apart:
        lines = [line for event in done(cases.timeline(desk, view.case.id)) for line in event_lines(desk, event, "zh")]
        assert lines
        if desk is here:
            assert any("对方已办结" in line.value for line in lines)


def view_id(desk: Desk) -> str:
    """The id of its only case."""
    return str(desk.store.query("SELECT id FROM complaint")[0]["id"])
