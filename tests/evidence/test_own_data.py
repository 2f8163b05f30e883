"""The client's rights: a copy, a correction, a seal (DATA-03). And who still may look at what is sealed."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from desk.papers.every import words
from evidence.scene import CLIENT, ME, NAME, NUMBER, OFFICER, OTHER, PHONE, SALE, client_of, said, sit
from paper.reading import squeezed
from rmdesk.desk import assess, client_file, clients, intake, printing, sales
from rmdesk.desk.archive import client_copy, copy_maker, filing, retention, sealing
from rmdesk.desk.audit import asof
from rmdesk.desk.complaints import ending, linking, register
from rmdesk.desk.complaints.deciding import Told
from rmdesk.desk.complaints.register import NewCase
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.dues.listing import listed
from rmdesk.desk.guarding import Proof
from rmdesk.desk.papers.archive.own_data import compose
from rmdesk.desk.papers.bodies import bodies
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.address import addressed
from rmdesk.domain.complaint import About, Complainant, Notice
from rmdesk.domain.people import Role
from rmdesk.locale import LANGS, Lang, tr
from rmdesk.paper import Heading, KeyValues
from support.clock import Clock
from support.desks import PASSWORD, codes, done


def _text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


@pytest.mark.parametrize("lang", LANGS)
def test_a_client_gets_everything_that_is_his(branch: Desk, tmp_path: Path, lang: Lang) -> None:
    """To be read, and for machines, numbers in full."""
    sit(branch, "officer", "compliance")
    made = done(client_copy.export(branch, CLIENT, tmp_path, lang, ME))
    shown, data = _text(made.pdf), json.loads(made.json.read_text(encoding="utf-8"))
    assert {"zh": "（盖章）", "en": "(seal)"}[lang] in shown
    for wanted in (NAME, NUMBER, PHONE, "J-0001", "C-0001", "W-01"):
        assert wanted in shown, wanted
        assert wanted in json.dumps(data, ensure_ascii=False), wanted
    product = done(shelf.get(branch, "W-01"))
    assert client_copy.own_data(branch, client_of(branch), lang).names == {"W-01": product.name.of(lang)}
    assert data["assessments"][0]["level"] == "C3"
    assert len(data["papers"]) == 4
    assert {one["key"] for one in data["file"]} >= {"name", "id_number", "phone", "address", "financial_assets"}
    assert made.pdf.stat().st_mode & 0o777 == made.json.stat().st_mode & 0o777 == 0o600


def test_what_was_told_and_agreed_to_stands_together(branch: Desk) -> None:
    """DATA-03: half of a client's answers to notice and consents stood under "identity", where nobody looks."""
    sit(branch, "officer", "compliance")
    given = client_copy.own_data(branch, client_of(branch), "zh").given
    profile = given.client.profile | {"notice_given": "yes", "consent_sensitive": "yes", "consent_marketing": "no"}
    given = replace(given, client=given.client.model_copy(update={"profile": profile}))
    blocks = compose(replace(client_copy.own_data(branch, client_of(branch), "zh"), given=given)).blocks
    labels = [
        (title.text, label)
        for title, rows in pairwise(blocks)
        if isinstance(title, Heading) and isinstance(rows, KeyValues)
        for label, _ in rows.rows
    ]
    fields = {one.key: one.label.zh for step in given.pack.intake("person").steps for one in step.fields}
    for key in ("notice_given", "consent_sensitive", "consent_marketing"):
        assert [title for title, label in labels if label == given.addressed(fields[key])] == [
            tr("zh", "papers.consents")
        ]


def test_whoever_asks_gets_the_copy_in_large_print(branch: Desk, tmp_path: Path) -> None:
    """SUIT-10: a client of forty who cannot read small print was given small print alone."""
    sit(branch, "officer", "compliance")
    small, large = (done(client_copy.export(branch, CLIENT, tmp_path, "zh", ME, asked)) for asked in (None, True))
    pages = [len(PdfReader(io.BytesIO(made.pdf.read_bytes())).pages) for made in (small, large)]
    assert pages[1] > pages[0]


def test_what_the_bank_notes_for_itself_is_not_in_it(branch: Desk, tmp_path: Path) -> None:
    """KYC-05: whoever learns of his own money-laundering grade is warned."""
    client = client_of(branch)
    noted = {**client.profile, "aml_grade": "high", "aml_reason": "异常资金往来待查", "remarks": "内部备注甲"}
    done(clients.change(branch, client.id, noted, "测试"))
    sit(branch, "officer", "compliance")
    made = done(client_copy.export(branch, CLIENT, tmp_path, "zh", ME))
    whole = _text(made.pdf) + made.json.read_text(encoding="utf-8")
    for secret in ("异常资金往来待查", "内部备注甲", "aml", "洗钱", "反洗钱"):
        assert secret not in whole, secret


@pytest.mark.parametrize("lang", LANGS)
def test_a_decision_in_it_says_who_reviews_it_and_until_when(branch: Desk, lang: Lang) -> None:
    """COMP-10: the copy named the mediators alone, as if nobody reviewed the decision."""
    data = client_copy.own_data(branch, client_of(branch), lang)
    (case,) = data.complaints
    told = case.model_copy(update={"notice": Notice(way="call", at=branch.now(), proof="电话录音 示例-3")})
    said = [words(compose(replace(data, complaints=(one,)))) for one in (case, told)]
    asked = tr(lang, "archive.own.review_asked", days=30, superior=bodies(branch.pack, branch.branch, lang)["superior"])
    assert [addressed("person", asked) in one for one in said] == [False, True]


def test_it_needs_no_approval_but_is_on_record(branch: Desk, tmp_path: Path) -> None:
    """The password once more, and the journal knows what left."""
    sit(branch, "officer", "compliance")
    assert codes(client_copy.export(branch, CLIENT, tmp_path, "zh")) == ["DATA-08.again"]
    made = done(client_copy.export(branch, CLIENT, tmp_path, "zh", ME))
    entry = list(branch.store.entries())[-1]
    assert entry.kind == "client.exported/1"
    assert made.pdf.name in (entry.payload or "")
    again = done(client_copy.export(branch, CLIENT, tmp_path, "zh", ME))
    assert again.number != made.number


@pytest.mark.parametrize("role", ["manager", "auditor", "product_keeper", "administrator"])
def test_only_reviewers_and_compliance_make_it(branch: Desk, tmp_path: Path, role: Role) -> None:
    """A manager serves the client, and an auditor has none before him."""
    sit(branch, "other", role)
    assert codes(client_copy.export(branch, CLIENT, tmp_path, "zh", ME)) == ["DATA-08.role"]


def test_the_copy_holds_answers_dues_recordings_and_what_became_of_complaints(branch: Desk, tmp_path: Path) -> None:
    """DATA-03: what is left out is what the client would ask for next."""
    sit(branch, "officer", "compliance")
    made = done(client_copy.export(branch, CLIENT, tmp_path, "zh", ME))
    data, shown = json.loads(made.json.read_text(encoding="utf-8")), _text(made.pdf)
    form = branch.pack.questionnaire("person")
    assert [one["question"] for one in data["assessments"][0]["said"]] == [one.text.zh for one in form.questions]
    assert squeezed(data["sales"][0]["recording"]["reference"]) in squeezed(shown)
    bought = data["sales"][0]["product"]
    assert squeezed(f"{done(shelf.get(branch, bought)).name.zh} {bought}") in squeezed(shown), "a bare code"
    (case,) = data["complaints"]
    assert squeezed(f"{branch.pack.label('case_type', case['type'], 'zh')} {case['no']}") in squeezed(shown)
    assert (case["claim"], case["complainant"]["contact"]) == ("赎回时间与所说不符", PHONE)
    assert data["dues"]
    assert all(one["what"] in shown.replace("\n", "") for one in data["dues"])


def test_no_copy_lacks_a_case_that_was_taken_in_under_the_own_name_and_phone(branch: Desk, tmp_path: Path) -> None:
    """DATA-03, COMP-04: however the phone was typed, and however it ended; another's case at that phone holds nothing
    up. Whom such a case is about makes no copy."""
    sit(branch, "officer", "compliance")
    again = NewCase(complainant=Complainant(name=NAME, contact=f"+86 {PHONE[:3]} {PHONE[3:]}"), claim="收费没有说明")
    spouse = again.model_copy(update={"complainant": Complainant(name="配偶虚构", contact=PHONE)})
    done(register.take(branch, spouse))
    view = done(register.take(branch, again)).view
    assert view is not None
    assert codes(client_copy.export(branch, CLIENT, tmp_path, "zh", ME)) == ["DATA-03.unlinked"]
    told = Told(way="call", at=branch.now(), proof="电话录音 示例-3")
    ended = done(ending.withdraw(branch, view.case.id, view.case.version, "客户撤回", told, Proof(PASSWORD, "li"))).case
    assert codes(client_copy.export(branch, CLIENT, tmp_path, "zh", ME)) == ["DATA-03.unlinked"]
    done(linking.link_client(branch, ended.id, ended.version, CLIENT))
    made = done(client_copy.export(branch, CLIENT, tmp_path, "zh", ME))
    assert len(json.loads(made.json.read_text(encoding="utf-8"))["complaints"]) == 2
    done(register.take(branch, again.model_copy(update={"about": About(people=("officer",))})))
    assert codes(client_copy.export(branch, CLIENT, tmp_path, "zh", ME)) == ["COMP-04.copy_nobody"]


def test_whom_a_case_is_about_learns_nothing_by_asking(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-04: the copy holds every complaint, so the desk draws who makes it; whoever is not drawn is told the same
    words, whether a complaint is about him or not."""
    months = []
    for _ in range(12):
        said = {}
        for no in (CLIENT, OTHER):
            for login in ("li", "officer"):
                sit(branch, login, "compliance")
                answer = client_copy.export(branch, no, tmp_path, "zh")
                said[no, login] = codes(answer)[0]
        assert (said[CLIENT, "li"], said[CLIENT, "officer"]) == ("COMP-04.copy", "DATA-08.again")
        assert sorted((said[OTHER, "li"], said[OTHER, "officer"])) == ["COMP-04.copy", "DATA-08.again"]
        months.append(said[OTHER, "li"])
        clock.forward(days=31)
    assert len(set(months)) == 2, "not being drawn is common, also without a complaint"


def test_who_made_the_copy_learns_of_no_case_by_being_drawn_no_more(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-04: whoever had made one was told, the same month, that another makes it: so there was a case about him."""
    other = client_of(branch, OTHER)
    maker = next(copy_maker.drawn_for(branch, other))
    sit(branch, maker.login, "compliance")
    done(client_copy.export(branch, OTHER, tmp_path, "zh", Proof(PASSWORD, maker.login)))
    before = [client_copy.export(branch, OTHER, tmp_path, "zh")]
    assert codes(before[0]) == ["COMP-04.copy"]
    about = NewCase(
        complainant=Complainant(name="测试另一", contact="13911112222", client_id=other.id),
        about=About(people=(maker.login,)),
        claim="未作说明",
    )
    sit(branch, "demo", "manager")
    done(register.take(branch, about))
    sit(branch, maker.login, "compliance")
    assert [client_copy.export(branch, OTHER, tmp_path, "zh")] == before
    clock.forward(days=1)
    assert codes(client_copy.export(branch, OTHER, tmp_path, "zh")) == ["COMP-04.copy"]


def test_no_day_s_lot_hangs_on_who_made_the_copy_before(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """COMP-04: two took turns strictly, so who was passed over once knew of the case about him."""
    other, alike = client_of(branch, OTHER), []
    for _ in range(12):
        today = next(copy_maker.drawn_for(branch, other))
        sit(branch, today.login, "compliance")
        done(client_copy.export(branch, OTHER, tmp_path, "zh", Proof(PASSWORD, today.login)))
        assert next(copy_maker.drawn_for(branch, other)) != today
        clock.forward(days=1)
        alike.append(next(copy_maker.drawn_for(branch, other)) == today)
    assert len(set(alike)) == 2


def test_who_sold_or_looks_after_the_client_makes_no_copy(branch: Desk, tmp_path: Path) -> None:
    """Whom the next complaint may be about."""
    for no in (CLIENT, OTHER):
        assert codes(client_copy.export(branch, no, tmp_path, "zh", ME)) == ["COMP-04.copy"]


@pytest.fixture
def sealed(branch: Desk) -> Desk:
    """The branch after the first client's file was sealed; a plain manager sits there."""
    done(sealing.seal(branch, CLIENT, "客户要求删除", OFFICER))
    return branch


def test_lists_show_only_the_number(sealed: Desk) -> None:
    """Nobody who scrolls by learns who it is; nobody finds it by name or phone."""
    lines = {one.no: one.name for one in done(clients.page(sealed))}
    assert lines[CLIENT] == "＊"
    (line,) = (one for one in done(clients.page(sealed)) if one.no == CLIENT)
    assert (line.level, line.assessed_on, line.kept) == (None, None, "sealed")
    assert done(clients.find(sealed, NAME)) == ()
    assert done(clients.find(sealed, PHONE)) == ()
    assert done(clients.find(sealed, NUMBER)) == ()
    assert [one.no for one in done(clients.find(sealed, "k-0001"))] == [CLIENT]
    sit(sealed, "demo", "manager")
    shown = said(
        (
            done(clients.page(sealed)),
            done(listed(sealed, sealed.today() + timedelta(999))),
            done(filing.unfinished(sealed)),
        )
    )
    assert NAME not in shown
    assert CLIENT in shown


def test_nothing_is_done_with_it(sealed: Desk, tmp_path: Path) -> None:
    """DATA-03: only stored and protected, also for those who could read it."""
    client_id = sealed.store.query("SELECT id FROM client WHERE no = ?", (CLIENT,))[0]["id"]
    values = {"name": "x"}
    acts = {
        "change": clients.change(sealed, client_id, values, "x"),
        "report": clients.report_change(sealed, client_id, "x"),
        "reveal": clients.reveal(sealed, client_id, "phone"),
        "assess": assess.begin(sealed, client_id),
        "sell": sales.start(sealed, client_id),
        "print": printing.print_client(sealed, client_id, tmp_path, "zh"),
        "reprint": printing.print_sale(sealed, SALE, tmp_path, "zh"),
        "end": retention.end_relationship(sealed, CLIENT, sealed.today(), "x"),
    }
    assert {name: codes(answer) for name, answer in acts.items()} == {name: ["DATA-03"] for name in acts}
    sit(sealed, "demo", "manager")
    reads = {
        "get": clients.get(sealed, CLIENT),
        "file": client_file.read(sealed, CLIENT),
        "past": asof.read(sealed, CLIENT, sealed.today()),
        "sale": sales.view(sealed, SALE),
        "history": assess.history(sealed, client_id),
        "papers": filing.of_client(sealed, CLIENT),
    }
    assert {name: codes(answer) for name, answer in reads.items()} == {name: ["DATA-03"] for name in reads}


def test_half_typed_work_about_it_is_not_offered(branch: Desk) -> None:
    """What was typed before holds the file in clear."""
    done(intake.keep(branch, "draft-1", "intake", client_of(branch).id, {"values": {"phone": PHONE}}))
    done(sealing.seal(branch, CLIENT, "客户要求", OFFICER))
    assert done(intake.kept(branch)) == ()


def test_compliance_and_auditors_still_read_it(sealed: Desk) -> None:
    """Protection needs somebody who can look; the look is on record for an auditor."""
    roles: tuple[Role, ...] = ("compliance", "auditor")
    for role in roles:
        sit(sealed, "inspector", role)
        seen = done(client_file.read(sealed, CLIENT))
        assert (seen.client.name, seen.warnings[0].code) == (NAME, "DATA-03"), "and sees that it is sealed"
    assert list(sealed.store.entries())[-1].kind == "client.read/1"


def test_the_seal_is_compliances_and_takes_two(branch: Desk) -> None:
    """Sealing hides a file from the branch: one alone must not."""
    assert codes(sealing.seal(branch, CLIENT, "x", ME)) == ["DATA-08.second"]
    assert codes(sealing.seal(branch, CLIENT, " ", OFFICER)) == ["INPUT.required"]
    sit(branch, "other", "manager")
    assert codes(sealing.seal(branch, CLIENT, "x", OFFICER)) == ["DATA-08.role"]


def test_a_lifted_seal_leaves_everything_as_it_was(sealed: Desk) -> None:
    """Found by name again, sold to again."""
    done(sealing.unseal(sealed, CLIENT, "客户撤回要求", OFFICER))
    assert [one.no for one in done(clients.find(sealed, NAME))] == [CLIENT]
    assert [one.no for one in done(clients.find(sealed, PHONE))] == [CLIENT]
    assert done(sales.start(sealed, client_of(sealed).id))
    assert sealed.store.replay().ok


def test_what_happens_around_it_does_not_break_the_seal(sealed: Desk) -> None:
    """A product that is regraded tells its holders; the sealed one stays a number."""
    done(shelf.regrade(sealed, "W-01", "R3", "R3", "重新评级"))
    assert [one.name for one in done(clients.page(sealed)) if one.no == CLIENT] == ["＊"]
    assert done(listing.listed(sealed)) != ()
    assert sealed.store.replay().ok
