"""What one person holds and answered counts in all of the person's files, whatever document is shown."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from desk.raised.means import HELD, LESS, OTHER, PASSPORT, SECOND, lessened, waits
from rmdesk.desk import assess, clients, linking, same_person
from rmdesk.desk.desk import Desk
from rmdesk.desk.freeing import freed_by
from rmdesk.desk.guarding import Proof
from rmdesk.desk.holdings import keeping
from rmdesk.faces.sale.looks import Looks
from rmdesk.store.pinyin import anagram
from support.clock import Clock
from support.desks import codes, done
from support.memory import differences
from support.walk import assessed, register, start


def test_what_another_file_held_till_lately_counts_too(branch: Desk, clock: Clock) -> None:
    """Made less in the other file, it is made less here."""
    old, new = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    assessed(branch, new)
    lessened(branch, done(keeping.add(branch, old.id, HELD)))
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"


def test_two_files_of_a_person_part_by_two_people_only(branch: Desk) -> None:
    """Another name in the second file, and what the first one holds would count no more (SUIT-03)."""
    old, new = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    assert done(clients.would_end(branch, new.id, new.profile | {"phone": "13900000009"})).parted == ()
    other = new.profile | {"name": "测试乙", "phone": "13900000008"}
    assert done(clients.would_end(branch, new.id, other)).parted == (old.no,)
    assert codes(clients.change(branch, new.id, other, "更正")) == ["DATA-08.second"]
    moved = done(clients.change(branch, new.id, other, "更正", proof=Proof(SECOND, "second")))
    assert done(clients.would_end(branch, moved.id, moved.profile | {"phone": "13900000010"})).parted == ()


def test_what_another_file_of_the_person_holds_is_no_second_purse(branch: Desk, clock: Clock) -> None:
    """Under the passport nothing is held: a sale on that waits for somebody who compares both documents."""
    old, new = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    assessed(branch, new)
    done(keeping.add(branch, old.id, HELD))
    walk = waits(branch, clock, new)
    seen = {one.key: one.texts for one in Looks(branch, walk.view, "zh").outstanding()}
    assert seen[f"apart:{old.no}"][1] == old.no, "the reviewer reads which file"
    assert differences(branch.store) == []


@pytest.mark.parametrize(
    ("over", "same"),
    [
        ({}, True),
        ({"name": "JIA CESHI", "sex": "other", "phone": "13900000009"}, True),
        ({"name": "TEST A"}, True),
        ({"name": "TEST A", "sex": "other"}, False),
        ({"name": "TEST A", "phone": "13900000009"}, False),
        ({"born": "1980-11-22"}, True),
        ({"name": "TEST A", "born": "1980-11-22"}, False),
        ({"born": "1980-11-22", "phone": "13900000009"}, False),
    ],
)
def test_a_name_in_other_letters_is_no_other_person(
    branch: Desk, clock: Clock, over: Mapping[str, str], same: bool
) -> None:
    """The name as the passport writes it, or as it was before: born on that day, or with that phone, it was a second
    purse of 500,000. Of another name, two of a family share a phone."""
    old = register(branch, financial_assets=LESS)
    born = old.profile["born"]
    latin = {**PASSPORT, "name": "CESHI JIA", **over}
    if latin.get("sex"):
        latin["sex"] = "female" if old.profile["sex"] == "male" else "male"
    new = register(branch, date.fromisoformat(latin.pop("born", born)), **latin, financial_assets=LESS)
    assessed(branch, new)
    done(keeping.add(branch, old.id, HELD))
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert (walk.view.context.demands.review == "raised") is same
    assert ([one.no for one in linking.doubles(branch, new)] == [old.no]) is same


@pytest.mark.parametrize(
    ("born", "name", "same"),
    [
        (date(1980, 3, 6), "测试甲", True),
        (date(1980, 5, 3), "测试甲", True),
        (date(1981, 3, 5), "测试甲", True),
        (date(1980, 3, 5), "测试甲先生", True),
        (date(1980, 3, 5), "试测甲", True),
        (date(1979, 3, 5), "CESHI JIA", True),
        (date(1980, 3, 8), "测试甲", True),
        (date(1980, 5, 5), "测试甲", True),
        (date(1990, 3, 5), "测试甲", True),
        (date(1908, 3, 5), "测试甲", True),
        (date(1980, 3, 18), "测试甲", False),
        (date(1981, 5, 3), "测试甲", False),
        (date(1980, 3, 5), "测试乙", False),
    ],
)
def test_a_slip_of_the_keys_is_no_other_person(branch: Desk, clock: Clock, born: date, name: str, same: bool) -> None:
    """SUIT-03: another document and phone, and a birth date or a name mistyped, were a second purse of 500,000."""
    old = register(branch, financial_assets=LESS)
    other = {**PASSPORT, "name": name, "phone": "13911110000"}
    seen = done(clients.duplicates(branch, {"name": name, "born": born.isoformat()}))
    assert ([one.why for one in seen] == ["near"]) is same, "who types it in is told"
    new = register(branch, born, **other, financial_assets=LESS)
    assessed(branch, new)
    done(keeping.add(branch, old.id, HELD))
    assert ([one.no for one in linking.doubles(branch, old)] == [new.no]) is same
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert (walk.view.context.demands.review == "raised") is same
    files = {one.texts[1] for one in Looks(branch, walk.view, "zh").outstanding() if one.key.startswith("apart:")}
    assert files == ({old.no} if same else set())


def test_a_father_and_his_son_are_two(branch: Desk) -> None:
    """One phone and names that sound alike: each sale of the one waited for a reviewer as if it were one person."""
    father = register(branch, date(1980, 3, 5), name="李明", financial_assets=LESS)
    son = register(branch, date(2006, 8, 11), **PASSPORT | {"name": "李铭"}, financial_assets=LESS)
    assert linking.doubles(branch, father) == linking.doubles(branch, son) == ()


def test_a_file_that_a_linked_one_is_alike_is_of_the_person_too(branch: Desk, clock: Clock) -> None:
    """Linked with a file of another phone, what the first one was alike would be held by nobody."""
    first, old = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    new = register(branch, **OTHER | {"id_number": "E7654321"}, financial_assets=LESS)
    done(keeping.add(branch, old.id, HELD))
    done(linking.link(branch, first.no, new.no, "重复建档", "证件一致", Proof(SECOND, "second")))
    assessed(branch, new)
    smaller = start(branch, clock, new).match().choose("W-01", Decimal(10_000))
    assert smaller.view.context.demands.review == "", "all files together allow it"
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    walk.tell().understand().record().print().take_back().countersign()
    seen = {one.key for one in Looks(branch, walk.view, "zh").outstanding()}
    assert f"apart:{old.no}" in seen, "the reviewer reads which file"


def test_what_is_linked_with_a_file_that_is_alike_is_of_the_person_too(branch: Desk, clock: Clock) -> None:
    """What the person holds stands in a file with another phone, which two people linked with the one that is alike."""
    new, old = register(branch, financial_assets=LESS), register(branch, **PASSPORT, financial_assets=LESS)
    far = register(branch, **OTHER | {"id_number": "E7654321"}, financial_assets=LESS)
    assessed(branch, new)
    lessened(branch, done(keeping.add(branch, far.id, HELD)))
    done(keeping.add(branch, far.id, HELD))
    apart = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert apart.view.context.demands.review == "", "nobody knows yet that it is one person"
    done(linking.link(branch, old.no, far.no, "重复建档", "证件一致", Proof(SECOND, "second")))
    walk = start(branch, clock, new).match().choose("W-01", Decimal(300_000))
    assert walk.view.context.demands.review == "raised"
    assert branch.actor.login in freed_by(branch, new.id), "who made it less there reviews nothing here"
    assert done(clients.would_end(branch, new.id, new.profile | {"name": "测试丙", "phone": "1"})).parted == (
        far.no,
        old.no,
    )


def test_another_file_of_the_person_is_no_second_try(branch: Desk, clock: Clock) -> None:
    """SUIT-18, QUES-09: two takes a day, and a level that is lifted by a retake is looked at, whatever document is
    shown."""
    old, new = register(branch), register(branch, **PASSPORT)
    assert assessed(branch, old, "C2").flags == ()
    clock.forward(minutes=5)
    assert "lift" in assessed(branch, new, "C4").flags
    clock.forward(minutes=5)
    assert codes(assess.begin(branch, new.id)) == ["SUIT-18.day"]
    other = register(branch, **PASSPORT | {"id_number": "E7654321", "phone": "13900000004"})
    assert assessed(branch, other, "C4").flags == (), "a namesake of the same day with another phone is somebody else"


def test_a_name_is_one_name_however_a_passport_spells_it() -> None:
    """吕 is LYU on one passport, LV or LU on another."""
    spelt = {anagram(one) for one in ("吕秀英", "LYU XIUYING", "Xiuying Lv", "lu xiu-ying")}
    assert len(spelt) == 1
    assert anagram("刘秀英") not in spelt


def test_namesakes_are_looked_up_by_name_and_day(branch: Desk) -> None:
    """If it fails, a list that gives one birth date to all of its ten thousand clients makes each sale go through all
    of them."""
    one = register(branch, born := date(1985, 1, 1))
    asked: list[str] = []
    branch.store._vault.connection.set_trace_callback(asked.append)
    same_person.namesakes(branch, one.name, born.isoformat())
    branch.store._vault.connection.set_trace_callback(None)
    days = [sql for sql in asked if re.search(r"\bborn\b", sql)]
    assert days
    for sql in days:
        plan, *_ = branch.store._vault.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
        assert "anagram=? AND born=?" in plan["detail"]
