"""What opens products to a client that others do not see is verified by two people on evidence, until a day."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from rmdesk.desk import client_file, clients, matching, people, qualifying
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues, ending
from rmdesk.desk.guarding import Proof
from rmdesk.domain.calendar import add_months
from rmdesk.domain.client import PRIVILEGED, Client, PrivilegedClass
from rmdesk.domain.refusal import Refused
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, rested
from support.people import person_around, private, product, staff
from support.walk import evidence, put_on, qualify, register, register_organisation

GUARDIAN = person_around("guardian", relation="parent", consent="yes")
RICH = {"net_financial_assets": "8000000", "financial_assets": "9000000"}


@pytest.fixture
def branch(desk: Desk) -> Desk:
    """A desk with a reviewer and somebody of compliance beside whoever sits there."""
    for login, role in (("second", "reviewer"), ("officer", "compliance"), ("seller", "manager")):
        done(people.add(desk, staff(login, role, sells=False), PASSWORD, PASSWORD, COST))  # type: ignore[arg-type]
    put_on(desk, product(issuer_level="R5"), private())
    return desk


def _offered(desk: Desk, client: Client) -> set[str]:
    return {product.code for product, _ in done(matching.match(desk, client.id)).offered}


def _edited(desk: Desk, client: Client, **values: str) -> Client:
    return done(clients.change(desk, client.id, {**client.profile, **values}, "更正"))


def test_no_edit_of_the_file_makes_a_trading_company_professional(branch: Desk) -> None:
    """SUIT-17: no licence, no evidence, no second person, and thirty-two products open: not by a tick."""
    company = register_organisation(branch)
    shelf = _offered(branch, company)
    company = _edited(branch, company, org_kind="professional")
    assert _offered(branch, company) == shelf
    assert not company.professional_on(branch.today())
    born_so = register_organisation(branch, org_kind="professional", name="虚构证券有限公司")
    assert _offered(branch, born_so) == set()


def test_a_licence_two_people_and_evidence_make_it_one_until_a_day(branch: Desk, clock: Clock) -> None:
    """SUIT-17: marked in lists, watched by a due, and over with the licence."""
    bank = register_organisation(branch, org_kind="professional")
    until = branch.today() + timedelta(200)
    papers = evidence(branch, "L-0001", until.isoformat())
    bank = done(qualifying.verify(branch, bank.id, "professional", papers, Proof(PASSWORD, "second")))
    assert bank.licence is not None
    assert (bank.licence.licence_no, bank.licence.valid_until, bank.licence.second) == ("L-0001", until, "second")
    assert "W-01" in _offered(branch, bank)
    line = next(one for one in done(clients.page(branch)) if one.id == bank.id)
    assert line.marks(branch.today()) == ("professional",)
    assert line.marks(until + timedelta(1)) == ()
    due = next(one for one in done(client_dues.of_client(branch, bank.id)) if one.kind == "professional")
    assert due.on == until
    assert codes(ending.settle(branch, f"client:{due.id}", "看过")) == ["DESK-07.act"]
    rested(branch, clock, days=201)
    assert _offered(branch, bank) == set()


def test_the_kind_of_organisation_can_take_it_away_and_never_give_it(branch: Desk) -> None:
    """SUIT-17: edited back to a company it is one, whatever was verified."""
    bank = qualify(branch, register_organisation(branch, org_kind="professional"), "professional", "second")
    assert not _edited(branch, bank, org_kind="company").professional_on(branch.today())


WRONG: dict[str, tuple[Callable[[Desk], object], list[str]]] = {
    "nobody beside": (lambda desk: _verify(desk, None), ["DATA-08.second"]),
    "himself": (lambda desk: _verify(desk, Proof(PASSWORD, "demo")), ["DATA-08.same_person"]),
    "another seller": (lambda desk: _verify(desk, Proof(PASSWORD, "seller")), ["DATA-08.second_role"]),
    "a wrong password": (lambda desk: _verify(desk, Proof("wrong", "second")), ["DATA-08.password"]),
    "no words": (lambda desk: _verify(desk, Proof(PASSWORD, "second"), seen=" "), ["INPUT.required"]),
    "no scan": (lambda desk: _verify(desk, Proof(PASSWORD, "second"), copy="gone.pdf"), ["INPUT.unknown"]),
    "no picture": (lambda desk: _verify(desk, Proof(PASSWORD, "second"), copy="note.txt"), ["DESK-16.file_type"]),
}


def _verify(desk: Desk, proof: Proof | None, seen: str = "资产证明", copy: str = "") -> Client | Refused:
    client = register(desk, **RICH)
    (desk.folder / "note.txt").write_text("x", encoding="utf-8")
    given = evidence(desk)._replace(seen=seen)
    if copy:
        given = given._replace(copy=desk.folder / copy)
    return qualifying.verify(desk, client.id, "qualified", given, proof)


@pytest.mark.parametrize("name", WRONG)
def test_one_alone_or_without_evidence_verifies_nobody(branch: Desk, name: str) -> None:
    """SALE-06: nothing is kept of what was not proved, no file either."""
    tried, expected = WRONG[name]
    assert codes(tried(branch)) == expected
    assert list(branch.store.entries(kind="client.qualification_verified/1")) == []


def test_the_evidence_of_another_client_is_not_taken_unawares(branch: Desk) -> None:
    """SALE-06: one scan in the wrong file made two clients qualified; a couple's is named as such."""
    first, wife = register(branch, **RICH), register(branch, name="虚构配偶", **RICH)
    papers, proof = evidence(branch), Proof(PASSWORD, "second")
    done(qualifying.verify(branch, first.id, "qualified", papers, proof))
    refused = qualifying.verify(branch, wife.id, "qualified", papers, proof)
    assert codes(refused) == ["DESK-16.shared"]
    assert isinstance(refused, Refused)
    assert first.no in branch.pack.say(refused.reasons[0], "en").text
    assert clients.require(branch, wife.id).privilege("qualified") is None
    done(qualifying.verify(branch, first.id, "qualified", papers, proof))
    done(qualifying.verify(branch, wife.id, "qualified", papers._replace(seen=f"与 {first.no} 共有的资产证明"), proof))


def test_figures_and_evidence_are_both_needed(branch: Desk) -> None:
    """SALE-06: neither alone is enough."""
    poor = register(branch)
    papers = evidence(branch)
    refused = qualifying.verify(branch, poor.id, "qualified", papers, Proof(PASSWORD, "second"))
    assert codes(refused) == ["SALE-06.means"]
    assert "P-01" not in _offered(branch, _edited(branch, poor, **RICH))


@pytest.mark.parametrize(
    ("licence", "expected"),
    [((), "INPUT.required"), (("L-0001", ""), "INPUT.required"), (("L-0001", "soon"), "INPUT.date"),
     (("L-0001", "2020-01-01"), "SUIT-17.licence"), (("待补", "long"), "SUIT-17.number")],
)  # fmt: skip
def test_a_licence_has_a_number_and_is_in_force(branch: Desk, licence: tuple[str, ...], expected: str) -> None:
    """SUIT-17: the field that is wrong is named."""
    bank = register_organisation(branch, org_kind="professional")
    proof = Proof(PASSWORD, "second")
    assert codes(qualifying.verify(branch, bank.id, "professional", evidence(branch, *licence), proof)) == [expected]


def test_a_person_is_never_professional(branch: Desk) -> None:
    """SUIT-17."""
    person, papers = register(branch, **RICH), evidence(branch, "L-0001", "long")
    refused = qualifying.verify(branch, person.id, "professional", papers, Proof(PASSWORD, "second"))
    assert codes(refused) == ["SUIT-17.person"]
    company = register_organisation(branch)
    refused = qualifying.verify(branch, company.id, "professional", papers, Proof(PASSWORD, "second"))
    assert codes(refused) == ["SUIT-17.kind"]


def test_the_evidence_is_kept_encrypted_and_comes_out_on_record(branch: Desk) -> None:
    """DATA-07: the very bytes, by whoever may verify, and the journal says so; nobody else."""
    client = qualify(branch, register(branch, **RICH), "qualified", "officer")
    path = done(qualifying.take_out(branch, client.id, "qualified", branch.folder / "out"))
    assert path.read_bytes() == (branch.folder / "evidence.png").read_bytes()
    assert len(list(branch.store.entries(kind="client.qualification_read/1"))) == 1
    assert codes(qualifying.take_out(branch, client.id, "professional", branch.folder / "out")) == ["SUIT-17.none"]
    branch.actor = staff("second", "reviewer")
    assert codes(qualifying.take_out(branch, client.id, "qualified", branch.folder / "out")) == ["DATA-08.role_beside"]


def test_evidence_stays_as_long_as_a_fact_names_it(branch: Desk) -> None:
    """The copy on which somebody was let in is one of the desk's files: it is proved and carried with the others, and
    one that served for two clients is not taken away with the first of them."""
    client = qualify(branch, register(branch, **RICH), "qualified", "officer")
    assert client.qualification is not None
    sha256 = client.qualification.sha256
    assert sha256 in {named for _, named in branch.store.files_named()}
    with branch.transaction():
        branch.store.erase_files([sha256])
    assert branch.store.attachments.holds(sha256)
    assert branch.store.verify().faults == ()


@pytest.mark.parametrize("privilege", PRIVILEGED)
def test_it_is_withdrawn_with_a_reason_and_the_due_goes(branch: Desk, privilege: PrivilegedClass) -> None:
    """SUIT-21: what was found out closes at once."""
    minor = privilege == "earner"
    client = _minor(branch, 16) if minor else register_organisation(branch, org_kind="professional")
    client = qualify(branch, client, privilege, "second")
    assert codes(qualifying.withdraw(branch, client.id, privilege, " ")) == ["INPUT.required"]
    client = done(qualifying.withdraw(branch, client.id, privilege, "材料不实"))
    assert client.privilege(privilege) is None
    assert privilege not in {one.kind for one in done(client_dues.of_client(branch, client.id))}
    assert codes(qualifying.withdraw(branch, client.id, privilege, "再次")) == ["SUIT-17.none"]


def test_who_becomes_somebody_else_is_verified_no_more(branch: Desk) -> None:
    """SUIT-17: one person corrects name and number, and another company stands there as professional."""
    bank = register_organisation(branch, org_kind="professional")
    papers = evidence(branch, "L-0001", (branch.today() + timedelta(200)).isoformat())
    bank = done(qualifying.verify(branch, bank.id, "professional", papers, Proof(PASSWORD, "second")))
    moved = _edited(branch, bank, address="虚构路 9 号")
    assert moved.licence is not None
    other = {**moved.profile, "name": "虚构别的贸易有限公司"}
    assert codes(clients.change(branch, bank.id, other, "更正")) == ["DATA-08.second"]
    assert done(clients.change(branch, bank.id, other, "更正", proof=Proof(PASSWORD, "second"))).licence is None


def _minor(desk: Desk, years: int, **over: str) -> Client:
    """A client who is `years` old and ten days, and says that he lives on own earnings."""
    born = add_months(desk.today(), -12 * years) - timedelta(10)
    paper = {"id_type": "passport", "id_number": f"E000000{years:02}"}
    return register(desk, born, **{**paper, "own_earnings": "yes", **over})


def test_no_tick_makes_a_pupil_of_age(branch: Desk) -> None:
    """SUIT-11: at intake or by an edit, one person's word opened the whole shelf to a minor without the guardian."""
    pupil = _minor(branch, 16)
    assert "SUIT-11.unverified" in {one.code for one in done(client_file.read(branch, pupil.id)).warnings}
    assert pupil.capacity(branch.today(), branch.thresholds()) == "limited"
    seen = qualify(branch, pupil, "earner", "second")
    assert seen.capacity(branch.today(), branch.thresholds()) == "full"
    line = next(one for one in done(clients.page(branch)) if one.id == pupil.id)
    assert line.marks(branch.today()) == ("earner",)
    idle = _edited(branch, seen, own_earnings="no", **GUARDIAN)
    assert idle.capacity(branch.today(), branch.thresholds()) == "limited"
    back = {**idle.profile, "own_earnings": "yes"}
    assert codes(clients.change(branch, pupil.id, back, "更正")) == ["DATA-08.second"]


def test_own_earnings_are_verified_while_they_matter(branch: Desk) -> None:
    """SUIT-11: of a client of 15 or 18 they say nothing, without the claim neither; it ends when he is of age."""
    proof = Proof(PASSWORD, "second")
    for years in (15, 18, 40):
        client = register(branch) if years == 40 else _minor(branch, years, **GUARDIAN)
        assert codes(qualifying.verify(branch, client.id, "earner", evidence(branch), proof)) == ["SUIT-11.age"]
    silent = _minor(branch, 16, own_earnings="no", **GUARDIAN)
    assert codes(qualifying.verify(branch, silent.id, "earner", evidence(branch), proof)) == ["SUIT-11.claim"]
    nearly = qualify(branch, _minor(branch, 17), "earner", "second")
    assert nearly.born is not None
    assert nearly.earner is not None
    assert nearly.earner.valid_until == add_months(nearly.born, 216) - timedelta(1)
    assert "earner" not in {one.kind for one in done(client_dues.of_client(branch, nearly.id))}


@pytest.mark.parametrize(("before", "after"), [("limited", "by_age"), ("none", "limited"), ("none", "by_age")])
def test_nobody_alone_gives_back_civil_capacity(branch: Desk, before: str, after: str) -> None:
    """SUIT-11: a court found so; one edit opened the whole shelf. Taking it away stays one person's act."""
    client = _edited(branch, register(branch), capacity=before, **GUARDIAN)
    more = {**client.profile, "capacity": after}
    assert done(clients.would_end(branch, client.id, more)).capacity == ("full" if after == "by_age" else "limited")
    assert codes(clients.change(branch, client.id, more, "法院判决")) == ["DATA-08.second"]
    done(clients.change(branch, client.id, more, "法院判决", proof=Proof(PASSWORD, "second")))


def test_nobody_alone_makes_a_child_older(branch: Desk) -> None:
    """SUIT-11: nothing was assessed yet, and a birth date put back makes a buyer of a child."""
    child = _minor(branch, 12, **GUARDIAN)
    older = {**child.profile, "born": "1990-01-01"}
    assert codes(clients.change(branch, child.id, older, "更正")) == ["DATA-08.second"]
