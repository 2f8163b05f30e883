"""Another form pack comes into force; what was done under the old one stays what it was (QUES-07)."""

from datetime import timedelta
from pathlib import Path

import pytest

from rmdesk.desk import assess, packs, packs_known, people, printing, selling
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.packs import Proposal
from rmdesk.domain import facts, people_facts
from rmdesk.domain.people import Role
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import COST, PASSWORD, codes, done, new_desk, rested
from support.people import product, staff
from support.walk import assessed, put_on, register, start

OTHER = ('version = "2026.1"', 'version = "2026.2"')


def _written(pack: Pack, folder: Path, /, **changed: tuple[str, str]) -> Path:
    """The pack as files, of another version if anything is changed; `changed` gives for a file (dots as underscores)
    what to replace by what."""
    changed = {"pack": OTHER, **changed} if changed else {}
    for name, text in pack.files.items():
        before, after = changed.get(Path(name).stem, ("", ""))
        assert not before or before in text
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(before, after) if before else text, encoding="utf-8")
    return folder


def _hired(desk: Desk, login: str, *roles: Role) -> Proof:
    """Somebody more at this desk, and the proof that he is there."""
    done(people.add(desk, staff(login, *roles), PASSWORD, PASSWORD, COST))
    return Proof(PASSWORD, login)


def _proposed(desk: Desk, folder: Path) -> Proposal:
    found = packs.propose(desk, folder)
    assert isinstance(found, Proposal), found
    return found


def _adopted(desk: Desk, folder: Path) -> Pack:
    """The pack in `folder`, put into force by the one at the desk, who holds every role, and somebody of compliance."""
    return done(packs.adopt(desk, _proposed(desk, folder), _hired(desk, "he", "compliance")))


def test_old_levels_are_recomputed_by_the_form_they_came_from(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """QUES-07: years later, and under quite another questionnaire."""
    client = register(desk)
    old = assessed(desk, client, "C3")
    cuts = (
        'level = "C3", low = 40, high = 59 },\n  { level = "C4", low = 60,',
        'level = "C3", low = 40, high = 58 },\n  { level = "C4", low = 59,',
    )
    stricter = _written(desk.pack, tmp_path / "new", questionnaire=cuts)
    adopted = _adopted(desk, stricter)
    assert adopted.digest != old.pack_digest
    rested(desk, clock, days=1000)
    again = done(assess.recompute(desk, old.id))
    assert (again.score, again.level) == (old.score, old.level)
    new = assessed(desk, client, "C3")
    assert new.pack_digest == adopted.digest
    assert done(assess.recompute(desk, new.id)).level == new.level


def test_new_words_must_be_told_again_and_the_old_book_does_not_count(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """SUIT-22: what the client acknowledged and signed were other words."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print().take_back()
    words = ('text = { zh = "本产品不保证本金和收益', 'text = { zh = "再次提醒：本产品不保证本金和收益')
    _adopted(desk, _written(desk.pack, tmp_path / "new", wealth=words))
    assert [reason.code for reason in walk.view.status.missing["disclose"]] == ["SUIT-22.changed"]
    told = done(selling.items(desk, walk.id))
    done(selling.acknowledge(desk, walk.id, "risks", 30, "zh", read_to_end=True))
    assert len(walk.view.sale.acknowledged) == len(told)
    assert set(walk.view.sale.returned) == {"questionnaire", "rights_notice"}, "those are about no product"
    assert walk.view.sale.recording is None
    walk.understand().record().print().take_back().countersign()


@pytest.mark.parametrize(("stem", "what"), [("questionnaire", "client"), ("thresholds", "product")])
def test_a_pack_with_faults_is_not_adopted(desk: Desk, tmp_path: Path, stem: str, what: str) -> None:
    """And the desk goes on under the old one."""
    before = desk.pack.digest
    broken = _written(desk.pack, tmp_path / what, **{stem: ('version = "2026.1"', 'verson = "2026.1"')})
    answer = packs.propose(desk, broken)
    assert isinstance(answer, tuple)
    assert {fault.file for fault in answer} == {f"{stem}.toml"}
    assert desk.pack.digest == before


def test_a_pack_that_drops_a_level_in_use_is_not_adopted(desk: Desk, tmp_path: Path) -> None:
    """Otherwise neither the products nor the clients of this desk could be judged any more."""
    renamed = {name: text.replace('"R2"', '"S2"') for name, text in desk.pack.files.items()}
    folder = tmp_path / "renamed"
    for name, text in renamed.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    put_on(desk, product())
    assert codes(packs.propose(desk, folder)) == ["QUES-07.scale"]


def test_a_level_that_came_into_use_meanwhile_stops_the_adoption(desk: Desk, tmp_path: Path) -> None:
    """Between the showing and the second password a product may come onto the shelf that the new pack cannot judge."""
    folder = _written(desk.pack, tmp_path / "renamed", pack=OTHER)
    (folder / "levels.toml").write_text(desk.pack.files["levels.toml"].replace('"R2"', '"S2"'), encoding="utf-8")
    found = _proposed(desk, folder)
    put_on(desk, product())
    assert codes(packs.adopt(desk, found, _hired(desk, "he", "compliance"))) == ["QUES-07.scale"]


LOOSER = ('key = "amount_share"\nvalue = 0.5', 'key = "amount_share"\nvalue = 0.9')


@pytest.mark.parametrize(
    ("own", "other", "case"),
    [
        ("administrator", ("administrator",), "DATA-08.second_role"),
        ("administrator", ("manager", "reviewer"), "DATA-08.second_role"),
        ("compliance", ("compliance",), "DATA-08.second_role"),
        ("administrator", ("compliance",), None),
        ("compliance", ("administrator",), None),
    ],
)
def test_one_of_the_two_is_compliance_and_the_other_an_administrator(
    pack: Pack, clock: Clock, tmp_path: Path, own: Role, other: tuple[Role, ...], case: str | None
) -> None:
    """DATA-08: whoever alone could put another pack into force would set every limit of the branch as he likes."""
    with new_desk(tmp_path / "desk", pack, clock, staff("chief", "administrator")) as desk:
        proof = _hired(desk, "other", *other)
        if own == "compliance":
            desk.record(facts.PersonChanged(person=staff("chief", "compliance"), reason="x"), "chief")
            desk.actor = staff("chief", "compliance")
        found = _proposed(desk, _written(pack, tmp_path / "new", thresholds=LOOSER))
        answer = packs.adopt(desk, found, proof)
        assert (codes(answer) if case else [done(answer).digest]) == [case or found.pack.digest]
        assert (desk.pack.digest == found.pack.digest) == (case is None)


def test_nobody_is_both_of_the_two(desk: Desk, tmp_path: Path) -> None:
    """Whoever holds both roles still needs somebody else, and a password of that one."""
    found = _proposed(desk, _written(desk.pack, tmp_path / "new", thresholds=LOOSER))
    before = desk.pack.digest
    assert codes(packs.adopt(desk, found, None)) == ["DATA-08.second"]
    assert codes(packs.adopt(desk, found, Proof(PASSWORD))) == ["DATA-08.second"]
    assert codes(packs.adopt(desk, found, Proof(PASSWORD, desk.actor.login))) == ["DATA-08.same_person"]
    _hired(desk, "he", "compliance")
    assert codes(packs.adopt(desk, found, Proof("wrong", "he"))) == ["DATA-08.password"]
    assert desk.pack.digest == before


def test_the_journal_says_who_agreed_to_which_pack(desk: Desk, tmp_path: Path) -> None:
    """An auditor finds both people beside the pack that they put into force."""
    adopted = _adopted(desk, _written(desk.pack, tmp_path / "new", thresholds=LOOSER))
    agreed, put = [(entry.actor, entry.fact) for entry in desk.store.entries()][-2:]
    assert agreed == ("he", people_facts.SecondPersonAgreed(act="packs.adopt", about=adopted.digest))
    whole = facts.PackAdopted(digest=adopted.digest, files=adopted.files, begins=desk.today())
    assert put == (desk.actor.login, whole)


def test_what_was_shown_is_what_comes_into_force(desk: Desk, tmp_path: Path) -> None:
    """A file changed in the folder after the two people saw the list is not in the pack that they agreed to."""
    folder = _written(desk.pack, tmp_path / "new", thresholds=LOOSER)
    found = _proposed(desk, folder)
    _written(desk.pack, folder, thresholds=(LOOSER[0], LOOSER[1].replace("0.9", "1.0")))
    adopted = done(packs.adopt(desk, found, _hired(desk, "he", "compliance")))
    assert adopted.thresholds_on(desk.today()).amount_share == found.pack.thresholds_on(desk.today()).amount_share
    assert str(adopted.thresholds_on(desk.today()).amount_share) == "0.9"


def test_a_pack_cannot_take_the_second_person_away(desk: Desk, tmp_path: Path) -> None:
    """Otherwise the first pack that two people adopt lets one alone adopt the next."""
    roles = ('roles = ["compliance", "administrator"]', 'roles = ["manager"]')
    answer = packs.propose(desk, _written(desk.pack, tmp_path / "roles", sensitive_acts=roles))
    assert isinstance(answer, tuple)
    assert [(one.key, one.reason) for one in answer] == [("act[packs.adopt].roles", "act_fixed")]


def test_the_pack_in_force_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Adopting it again asks nobody and leaves no fact."""
    found = _proposed(desk, _written(desk.pack, tmp_path / "same"))
    facts_before = len(list(desk.store.entries()))
    assert found.changes == ()
    assert done(packs.adopt(desk, found, None)) == desk.pack
    assert len(list(desk.store.entries())) == facts_before


def _version(pack: Pack, folder: Path, version: str, begins: str = "2026-02-01", rate: str = "0.5") -> Path:
    """The pack as files, of a version that is in force from a day on, with its own share of assets in one product."""
    top = f'version = "{version}"\neffective_from = {begins}'
    was = f'version = "{pack.version}"\neffective_from = {pack.meta.effective_from}'
    share = str(pack.thresholds.rows_of("amount_share")[0].value)
    head = 'key = "amount_share"\nvalue = '
    return _written(pack, folder, pack=(was, top), thresholds=(f"{head}{share}\n", f"{head}{rate}\n"))


def test_one_version_has_one_text(desk: Desk, tmp_path: Path) -> None:
    """QUES-07: papers name a pack by its version; two texts under one would let a looser one pass for the other."""
    before = desk.pack.digest
    other = _version(desk.pack, tmp_path / "same", "2026.1", rate="0.9")
    assert codes(packs.propose(desk, other)) == ["QUES-07.version"]
    first = _adopted(desk, _version(desk.pack, tmp_path / "a", "2026.2", rate="0.4"))
    assert codes(packs.propose(desk, other)) == ["QUES-07.version"], "nor one that was in force earlier"
    assert (desk.pack.digest, first.digest != before) == (first.digest, True)


def test_a_pack_of_a_later_day_waits_for_it(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """A limit that holds from next year on does not hold today, nor wait for somebody to adopt it then."""
    begins = desk.today() + timedelta(days=40)
    now = desk.pack
    found = _proposed(desk, _version(now, tmp_path / "next", "2027.1", begins.isoformat(), "0.4"))
    assert found.begins == begins
    coming = done(packs.adopt(desk, found, _hired(desk, "he", "compliance")))
    assert desk.pack == now
    assert [(day, pack.digest) for day, pack in packs.waiting(desk)] == [(begins, coming.digest)]
    rested(desk, clock, days=39)
    assert (desk.pack, str(desk.thresholds().amount_share)) == (now, "0.5")
    rested(desk, clock, days=1)
    assert (desk.pack, str(desk.thresholds().amount_share)) == (coming, "0.4")
    assert packs.waiting(desk) == ()


def test_a_desk_that_is_opened_on_the_day_has_the_new_pack(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """The day may come while the desk is locked; what was adopted meanwhile for at once holds until then."""
    begins = desk.today() + timedelta(days=20)
    first = desk.pack
    coming = _adopted(desk, _version(first, tmp_path / "next", "2027.1", begins.isoformat(), "0.4"))
    meanwhile = _proposed(desk, _version(first, tmp_path / "now", "2026.2", rate="0.3"))
    done(packs.adopt(desk, meanwhile, Proof(PASSWORD, "he")))
    assert desk.pack == meanwhile.pack
    rested(desk, clock, days=20)
    assert packs_known.pack_on(desk.store, desk.today()) == coming == desk.pack
    assert packs_known.pack_on(desk.store, begins - timedelta(days=1)) == meanwhile.pack


def test_papers_carry_the_head_of_the_digest(desk: Desk, clock: Clock) -> None:
    """Years later a paper says under which text it was printed, whatever somebody calls a version."""
    put_on(desk, product())
    client = register(desk)
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01").tell().understand().record().print()
    form = printing.printed_document(desk, walk.view.sale.printed[0].number).form_version
    assert form.startswith(f"default 2026.1 ({desk.pack.digest[:8]})")
