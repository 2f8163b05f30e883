"""What the desk still needs before its first real sale: who does it, and where."""

from collections.abc import Sequence, Set
from typing import Literal, NamedTuple

from rmdesk.desk import backup, people_rows
from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.settings import branch
from rmdesk.desk.shelf.states import state_on
from rmdesk.domain import settings_facts, vault_facts
from rmdesk.domain.base import Lang
from rmdesk.domain.opening import Lack, Stands, Step, StepKey, checklist, mended_by, wanted_years
from rmdesk.domain.people import Person, Role
from rmdesk.domain.refusal import refuse, stop_at, written
from rmdesk.locale import tr
from rmdesk.store import slots

PERMISSIONS: dict[StepKey, str] = {
    "people": "people.manage",
    "certificates": "people.manage",
    "letterhead": "branch.manage",
    "bodies": "branch.manage",
    "shelf": "shelf.keep",
    "holidays": "branch.manage",
    "printer": "printer.keep",
    "backup": "backup.make",
    "recovery": "people.manage",
    "administrator": "people.manage",
}
"""The permission that each step takes."""
MOST_PLACE = 120


class Item(NamedTuple):
    """One line. `who`: the names of those who may do it; `roles` where there is nobody yet; `here`: what of `lacks` the
    person at the desk may mend; `mine`: whether that person may do the line; `gives`: the role for it that nobody has
    and that this person can give, else ""."""

    key: StepKey
    done: bool
    lacks: tuple[Lack, ...]
    who: tuple[str, ...]
    roles: tuple[Role, ...]
    here: tuple[Lack, ...]
    mine: bool
    gives: Role | Literal[""]


class Opening(NamedTuple):
    """The checklist. `ended`: an administrator put it away."""

    items: tuple[Item, ...]
    ended: bool

    @property
    def left(self) -> tuple[Item, ...]:
        """What is not done yet; nothing once the list was put away."""
        return () if self.ended else tuple(one for one in self.items if not one.done)


@use_case("opening.read")
def read(desk: Desk) -> Opening:
    """Every step with what it lacks, and who does it."""
    return _opening(desk)


def _opening(desk: Desk) -> Opening:
    people = people_rows.all_of(desk.store)
    appoints = not ROLES_OF["people.manage"].isdisjoint(desk.actor.roles)
    items = []
    for step in checklist(_stands(desk)):
        allowed = ROLES_OF[PERMISSIONS[step.key]]
        able = [one for one in people if one.active and _may(one, step, allowed)]
        here = mended_by(desk.actor.login, step.lacks)
        who, roles = tuple(one.name for one in able), tuple(sorted(allowed))
        gives: Role | Literal[""] = roles[0] if appoints and not able and not step.done else ""
        items.append(Item(step.key, step.done, step.lacks, who, roles, here, _may(desk.actor, step, allowed), gives))
    return Opening(tuple(items), desk.store.get("setting", "opening_ended") is not None)


def _may(person: Person, step: Step, allowed: Set[Role]) -> bool:
    """Whether this person may do a step: by role, and something of it that is not for others."""
    return not allowed.isdisjoint(person.roles) and (step.done or bool(mended_by(person.login, step.lacks)))


@use_case("branch.manage")
def end(desk: Desk, reason: str) -> Opening:
    """Put the list away with what is left of it undone: a branch without a printer of its own, for example."""
    why = written("reason", reason)
    left = tuple(step.key for step in checklist(_stands(desk)) if not step.done)
    desk.record(settings_facts.OpeningEnded(left=left, reason=why), "desk")
    return _opening(desk)


@use_case("people.manage")
def seal_recovery(desk: Desk, place: str) -> None:
    """Say where the printed recovery code lies, sealed: without it a forgotten password can end the desk."""
    where = written("place", place)
    if len(where) > MOST_PLACE:
        stop_at("place", refuse("INPUT.too_long", length=len(where), most=MOST_PLACE))
    desk.record(vault_facts.RecoverySealed(place=where), "desk")


def heading(found: Opening, lang: Lang) -> str:
    """How far it is, in a line."""
    done = sum(one.done for one in found.items)
    title = tr(lang, "opening.title" if found.left or found.ended else "opening.ready", done=done, all=len(found.items))
    return tr(lang, "opening.ended_at", title=title) if found.ended else title


def lacking(item: Item, desk: Desk, lang: Lang) -> list[str]:
    """What a line lacks, in words: one of them for all that lacks alike."""
    alike: dict[str, list[Lack]] = {}
    for one in item.lacks:
        alike.setdefault(one.what, []).append(one)
    return [lacked(what, lacks, desk, lang) for what, lacks in alike.items()]


def lacked(what: str, lacks: Sequence[Lack], desk: Desk, lang: Lang) -> str:
    """One or several that lack alike, in one sentence."""
    values = [_value(one, desk, lang) for one in lacks]
    mark = "、" if lang == "zh" else ", "
    return tr(lang, f"opening.lack.{what}", value=mark.join(map(str, values)) if values[1:] else values[0])


def named(item: Item, desk: Desk, lang: Lang) -> str:
    """Who may do it, by name; by role where nobody can yet, another one where the person at the desk has it."""
    roles = tuple(desk.pack.label("role", role, lang) for role in item.roles)
    who = ("、" if lang == "zh" else ", ").join(item.who or roles)
    another = not item.who and bool(set(desk.actor.roles) & set(item.roles))
    return tr(lang, "opening.another", who=who) if another else who


def _value(lack: Lack, desk: Desk, lang: Lang) -> object:
    if lack.what in ("role", "family", "insurance_class"):
        return desk.pack.label(lack.what, lack.value, lang)
    if lack.what == "english":
        return tr(lang, branch.label(lack.value))
    return int(lack.value) if lack.what in ("count", "unconfirmed") else lack.value


def _stands(desk: Desk) -> Stands:
    store, today = desk.store, desk.today()
    state, days = state_on(today)
    sold = f"FROM product WHERE {state} IN ('listed', 'not_yet') AND unconfirmed = 0"
    listed = store.query(f"SELECT DISTINCT family {sold}", days)
    classed = store.query(f"SELECT DISTINCT licence {sold}", days)
    waiting = store.query("SELECT count(*) FROM product WHERE unconfirmed > 0")[0][0]
    sealed = store.get("setting", "recovery_sealed")
    return Stands(
        people=people_rows.all_of(store),
        keys=frozenset(slots.people(desk.folder)),
        branch=desk.branch,
        today=today,
        on_sale=frozenset(row["family"] for row in listed),
        certified=desk.pack.families.certified,
        classes=frozenset(row["licence"] for row in classed if row["licence"]),
        unconfirmed=int(waiting),
        years=frozenset(
            year for year in wanted_years(today) if desk.calendar.is_official(today.replace(year=year, month=7, day=1))
        ),
        printer_tested=store.get("setting", "printer_tested") is not None,
        backed_up=backup.by_hand(desk),
        sealed=sealed is not None and bool(sealed["value"]),
        training=desk.thresholds().compliance_training_hours,
    )
