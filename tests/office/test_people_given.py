"""Who works at a desk, and as what, comes down from head office, and no desk undoes it."""

from pathlib import Path
from typing import Any

import pytest

from exchange.meeting import SECOND, refused_as
from office.headquarters import AN, BO, Headquarters
from office.test_directives import handed, read_alone, second, sound, standing_of
from rmdesk.desk import first_passwords, opening, people, people_rows
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import taking
from rmdesk.domain.facts import PersonAdded, PersonChanged
from rmdesk.domain.people import Person, Role
from rmdesk.domain.refusal import Refused
from rmdesk.office import directing, giving
from rmdesk.store import slots
from support.clock import Clock
from support.desks import COST, PASSWORD, done
from support.people import staff


def say(head: Headquarters, desk: Desk, login: str, /, **what: Any) -> int | Refused:
    """Two people at head office say something of somebody at a desk."""
    return directing.person(
        head.office, head.dsn, desk.store.device, login, second(head), head.clock(), **{"reason": "总行核定", **what}
    )


def told(head: Headquarters, desk: Desk) -> None:
    """Head office knows the desk's people."""
    done(head.load(head.bundle(desk)))
    head.project()


def here(desk: Desk, login: str) -> Person:
    """Somebody as the desk has him."""
    found = people_rows.person_of(desk.store, login)
    assert found is not None
    return found


def lin(desk: Desk) -> None:
    """Somebody who works here, and comes in."""
    desk.record(PersonAdded(person=staff("lin", "manager")), "lin")
    slots.add(desk.folder, slots.open(desk.folder, "demo", PASSWORD), "lin", PASSWORD, COST)


def test_whoever_head_office_suspends_comes_in_no_more(head: Headquarters, desk: Desk, clock: Clock) -> None:
    """If it fails, somebody whom head office suspended sells on at the branch, or is let in by a colleague."""
    lin(desk)
    told(head, desk)
    device = desk.store.device
    assert [done(directing.works_at(head.office, head.dsn, device, one)) for one in ("lin", "lni")] == [True, False]
    assert done(say(head, desk, "lin", suspended=True)) == 1
    assert done(say(head, desk, "lin", suspended=True, reason="再次核定")) == 0, "another reason alone changes nothing"
    assert here(desk, "lin").active, "not before the bundle"
    head.answer(desk)
    person = here(desk, "lin")
    assert (person.active, person.certificates) == (False, staff("lin", "manager").certificates)
    assert not slots.has(desk.folder, "lin")
    assert refused_as(people.resume(desk, "lin", PASSWORD, "可恢复", SECOND, COST)) == "DATA-08.head_office"
    back = people.change(desk, person.model_copy(update={"suspended": False}), "可恢复", SECOND)
    assert refused_as(back) == "DATA-08.head_office"
    desk.record(PersonChanged(person=staff("lin", "manager"), reason="私改"), "lin")
    assert not here(desk, "lin").active, "no fact of the desk lets him in"
    given = done(people.given(desk, "lin"))
    assert given is not None
    assert (given.by, given.second, given.said.reason) == (AN.login, BO.login, "总行核定")
    folder = desk.folder
    sound(desk)
    desk.close()
    assert refused_as(opening.unlock(folder, "lin", PASSWORD, clock=clock)) == "DATA-08.password"
    again = done(opening.unlock(folder, "demo", PASSWORD, clock=clock))
    done(say(head, again, "lin", suspended=False))
    head.answer(again)
    assert here(again, "lin").active
    assert done(first_passwords.key_states(again))["lin"] == "none", "the desk gives the first password"
    sound(again)
    again.close()


def test_somebody_new_comes_without_a_password(head: Headquarters, desk: Desk, tmp_path: Path) -> None:
    """If it fails, each branch types its people in by itself, and says alone what they may."""
    told(head, desk)
    assert refused_as(say(head, desk, "he", roles=("manager",))) == "INPUT.required"
    assert refused_as(say(head, desk, "he", called="何")) == "INPUT.required"
    assert done(say(head, desk, "he", called="何", roles=("manager", "reviewer"))) == 1
    assert done(say(head, desk, "he", called="何", roles=("manager", "reviewer"))) == 0
    head.answer(desk)
    person = here(desk, "he")
    assert (person.name, person.roles, person.active) == ("何", ("manager", "reviewer"), True)
    assert done(first_passwords.key_states(desk))["he"] == "none"
    more = people.change(desk, person.model_copy(update={"roles": ("manager", "compliance")}), "加岗", SECOND)
    assert refused_as(more) == "DATA-08.head_office"
    done(people.suspend(desk, "he", "本处停用", SECOND))
    done(say(head, desk, "he", roles=("reviewer",)))
    head.answer(desk)
    assert (here(desk, "he").roles, here(desk, "he").suspended) == (("reviewer",), True), "the desk may be stricter"
    sound(desk)
    assert read_alone(desk, tmp_path / "journal.jsonl") == 0


@pytest.mark.parametrize("roles", [("manager", "product_keeper"), ("auditor", "reviewer")])
def test_head_office_gives_no_roles_that_are_kept_apart(
    head: Headquarters, desk: Desk, roles: tuple[Role, ...]
) -> None:
    """If it fails, whoever sells sets the level of what is sold, at every branch (SUIT-15, DATA-08)."""
    told(head, desk)
    answer = say(head, desk, "he", called="何", roles=roles)
    assert refused_as(answer) in {"SUIT-15.apart", "DATA-08.apart"}


def test_a_desk_keeps_an_administrator(head: Headquarters, desk: Desk) -> None:
    """If it fails, nobody at the branch can give anybody a password any more."""
    told(head, desk)
    assert refused_as(say(head, desk, "demo", suspended=True)) == "DATA-08.administrator"
    assert refused_as(say(head, desk, "nobody", suspended=True)) == "INPUT.unknown"
    desk.record(PersonAdded(person=staff("zhu", "administrator")), "zhu")
    told(head, desk)
    done(say(head, desk, "demo", suspended=True))
    away = staff("zhu", "administrator").model_copy(update={"suspended": True})
    desk.record(PersonChanged(person=away, reason="离岗"), "zhu")
    head.answer(desk)
    assert [one.held for one in standing_of(head, desk)] == ["DATA-08.administrator"]
    assert desk.actor.active


def test_whoever_takes_his_own_suspension_in_is_out_at_once(
    head: Headquarters, desk: Desk, other: Desk, tmp_path: Path
) -> None:
    """If it fails, he works on until he locks the desk; or the bundle is refused at every try, or not to be proved."""
    desk.record(PersonAdded(person=staff("zhu", "administrator")), "zhu")
    told(head, desk)
    done(say(head, desk, "demo", suspended=True))
    done(directing.recall(head.office, head.dsn, "W-01", "净值异常", second(head), head.clock()))
    done(say(head, desk, "he", called="何", roles=("manager",)))
    file = done(giving.give(head.office, head.dsn, desk.store.device, tmp_path, head.clock())).file
    assert [one.what for one in done(taking.take(desk, file)).directed] == ["recall", "person", "person"]
    assert not desk.actor.active
    assert isinstance(people.everybody(desk), Refused)
    assert desk.store.replay().faults == ()
    assert read_alone(desk, tmp_path / "journal.jsonl") == 0
    head.answer(other)
    assert [one.directive.what for one in handed(other)] == ["recall"], "another desk's people are none of its business"
