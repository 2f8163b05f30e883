"""Entries that leave the desk: with a client's own data, and with the evidence of a sale. Links of what is hidden."""

import json
import zipfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from formpack.packs import swap
from rmdesk.desk import clients
from rmdesk.desk.archive import client_copy, copy_maker
from rmdesk.desk.audit import evidence
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, opening
from support.clock import Clock
from support.desks import PASSWORD, done, new_desk
from support.own_registers import own_pack
from support.people import product
from support.registers import SECRET, at, people, visit, was_done
from support.tiers import longer
from support.walk import assessed, put_on, register, start

ANSWERS = {"answers.clear": "C", "answers.clear.note": "内部说明甲", "answers.wait": "B", "answers.again": "yes"}


def _survey(desk: Desk, about: str, served_by: str = "manager") -> str:
    typed = {"about": about, "service": "sale", "served_by": served_by}
    typed |= {"until": (desk.today() + timedelta(7)).isoformat()}
    no = was_done(acting.begin(at(desk, "manager"), "survey", typed)).no
    was_done(acting.do(at(desk, "reviewer"), no, "answer", 1, {**ANSWERS, "words": "内部意见乙"}))
    return no


def _copied(desk: Desk, folder: Path) -> client_copy.OwnDataFiles:
    """The client's copy, made by whom the lot names."""
    desk.actor = next(copy_maker.drawn_for(desk, done(clients.get(desk, "K-0001"))))
    proof = Proof(PASSWORD if desk.actor.login == "demo" else SECRET)
    return done(client_copy.export(desk, "K-0001", folder, "zh", proof))


def test_a_client_s_copy_tells_what_is_his_and_nothing_of_others(own: Desk, tmp_path: Path) -> None:
    """Whoever asks for his data gets what he answered; a visitor's name, another client or a remark is not his."""
    no = _survey(own, "client:K-0001")
    visit(own, about="client:K-0001", known="K-0002", until=(own.today() + timedelta(2)).isoformat())
    made = _copied(own, tmp_path)
    data = json.loads(made.json.read_text(encoding="utf-8"))
    told = {one["no"]: {each["key"]: each["shown"] for each in one["answers"]} for one in data["entries"]}
    assert told[no]["answers.clear"] == "不满意"
    assert told[no]["service"] == "购买产品"
    whole = json.dumps(data["entries"], ensure_ascii=False)
    for secret in ("内部说明甲", "内部意见乙", "访客王五", "13900001111", "K-0002", "测试乙"):
        assert secret not in whole, secret


@longer
def test_evidence_of_a_sale_brings_its_records(own: Desk, clock: Clock, tmp_path: Path) -> None:
    """A survey that says the client understood nothing is evidence, also when it came after the sale."""
    put_on(at(own, "product_keeper"), product())
    client = register(at(own, "manager"), name="测试丙")
    assessed(own, client)
    walk = start(own, clock, client).match().choose("W-01", Decimal(20_000))
    walk.tell().understand().record().print().take_back().countersign()
    clock.forward(days=1)
    no = _survey(own, "sale:J-0001")
    found = done(evidence.look(at(own, "compliance"), "J-0001", "zh"))
    said = [one.said for section in found.sections for one in section.exhibits if one.what.startswith("entry.")]
    assert [no in one for one in said] == [True, True]
    assert "等候时间是否合适" in said[1]
    pack = done(evidence.pack(own, "J-0001", tmp_path, "zh", Proof(SECRET)))
    with zipfile.ZipFile(pack.zip) as archive:
        assert b"entry.acted/1" in archive.read("facts.jsonl")


def test_what_is_hidden_leaves_with_nobody(tmp_path: Path, clock: Clock) -> None:
    """What one may not read would be read in a copy made by himself; narrowed entries are not the client's."""
    hiding = swap("registers/survey.toml", "[list]\n", '[[narrow]]\nexcept = ["served_by"]\n\n[list]\n')
    with new_desk(tmp_path / "desk", own_pack(hiding), clock) as desk:
        people(desk)
        put_on(at(desk, "product_keeper"), product())
        client = register(at(desk, "manager"), name="测试丙")
        assessed(desk, client)
        start(desk, clock, client).match().choose("W-01", Decimal(20_000))
        no = _survey(desk, "sale:J-0001", served_by="compliance")
        assert done(opening.entry(at(desk, "reviewer"), no)).no == no
        shown = done(evidence.look(at(desk, "compliance"), "J-0001", "zh"))
        assert no not in str(shown.sections)
        assert not [
            one for one in desk.store.entries() if one.kind.startswith("entry.") and one.seq in shown.shown.seqs
        ]
        made = _copied(desk, tmp_path)
        assert json.loads(made.json.read_text(encoding="utf-8"))["entries"] == []
