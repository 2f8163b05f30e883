"""Another form pack comes into force; what was done under the old one stays what it was (QUES-07)."""

from pathlib import Path

import pytest

from rmdesk.desk import assess, packs, selling
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import cases, done, rested
from support.people import product
from support.walk import assessed, put_on, register, start


def _written(pack: Pack, folder: Path, **changed: tuple[str, str]) -> Path:
    """The pack as files; `changed` gives for a file (dots as underscores) what to replace by what."""
    for name, text in pack.files.items():
        before, after = changed.get(Path(name).stem, ("", ""))
        assert not before or before in text
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(before, after) if before else text, encoding="utf-8")
    return folder


def test_old_levels_are_recomputed_by_the_form_they_came_from(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """QUES-07: years later, and under quite another questionnaire."""
    client = register(desk)
    old = assessed(desk, client, "C3")
    cuts = (
        'level = "C3", low = 40, high = 59 },\n  { level = "C4", low = 60,',
        'level = "C3", low = 40, high = 58 },\n  { level = "C4", low = 59,',
    )
    stricter = _written(desk.pack, tmp_path / "new", questionnaire=cuts)
    adopted = packs.adopt(desk, stricter)
    assert isinstance(adopted, Pack), adopted
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
    adopted = packs.adopt(desk, _written(desk.pack, tmp_path / "new", wealth=words))
    assert isinstance(adopted, Pack), adopted
    assert [reason.case for reason in walk.view.standing.missing["disclose"]] == ["SUIT-22.changed"]
    told = done(selling.items(desk, walk.id))
    done(selling.acknowledge(desk, walk.id, "risks", 30, "zh", read_to_end=True))
    assert len(walk.view.journey.acknowledged) == len(told)
    assert walk.view.journey.returned == ()
    assert walk.view.journey.recording is None
    walk.understand().record().print().take_back().countersign()


@pytest.mark.parametrize(("stem", "what"), [("questionnaire", "client"), ("thresholds", "product")])
def test_a_pack_with_faults_is_not_adopted(desk: Desk, tmp_path: Path, stem: str, what: str) -> None:
    """And the desk goes on under the old one."""
    before = desk.pack.digest
    broken = _written(desk.pack, tmp_path / what, **{stem: ('version = "2026.1"', 'verson = "2026.1"')})
    answer = packs.adopt(desk, broken)
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
    assert cases(packs.adopt(desk, folder)) == ["QUES-07.scale"]
