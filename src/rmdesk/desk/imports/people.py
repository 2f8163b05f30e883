"""From a row of a staff list to one of the branch's people, by the rules of the people's form. Whoever comes so has no
password: a one-time code lets each choose one (DATA-08)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from rmdesk.desk import people as desk_people
from rmdesk.desk import people_rows
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import people_readers as reads
from rmdesk.desk.imports.kind import Extent, Kind, Standing, TakenBack
from rmdesk.desk.imports.rows import Cells, Reader, Sheet
from rmdesk.desk.imports.used import person_used, rows_before
from rmdesk.domain import facts, people_facts
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.kinds import TrainingKind
from rmdesk.domain.people import DESK_ROLES, Certificate, Exam, Person, Training, clash, of_oneself
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.formpack import Pack
from rmdesk.locale import Lang, tr
from rmdesk.store import Entry

_OF_PERSON = ("login", "name", "roles", "post", "state", "compliance_hours", "product_hours", "trained_on",
              "exam", "exam_on")  # fmt: skip
"""What every row of one person says alike; a blank says what the first one said."""
_HOURS: Mapping[str, TrainingKind] = {"compliance_hours": "compliance", "product_hours": "product"}


class Listed(NamedTuple):
    """One of the branch's people as a row has him, with the number of the certificate that it tells of. `said`: which
    of his parts the row speaks of."""

    person: Person
    number: str = ""
    said: frozenset[str] = frozenset()


class People(Kind[Listed]):
    """The branch's people by their staff number. Whoever holds two certificates stands in two rows."""

    key = "people"
    permission = "people.manage"
    proves = ("people.add", "people.remove")
    alternatives = frozenset({"post"})
    days = frozenset({"until", "trained_on", "exam_on"})
    readers: ClassVar[Mapping[str, Reader]] = {
        "staff_no": reads.staff_no,
        "login": reads.part,
        "name": reads.part,
        "roles": reads.roles,
        "post": reads.post,
        "families": reads.families,
        "classes": reads.classes,
        "number": reads.part,
        "until": reads.until,
        "compliance_hours": reads.hours,
        "product_hours": reads.hours,
        "trained_on": reads.finished,
        "exam": reads.result,
        "exam_on": reads.finished,
        "state": reads.state,
    }

    def __init__(self, sheet: Sheet) -> None:
        """`sheet` is what its rows share."""
        super().__init__(sheet)
        everybody = people_rows.all_of(self.desk.store)
        self._today = self.desk.today()
        self._before = {one.login: one for one in everybody}
        self._now = dict(self._before)  # as the rows so far leave them
        self._by_number = {one.staff_no: one.login for one in everybody if one.staff_no}
        self._holders = {held.number: one.login for one in everybody for held in one.certificates}
        self._who = {one.login: (one.staff_no, one.name) for one in everybody}
        self._said: dict[str, dict[str, tuple[int, Any]]] = {}
        self._barred: list[str] = []

    @classmethod
    def options(cls, pack: Pack, target: str, lang: Lang) -> Mapping[str, str]:
        """Roles as the branch calls them, and families."""
        if target in ("roles", "post"):
            held: dict[str, str] = {role: pack.label("role", role, lang) for role in DESK_ROLES}
            return held if target == "roles" else {**held, reads.NOT_HERE: tr(lang, "imports.not_here")}
        if target == "state":
            return {one: tr(lang, f"imports.state.{one}") for one in reads.STATES}
        if target == "classes":
            return {key: text.of(lang) for key, text in pack.labels.label["insurance_class"].items()}
        return super().options(pack, "family" if target == "families" else target, lang)

    def check(self, cells: Cells, found: dict[str, Any]) -> None:
        """Who it is, that his rows agree, and that what belongs together is there."""
        key = found.get("staff_no") or found.get("login") or ""
        if not key and not any(map(cells.refused, ("staff_no", "login"))):
            cells.wrong("staff_no", refuse("INPUT.required"))
        self._agree(cells, found, self._said.setdefault(key, {}))
        if not found.get("name") and not cells.refused("name"):
            cells.wrong("name", refuse("INPUT.required"))
        column = "roles" if found.get("roles") else "post"
        found["roles"] = found.get("roles") or found.get("post")
        apart = clash(found["roles"] or ())
        if apart is not None:
            cells.wrong(column, apart)
        asked = {one.target for one in cells.words}
        parts = {one: bool(cells.text(one)) for one in ("families", "number", "until")}
        for one in parts if any(parts.values()) else ():
            if not (parts[one] or cells.refused(one) or one in asked):
                cells.wrong(one, refuse("INPUT.required"))
        if key:
            self._whose(cells, found)

    def build(self, cells: Cells, found: dict[str, Any]) -> Listed | None:
        """The person, or None while it is asked what his post or his state means; whoever has nothing to do here, or
        left before he came, is told and not made."""
        asked = {one.target for one in cells.words}
        if asked & {"roles", "post", "state"}:
            return None
        login = self._login(found)
        strange = login not in self._before
        state = found.get("state") or "active"
        away = "not_here" if found["roles"] == () else "left" if strange and state == "gone" else ""
        if away and strange:
            cells.tell(away, "state" if away == "left" else "post", found["name"])
            return None
        held: tuple[Certificate, ...] = ()
        if found.get("number") and found.get("families") and found.get("until"):
            insured = self.desk.pack.families.insured(found["families"])
            held = (
                Certificate(
                    families=found["families"],
                    number=found["number"],
                    expires_on=found["until"],
                    classes=found.get("classes") or () if insured else (),
                ),
            )
            if insured and not held[0].classes:
                cells.tell("no_class", "families")
        person = Person(
            login=login,
            name=found["name"],
            staff_no=found.get("staff_no") or "",
            roles=found["roles"] or (),
            certificates=held,
            training=tuple(self._trained(found)),
            exams=self._exams(found),
            suspended=state == "suspended",
            removed=state == "gone",
        )
        return Listed(person, held[0].number if held else "", frozenset(key for key, value in found.items() if value))

    def names(self, value: Listed) -> tuple[tuple[str, str], ...]:
        """One certificate of one person, one row."""
        return (("number" if value.number else "staff_no", f"{value.person.login}\n{value.number}"),)

    def shown(self, value: Listed, target: str, key: str) -> str:  # noqa: ARG002
        """The certificate's number, or his own."""
        return key.partition("\n")[2] or value.person.staff_no or value.person.login

    def standing(self, value: Listed) -> Standing[Listed]:
        """Whoever bears this staff number or login, with what the list says of him put in its place."""
        new = value.person
        current = self._now.get(new.login)
        after = new if current is None else self._merged(current, value)
        wrong = self._keeps(after) or self._own(current, after) or self._given(after)
        if wrong is None:
            self._now[new.login] = after
        same = value._replace(person=after)
        made_here = new.login not in self._before
        before = None if current is None or (made_here and current != after) else value._replace(person=current)
        return Standing(before, same, wrong)

    def take(self, found: Standing[Listed]) -> None:
        """Enter somebody, or change him. No key: that is what a one-time code is for."""
        desk, person = self.desk, found.after.person
        known = people_rows.person_of(desk.store, person.login)
        if person.removed:
            desk.record(people_facts.PersonRemoved(login=person.login, reason=self.sheet.name), person.login)
        elif known is None:
            desk.record(facts.PersonAdded(person=person), person.login)
        else:
            desk.record(facts.PersonChanged(person=person, reason=self.sheet.name), person.login)
        if not person.active:
            self._barred.append(person.login)
        if person.login == desk.actor.login:
            desk.actor = person

    def settle(self) -> None:
        """Whoever was suspended or left comes in no more."""
        desk_people.bar(self.desk, self._barred)

    @classmethod
    def take_back(cls, desk: Desk, entry: Entry, of: Extent) -> TakenBack | None:
        """Take somebody out who has done nothing since, or put back what was changed of him."""
        fact = entry.fact
        if isinstance(fact, facts.PersonAdded | facts.PersonChanged):
            login = fact.person.login
        elif isinstance(fact, people_facts.PersonRemoved):
            login = fact.login
        else:
            return None
        first = next(iter(desk.store.entries(subject=login, after=of.first - 1)))
        if first.seq != entry.seq:
            return None
        person = people_rows.person_of(desk.store, login)
        if person is None:
            return None
        new = isinstance(fact, facts.PersonAdded)
        found = TakenBack(person.staff_no or login, person.name, person_used(desk, login, of.last, new=new))
        if found.why:
            return found
        if new:
            desk.record(people_facts.PersonTakenBack(login=login, import_id=of.import_id), login)
            desk_people.bar(desk, (login,))
        else:
            before = Person.model_validate_json(rows_before(desk, "person", (login,), of.first)[login]["doc"])
            reason = tr("zh", "imports.taken_back", id=of.import_id)
            desk.record(facts.PersonChanged(person=before, reason=reason), login)
        return found

    def _agree(self, cells: Cells, found: dict[str, Any], said: dict[str, tuple[int, Any]]) -> None:
        known = cells.column("staff_no" if found.get("staff_no") else "login").heading
        for target in _OF_PERSON:
            value = found.get(target)
            if value is None:
                if target in said and not cells.text(target):
                    found[target] = said[target][1]
                continue
            row, first = said.setdefault(target, (cells.row, value))
            if first != value:
                heading = cells.column(target).heading
                cells.wrong(target, refuse("IMPORT.contradicts", row=row, column=known, headings=heading))

    def _login(self, found: Mapping[str, Any]) -> str:
        """A login never changes: whoever bears the number keeps the one he has."""
        number = found.get("staff_no") or ""
        return self._by_number.get(number) or found.get("login") or number

    def _whose(self, cells: Cells, found: Mapping[str, Any]) -> None:
        """A login that is free or his own, and a certificate that nobody else holds: one certificate, one person."""
        login, number, name = self._login(found), found.get("staff_no") or "", found.get("name") or ""
        taken = desk_people.taken(self.desk, login) if login not in self._who else self._other(login, number, name)
        if taken is not None:
            cells.wrong("login" if found.get("login") else "staff_no", taken)
            return
        held = found.get("number") or ""
        holder = self._holders.get(held, login) if held else login
        if holder != login:
            cells.wrong("number", refuse("SUIT-08.other", number=held, person=self._who[holder][1]))
        if cells.faults:
            return
        if found.get("login") not in (None, login):
            cells.tell("login_kept", "login", login)
        self._who.setdefault(login, (number, name))
        self._holders |= {held: login} if held else {}
        self._by_number |= {number: login} if number else {}

    def _other(self, login: str, number: str, name: str) -> Refusal | None:
        """Whether this login is somebody else's: by his number, by his name where he has none, or because he left."""
        known, called = self._who[login]
        same = known == number if known and number else plain(called) == plain(name)
        gone = login in self._before and self._before[login].removed
        return None if same and not gone else refuse("DATA-08.exists", person=login)

    def _keeps(self, after: Person) -> tuple[str, Refusal] | None:
        """The only administrator neither leaves nor is suspended by a list."""
        before = self._before.get(after.login)
        if after.active or before is None or not before.active or "administrator" not in before.roles:
            return None
        others = (one for one in self._now.values() if one.login != after.login)
        if any(one.active and "administrator" in one.roles for one in others):
            return None
        return "state", refuse("DATA-08.administrator", person=after.name)

    def _given(self, after: Person) -> tuple[str, Refusal] | None:
        """No list says otherwise than head office."""
        refusal = None if after.removed else desk_people.against_head_office(self.desk, after)
        return None if refusal is None else ("roles", refusal)

    def _own(self, current: Person | None, after: Person) -> tuple[str, Refusal] | None:
        """Whoever brings the list in does not let himself sell by it."""
        if current is None or after.login != self.desk.actor.login:
            return None
        refusal = of_oneself(current, after, self._now.values())
        return None if refusal is None else ("number" if refusal.code == "DESK-15.own" else "roles", refusal)

    def _merged(self, current: Person, value: Listed) -> Person:
        """What the list says in the place of what was; what it does not speak of stays, and so does an administrator:
        no list knows of that role."""
        new, said = value.person, value.said
        roles = new.roles
        if "administrator" in current.roles and "administrator" not in roles:
            roles = (*roles, "administrator")
        known = {held.number: held.classes for held in current.certificates}
        certificates = tuple(
            held if held.classes else held.model_copy(update={"classes": known.get(held.number, ())})
            for held in new.certificates
        )
        numbers = {held.number for held in certificates}
        days = {(one.subject, one.on) for one in new.exams}
        years = {(one.kind, one.on.year) for one in new.training}
        update: dict[str, Any] = {
            "name": new.name,
            "staff_no": new.staff_no or current.staff_no,
            "certificates": (*(one for one in current.certificates if one.number not in numbers), *certificates),
            "exams": (*(one for one in current.exams if (one.subject, one.on) not in days), *new.exams),
            "training": (
                *(one for one in current.training if not (one.listed and (one.kind, one.on.year) in years)),
                *new.training,
            ),
        }
        if "roles" in said:
            update["roles"] = roles
        if "state" in said:
            update |= {"suspended": new.suspended, "removed": new.removed}
        merged = current.model_copy(update=update)
        return current if _sorted(merged) == _sorted(current) else merged

    def _trained(self, found: Mapping[str, Any]) -> list[Training]:
        on = found.get("trained_on") or self._today
        hours: dict[TrainingKind, Decimal | None] = {kind: found.get(key) for key, kind in _HOURS.items()}
        return [Training(kind=kind, hours=sum_, on=on, listed=True) for kind, sum_ in hours.items() if sum_]

    def _exams(self, found: Mapping[str, Any]) -> tuple[Exam, ...]:
        passed = found.get("exam")
        on = found.get("exam_on") or found.get("trained_on") or self._today
        return () if passed is None else (Exam(subject="compliance", on=on, passed=passed),)


def _sorted(person: Person) -> Person:
    """The same person with his certificates, hours and exams in one order, for comparing."""
    parts = ("certificates", "training", "exams")
    return person.model_copy(update={part: tuple(sorted(getattr(person, part), key=repr)) for part in parts})
