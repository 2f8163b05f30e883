"""Faults most likely to be made, 1 and 2: an entry by its own id, and every face of it outside its own screen."""

from datetime import timedelta

from rmdesk.desk.audit import trail
from rmdesk.desk.audit.seeking import Sought
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.registers import acting, forms, listing, opening
from rmdesk.desk.registers.views import Query
from rmdesk.domain.people import Role
from rmdesk.domain.people_facts import ClientRead
from rmdesk.store.tables.clients import VEIL
from support.desks import codes, done
from support.registers import at, let_in, numbers, visit, was_done

CONCERNED: tuple[Role, ...] = ("manager", "reviewer")
OUTSIDE: tuple[Role, ...] = ("product_keeper", "administrator")


def _tip(desk: Desk, **over: str) -> str:
    usual = {"about": "person:manager", "what": "飞单13812345678", "others": "reviewer", "grade": "4", "weight": "2"}
    return was_done(acting.begin(at(desk, "compliance"), "tip", usual | over)).no


def _step(desk: Desk, tip: str, doer: str = "auditor") -> str:
    typed = {"what": "调阅流水", "doer": doer}
    return was_done(acting.begin(at(desk, "compliance"), "tip_step", typed, parent_id=_id(desk, tip))).no


def _id(desk: Desk, no: str) -> str:
    return done(opening.entry(at(desk, "compliance"), no)).id


def test_a_part_is_kept_from_whoever_its_whole_is_kept_from(own: Desk) -> None:
    """The person a tip is about opens a step of looking into it by its own number, and is warned."""
    step = _step(own, _tip(own))
    for login in CONCERNED:  # both read steps by role; the tip concerns them
        found = opening.entry(at(own, login), step)
        assert codes(found) == ["INPUT.unknown"], login
        assert codes(acting.do(own, step, "finish", 1, {"result": "x"})) == ["INPUT.unknown"], login
        assert numbers(own, "tip_step") == [], login
        assert done(listing.page(own, "tip_step")).total == 0
    assert done(opening.entry(at(own, "manager", login="other"), step)).no == step
    assert numbers(own, "tip_step") == [step]


def test_a_part_is_opened_on_its_own_rights(own: Desk) -> None:
    """Whoever sees the whole would see every part of it: passes are for those who carry them."""
    host = visit(own)
    let_in(own, host.no)
    typed = {"carrier": "manager", "reach": "机房"}
    card = was_done(acting.begin(at(own, "compliance"), "visitor_pass", typed, parent_id=host.entry_id)).no
    assert done(opening.entry(at(own, "manager"), card)).no == card
    assert done(opening.entry(at(own, "manager", login="other"), host.no)).no == host.no
    assert codes(opening.entry(own, card)) == ["INPUT.unknown"]
    parts = done(opening.entry(own, host.no)).parts
    assert [one.entries for one in parts] == [0]


def test_a_part_belongs_to_a_whole_of_its_kind(own: Desk) -> None:
    """A pass hung under a tip would be read by nobody who looks for it, and open the tip to its carrier."""
    tip = _id(own, _tip(own))
    typed = {"carrier": "manager", "reach": "机房"}
    assert codes(acting.begin(own, "visitor_pass", typed, parent_id=tip)) == ["INPUT.unknown"]
    assert codes(acting.begin(own, "visitor_pass", typed)) == ["INPUT.unknown"]
    typed = {"what": "调阅流水", "doer": "manager"}
    assert codes(acting.begin(at(own, "reviewer"), "tip_step", typed, parent_id=tip)) == ["INPUT.unknown"]


def test_a_part_of_a_client_s_entry_stays_in_his_book(own: Desk) -> None:
    """The measure against a client's risk tells of the client: only who may see him reads it."""
    typed = {
        "about": "client:K-0001",
        "title": "大额集中",
        "class": "operational",
        "source": "check",
        "likelihood": "3",
    }
    typed |= {"impact": "5", "owner": "manager", "review_on": (own.today() + timedelta(30)).isoformat()}
    risk = was_done(acting.begin(own, "risk", typed))
    measure = {"what": "降低集中度", "owner": "other", "until": (own.today() + timedelta(3)).isoformat()}
    refused = acting.begin(own, "action", measure, parent_id=risk.entry_id)
    assert codes(refused) == ["REGISTER.reader"]
    part = was_done(acting.begin(own, "action", measure | {"owner": "manager"}, parent_id=risk.entry_id))
    assert done(opening.entry(at(own, "manager"), part.no)).client_id == done(opening.entry(own, risk.no)).client_id
    assert codes(opening.entry(at(own, "manager", login="other"), part.no)) == ["INPUT.unknown"]
    assert numbers(own, "action") == []


def test_lists_and_counts_keep_to_the_book(own: Desk) -> None:
    """A manager counts, finds and opens the visits of the own clients, and of nobody else's (DATA-08)."""
    mine, theirs = visit(own, about="client:K-0001", host="manager"), visit(own, about="client:K-0002", host="other")
    assert sorted(numbers(at(own, "compliance"), "visitors")) == [mine.no, theirs.no]
    at(own, "manager")
    assert numbers(own, "visitors") == [mine.no]
    assert numbers(own, "visitors", text=theirs.no) == []
    assert numbers(own, "visitors", text="测试乙") == []
    kind = next(one for one in done(listing.kinds(own)) if one.id == "visitors")
    assert kind.open == 1
    assert done(listing.page(own, "visitors", Query(client_id=_client(own, "K-0002")))).total == 0
    assert codes(opening.entry(own, theirs.no)) == ["INPUT.unknown"]


def test_being_named_in_it_opens_nobody_s_book(own: Desk) -> None:
    """A host of another book would read a client's file through a visit; so nobody is made host who may not see it."""
    answer = acting.begin(own, "visitors", _typed(own, about="client:K-0002", host="manager"))
    assert codes(answer) == ["REGISTER.reader"]
    options = {one.value for one in done(forms.choices(own, "visitors", "host", ""))}
    assert {"manager", "other"} <= options  # before it is known whom it is about, everybody whose role reads visits
    made = visit(own, about="client:K-0002", host="other")
    options = {one.value for one in done(forms.choices(own, "visitors", "host", "", made.no))}
    assert "other" in options
    assert "manager" not in options


def test_back_links_tell_only_what_the_reader_may_open(own: Desk) -> None:
    """An earlier visit of another book's client is named by a later one: the link would lead into that book."""
    first = visit(own)
    later = visit(own, about="client:K-0002", host="other", earlier=first.no)
    assert [one.text.zh for one in done(opening.entry(at(own, "compliance"), first.no)).back] == [later.no]
    assert done(opening.entry(at(own, "manager"), first.no)).back == ()
    # And from the other side: a link to what one may not open tells no number, and leads nowhere.
    back = visit(own, earlier=later.no)
    links = done(opening.entry(at(own, "manager"), back.no)).links
    assert [(one.text.zh, one.id) for one in links if one.kind == "entry"] == [(VEIL, "")]
    assert codes(acting.begin(own, "visitors", _typed(own, earlier=later.no))) == ["INPUT.unknown"]


def test_a_link_takes_only_entries_of_its_registers(own: Desk) -> None:
    """An earlier visit that is a tip would tell everybody who reads visits that there is one."""
    tip = _tip(own, others="")
    assert codes(acting.begin(own, "visitors", _typed(own, earlier=tip))) == ["INPUT.unknown"]


def test_what_is_narrowed_is_nowhere(own: Desk) -> None:
    """Whoever a tip concerns finds it by no number, word, count, place in the matrix, due or sentence."""
    tip = _tip(own)
    for login in CONCERNED:
        at(own, login)
        assert codes(opening.entry(own, tip)) == ["INPUT.unknown"]
        assert numbers(own, "tip") == []
        assert numbers(own, "tip", text="飞单") == []
        matrix = done(listing.matrix(own, "tip"))
        assert matrix is not None
        assert not [cell for row in matrix.rows for cell in row if cell.nos]
        assert [one.open for one in done(listing.kinds(own)) if one.id == "tip"] in ([], [0])
    assert numbers(at(own, "compliance"), "tip") == [tip]


def test_the_audit_trail_keeps_what_is_narrowed(own: Desk) -> None:
    """An auditor whom a tip concerns reads the whole journal: there it is said in no word what it holds."""
    tip = _tip(own, about="person:auditor", others="reviewer")
    own.record(ClientRead(client_id="", what="registers.opening.entry", about=tip.lower()), "desk")
    told = " ".join(line.sentence for line in done(trail.page(at(own, "auditor"), Sought(), lang="zh")).lines)
    assert "飞单" not in told
    assert tip.lower() not in told, "that somebody looked at it says that there is one"
    assert "飞单" in " ".join(
        line.sentence for line in done(trail.page(at(own, "compliance"), Sought(), lang="zh")).lines
    )


def test_hidden_fields_are_hidden_in_every_face(own: Desk) -> None:
    """What only compliance may read stands in no column, search, order, product, history or form of anybody else."""
    made = visit(own)
    let_in(own, made.no)
    was_done(acting.do(own, made.no, "watch", 2, {"remark": "形迹可疑", "watched": "7"}))
    view = done(opening.entry(own, made.no))
    assert {"remark", "watched", "alarm"} <= {one.key for one in view.values}
    page = done(listing.page(own, "visitors"))
    assert next(one for one in page.columns if one.key == "alarm").sorts
    assert numbers(own, "visitors", text="可疑") == [made.no]
    at(own, "reviewer")
    view = done(opening.entry(own, made.no))
    assert not {"remark", "watched", "alarm"} & {one.key for one in view.values}
    assert "形迹可疑" not in str(view)
    assert codes(listing.page(own, "visitors", Query(sort="-alarm"))) == ["INPUT.choice"]
    page = done(listing.page(own, "visitors"))
    assert [one.text.zh for one in page.lines[0].cells if one.key in ("remark", "alarm")] == ["—", "—"]
    assert page.sort == "-came_on"
    assert not next(one for one in page.columns if one.key == "alarm").sorts
    assert numbers(own, "visitors", text="可疑") == []


def test_numbers_are_masked_and_not_guessed_by_searching(own: Desk) -> None:
    """A list that shows 139****1111 and finds "13900001" gives the number away, digit by digit (DATA-05)."""
    at(own, "reviewer")
    made = visit(own, other="", visitor="访客13912345678", phone="13900001111")
    shown = {one.key: one.text.zh for one in done(opening.entry(own, made.no)).values}
    assert "00001111" not in shown["phone"]
    assert "12345678" not in shown["visitor"]
    assert "13812345678" not in str(done(opening.entry(at(own, "compliance"), _tip(own, others=""))))
    assert numbers(own, "tip", text="飞单") != []
    for piece in ("13812345678", "1381234", "138 1234"):
        assert numbers(own, "tip", text=piece) == []


def test_reasons_in_the_history_are_masked(own: Desk) -> None:
    """Why an entry was voided is free text as well: numbers in it are nobody's business (DATA-05)."""
    made = visit(own)
    was_done(acting.do(own, made.no, "_void", 1, {"reason": "客户13812345678来电取消"}))
    assert "13812345678" not in str(done(opening.entry(own, made.no)))


def test_dues_and_sentences_of_clients_are_masked(own: Desk) -> None:
    """The list of dues stands on the first screen: a number in an entry's title is masked there too (DATA-05)."""
    typed = {"about": "client:K-0001", "title": "致电13800000001未接", "class": "operational", "source": "check"}
    typed |= {"likelihood": "1", "impact": "1", "owner": "manager", "review_on": own.today().isoformat()}
    was_done(acting.begin(own, "risk", typed))
    due = [one for one in done(listed(at(own, "manager"))) if one.subject.kind == "entry"]
    assert len(due) == 1
    assert "13800000001" not in str(due)


def test_a_keeper_of_the_shelf_knows_no_client_through_a_register(own: Desk) -> None:
    """A list of clients to choose from is a list of clients (DATA-08)."""
    for login in OUTSIDE:
        at(own, login)
        assert done(forms.choices(own, "visitors", "known", "")) == ()
        assert done(forms.choices(own, "risk", "about", "client:")) == ()
        assert [one for one in done(listing.kinds(own)) if one.open] == []


def _client(desk: Desk, no: str) -> str:
    return str(desk.store.query("SELECT id FROM client WHERE no = ?", (no,))[0][0])


def _typed(desk: Desk, **over: str) -> dict[str, str]:
    usual = {"about": "branch", "purpose": "check", "brings": "papers", "host": "manager", "visitor": "访客赵六"}
    return usual | {"until": (desk.today() + timedelta(2)).isoformat()} | over
