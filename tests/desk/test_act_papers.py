"""Records of the bank's own acts: who handed which clients to whom, told as ours, gone with the client's file."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from paper.reading import squeezed
from rmdesk.desk import act_papers, book, clients, people, printing
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.papers import papercheck
from rmdesk.desk.registers.printed import printed_naming
from rmdesk.domain.base import Lang
from support.desks import COST, PASSWORD, codes, done
from support.people import staff
from support.walk import register


@pytest.fixture
def handed(desk: Desk) -> Desk:
    """A desk whose manager gave two clients to another one."""
    for login, role in (("seller", "manager"), ("officer", "compliance")):
        done(people.add(desk, staff(login, role), PASSWORD, PASSWORD, COST))  # type: ignore[arg-type]
    for name in ("测试甲", "测试乙"):
        register(desk, name=name, phone=f"1390000000{len(name) + ord(name[-1]) % 7}")
    done(book.hand_over(desk, desk.actor.login, "seller", "轮岗", Proof(PASSWORD, "seller")))
    return desk


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hand_over_has_its_record(handed: Desk, tmp_path: Path, lang: Lang) -> None:
    """Both sign which clients went over with what was open; without it each says that the other had the client."""
    giver, today = handed.actor.login, handed.today()
    sheet = done(act_papers.print_hand_over(handed, giver, "seller", today, tmp_path, lang))
    text = squeezed("".join(page.extract_text() for page in PdfReader(sheet.path).pages))
    wanted = {
        "zh": ("客户移交清单", "移交人测试demo", "接收人测试seller", "K-0001测试甲", "K-0002测试乙", "事由轮岗"),
        "en": ("Recordofclientshandedover", "Handedoverby测试demo", "Reason轮岗", "K-0002测试乙"),
    }
    assert [one for one in wanted[lang] if one not in text] == []
    assert done(papercheck.check(handed, sheet.path)).verdict == "same"
    again = done(act_papers.print_hand_over(handed, giver, "seller", today, tmp_path, lang))
    assert again.number == sheet.number
    client = next(row["id"] for row in handed.store.query("SELECT id FROM client WHERE no = 'K-0001'"))
    assert [one.fact.printed.number for one in printed_naming(handed, client)] == [sheet.number], (
        "it goes with the file"
    )
    assert handed.store.replay().ok


def test_who_had_no_part_in_it_prints_none(handed: Desk, tmp_path: Path) -> None:
    """The names of two books' clients would leave the desk in anybody's hand (DATA-08)."""
    giver, today = handed.actor.login, handed.today()
    handed.actor = staff("third", "manager")
    assert codes(act_papers.print_hand_over(handed, giver, "seller", today, tmp_path, "zh")) == ["DATA-08.role"]
    handed.actor = staff("officer", "compliance")
    assert codes(act_papers.print_hand_over(handed, "seller", giver, today, tmp_path, "zh")) == ["INPUT.no_record"]
    assert done(act_papers.print_hand_over(handed, giver, "seller", today, tmp_path, "zh")).number


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_consent_that_is_taken_back_has_its_paper(desk: Desk, tmp_path: Path, lang: Lang) -> None:
    """A client who wants no more calls has nothing to show for it (DATA-02)."""
    client = register(desk, name="测试甲", papers=lang, consent_marketing="yes", consent_sharing="no")
    kinds = ("consent_withdrawn",)
    assert codes(printing.print_client(desk, client.id, tmp_path, lang, kinds)) == ["INPUT.unknown"]
    changed = {**client.profile, "consent_marketing": "no"}
    done(clients.change(desk, client.id, changed, "客户要求"))
    (sheet,) = done(printing.print_client(desk, client.id, tmp_path, lang, kinds))
    text = squeezed("".join(page.extract_text() for page in PdfReader(sheet.path).pages))
    wanted = {
        "zh": ("撤回同意确认书", "接收营销信息", "撤回以上同意", "不再发送；不影响办理其他业务", "客户签字"),
        "en": ("Withdrawalofconsent", "Marketingmessages", "withdrawtheconsents", "Withdrawnat"),
    }
    assert [one for one in wanted[lang] if one not in text] == []
    assert "向其他机构提供" not in text, "what was never given is not taken back"
    assert done(papercheck.check(desk, sheet.path)).verdict == "same"
    shared = {**changed, "consent_marketing": "yes", "consent_sharing": "yes", "sharing_recipient": "虚构大河基金公司"}
    done(clients.change(desk, client.id, shared, "客户要求"))
    assert codes(printing.print_client(desk, client.id, tmp_path, lang, kinds)) == ["INPUT.unknown"]
    done(clients.change(desk, client.id, {**shared, "consent_sharing": "no"}, "客户要求"))
    (sheet,) = done(printing.print_client(desk, client.id, tmp_path, lang, kinds))
    text = squeezed("".join(page.extract_text() for page in PdfReader(sheet.path).pages))
    assert "虚构大河基金公司" in text, "to whom nothing may be passed any more"
