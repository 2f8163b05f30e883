"""From a row of another system's client list to a client's file, by the readers and rules of the intake form. What the
file still lacks is completed before anything is sold (KYC-03)."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from rmdesk.desk import becoming, book, clients, people_rows
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import client_dues
from rmdesk.desk.imports import client_readers as reads
from rmdesk.desk.imports.kind import Extent, Kind, Standing, TakenBack
from rmdesk.desk.imports.lacking import Lacking
from rmdesk.desk.imports.rows import Cells, Reader, Sheet
from rmdesk.desk.imports.staff import Staff
from rmdesk.desk.imports.used import clients_used, rows_before
from rmdesk.desk.intake import JUDGED, doubt, judged
from rmdesk.domain import facts
from rmdesk.domain.becoming import IDENTITY
from rmdesk.domain.client import Client, Profile
from rmdesk.domain.id_kinds import kind_of, read_id
from rmdesk.domain.imports.grid import Trouble, one_line
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.locale import tr
from rmdesk.store import Entry


class Brought(NamedTuple):
    """A client as a list has him. `noted`: heading → what it said that is kept as a note only: another system's level
    is no assessment (SUIT-20), its switch no consent (DATA-02). `client_id` "" while the desk knows nobody."""

    external_no: str
    profile: Profile
    noted: dict[str, str]
    manager: str
    client_id: str = ""
    lacking: tuple[str, ...] = ()


class Clients(Kind[Brought]):
    """Clients of another system: by their number there, so that the same file mended and brought again changes instead
    of doubling."""

    key = "clients"
    permission = "clients.write"
    minds = "counted"
    several = frozenset({"note", "unit"})
    either = frozenset({"phone"})
    alternatives = frozenset({"kind", "first_name", "last_name", "street", "city", "unit"})
    together = 200
    days = frozenset({"born", "id_valid_until"})
    amounts = frozenset({"income_yearly", "family_income_yearly"})
    readers: ClassVar[Mapping[str, Reader]] = {
        "external_no": reads.number_by_name,
        "name": reads.name,
        "kind": reads.person_only,
        "id_type": reads.card,
        "id_number": reads.id_number,
        "id_valid_until": reads.valid_until,
        "sex": reads.choice,
        "born": reads.born,
        "nationality": reads.choice,
        "phone": reads.phone,
        "email": reads.typed,
        "address": reads.line,
        "street": reads.line,
        "city": reads.line,
        "occupation": reads.choice,
        "employer": reads.typed,
        "education": reads.choice,
        "income_yearly": reads.income,
        "family_income_yearly": reads.income,
        "manager": reads.staff_number,
    }

    def __init__(self, sheet: Sheet) -> None:
        """`sheet` is what its rows share."""
        super().__init__(sheet)
        self._today = self.desk.today()
        self._lacking = Lacking(self.desk)
        self._held: dict[tuple[str, str], str] = {}
        self._staff = Staff(one for one in people_rows.all_of(self.desk.store) if one.active)

    def trouble(self, target: str, trouble: Trouble, given: str) -> Refusal:
        """An ID number of which a spreadsheet kept fifteen digits is lost, even if its check character fits."""
        lost = trouble == "lost" and target == "id_number"
        return refuse("KYC-09.lost", given=given) if lost else super().trouble(target, trouble, given)

    def check(self, cells: Cells, found: dict[str, Any]) -> None:
        """A name, a number to be known by, and the intake's rules between fields."""
        self._named(cells, found)
        if not found.get("name") and not any(map(cells.refused, ("name", "last_name"))):
            cells.wrong("name" if "name" in self.sheet.places else "last_name", refuse("KYC-01", fields="name"))
        number = found.get("id_number") or ""
        known = read_id(found.get("id_type") or kind_of(number), number)
        if not isinstance(known, Refusal) and known.born is not None:
            for key, value in (("born", known.born.isoformat()), ("sex", known.sex)):
                if not found.get(key) and not cells.refused(key):
                    found[key] = value
                    cells.tell("from_id", key)
        profile = found["profile"] = self._profile(found)
        for key in filter(JUDGED.__contains__, profile):
            wrong = None if cells.refused(key) else judged(key, profile[key], profile, self._today)
            if wrong is not None:
                cells.wrong(key, wrong)
            elif doubt(key, profile[key], profile, self._today) is not None:
                cells.tell("unusual", key)

    def build(self, cells: Cells, found: dict[str, Any]) -> Brought | None:
        """The client."""
        given = found.get("manager") or ""
        manager = self._staff.login_of(given)
        if given and not manager:
            cells.tell("manager", "manager", given)
        noted = {one_line(heading): text for heading, text in cells.said("note")}
        first, *others = cells.said("phone") or (("", ""),)
        if any(one.case == "second_phone" for one in cells.told):
            noted[first[0]] = first[1]
        for heading, text in others:
            noted[one_line(heading)] = text
            cells.tell("second_phone", "phone")
        return Brought(found.get("external_no") or "", found["profile"], noted, manager)

    def names(self, value: Brought) -> tuple[tuple[str, str], ...]:
        """One person, one number, here and there."""
        keys = (("id_number", value.profile.get("id_number", "")), ("external_no", value.external_no))
        return tuple((target, key) for target, key in keys if key)

    def look_up(self, values: Sequence[Brought]) -> None:
        """The clients with these numbers, by two queries for all."""
        self._held = {}
        names = {name for one in values for name in self.names(one)}
        for column in ("external_no", "id_number"):
            keys = [key for target, key in names if target == column]
            sql = f"SELECT {column}, doc FROM client WHERE {column} IN ({', '.join('?' * len(keys))}) ORDER BY rowid"
            for key, doc in self.desk.store.query(sql, tuple(keys)) if keys else ():
                self._held.setdefault((column, key), doc)

    def standing(self, value: Brought) -> Standing[Brought]:
        """The client with this number in the other system, or with this ID number. An empty cell leaves what is there;
        whose book the client is in no list changes."""
        number = value.profile.get("id_number", "")
        by_no = self._found("external_no", value.external_no)
        by_id = self._found("id_number", number)
        client = by_no or by_id
        if client is None:
            lacking = self._lacking.of(value.profile)
            return Standing(None, value._replace(lacking=lacking), unfinished=bool(lacking))
        wrong = self._not_his(value, client, by_no, by_id) or self._another(value, client, by_no)
        before = Brought(client.external_no, client.profile, client.noted, client.manager, client.id, client.lacking)
        profile = {**client.profile, **value.profile}
        lacking = self._lacking.of(profile) if client.lacking else ()
        after = before._replace(
            external_no=value.external_no or client.external_no,
            profile=profile,
            noted={**client.noted, **value.noted},
            lacking=lacking,
        )
        return Standing(before, after, wrong, unfinished=bool(lacking))

    def take(self, found: Standing[Brought]) -> None:
        """Open a file, or change one."""
        if found.before is None:
            self._open(found.after)
        else:
            self._change(found.before, found.after)

    @classmethod
    def look_back(cls, desk: Desk, entries: Sequence[Entry], of: Extent) -> Extent:
        """What used these clients, and how those stood that were changed."""
        used = clients_used(desk, tuple({one.subject for one in entries}), of)
        changed = {one.subject for one in entries if one.kind == facts.ClientChanged.kind and one.subject not in used}
        return of._replace(used=used, before=rows_before(desk, "client", changed, of.first))

    @classmethod
    def take_back(cls, desk: Desk, entry: Entry, of: Extent) -> TakenBack | None:
        """Close the file that was opened, or put back what was changed, unless something used the client since."""
        fact = entry.fact
        if not isinstance(fact, facts.ClientRegistered | facts.ClientChanged):
            return None
        used = of.used.get(entry.subject, "")
        stands = fact.client if isinstance(fact, facts.ClientRegistered) and not used else None  # as he came
        client = stands or clients.require(desk, entry.subject)
        found = TakenBack(client.no, client.name, used)
        if found.why:
            return found
        if isinstance(fact, facts.ClientRegistered):
            back = facts.ClientTakenBack(client_id=client.id, no=client.no, import_id=of.import_id)
            desk.record(back, client.id)
        else:
            before = Client.model_validate_json(of.before[client.id]["doc"])
            changes = {key: (after, was) for key, (was, after) in fact.changes.items()}
            beside = facts.BroughtBeside(external_no=before.external_no, noted=before.noted, lacking=before.lacking)
            reason = tr("zh", "imports.taken_back", id=of.import_id)
            rose = becoming.rose(desk, client, changes)
            desk.record(facts.ClientChanged(client_id=client.id, on=desk.today(), changes=changes, reason=reason,
                                            brought=beside, raised=rose), client.id)  # fmt: skip
            after = clients.require(desk, client.id)
            client_dues.watch_client(desk, after, graded=False)
            becoming.follow(desk, client, after)
        return found

    def _open(self, new: Brought) -> None:
        desk = self.desk
        client = Client(
            id=desk.new_id(),
            no=desk.next_no("K"),
            kind="person",
            profile=dict(sorted(new.profile.items())),
            registered_on=self._today,
            changed_at=desk.now(),
            manager=new.manager or desk.actor.login,
            external_no=new.external_no,
            noted=new.noted,
            lacking=new.lacking,
        )
        desk.record(facts.ClientRegistered(client=client), client.id)
        client_dues.watch_new(desk, client)

    def _change(self, before: Brought, after: Brought) -> None:
        keys = sorted(after.profile.keys())
        pairs = {key: (before.profile.get(key, ""), after.profile[key]) for key in keys}
        changes = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
        known = None if IDENTITY.isdisjoint(changes) else clients.require(self.desk, before.client_id)
        fact = facts.ClientChanged(
            client_id=before.client_id,
            on=self._today,
            changes=changes,
            reason=self.sheet.name,
            brought=facts.BroughtBeside(external_no=after.external_no, noted=after.noted, lacking=after.lacking),
            raised=() if known is None else becoming.rose(self.desk, known, changes),
        )
        self.desk.record(fact, before.client_id)
        if "id_valid_until" in fact.changes:
            client_dues.watch_client(self.desk, clients.require(self.desk, before.client_id), graded=False)
        if known is not None:
            becoming.follow(self.desk, known, clients.require(self.desk, before.client_id))

    def _named(self, cells: Cells, found: dict[str, Any]) -> None:
        """One name of two columns: 例 + 景行 is 例景行, Zoë and Exämple are parted by a space. One address of two."""
        if not found.get("name"):
            found["name"] = reads.joined_name(cells, found.get("first_name") or "", found.get("last_name") or "")
        if not found.get("address") and (found.get("city") or found.get("street")):
            found["address"] = f"{found.get('city') or ''}{found.get('street') or ''}"

    def _profile(self, found: Mapping[str, Any]) -> Profile:
        values = {key: found[key] for key in self._lacking.fields if found.get(key)}
        return {**self._lacking.defaults(values), **values}

    def _found(self, column: str, key: str) -> Client | None:
        doc = self._held.get((column, key))
        return None if doc is None else self.desk.parsed(Client, doc)

    def _another(self, value: Brought, client: Client, by_no: Client | None) -> tuple[str, Refusal] | None:
        """Why a row may not make somebody else of a client: two people do that, where a level or a privilege falls."""
        given = value.profile.items()
        changes = {key: (client.profile.get(key, ""), said) for key, said in given if client.profile.get(key) != said}
        if not any(becoming.ends(self.desk, client, changes)):
            return None
        return "external_no" if by_no is not None else "id_number", refuse("IMPORT.another", client=client.no)

    def _not_his(
        self, value: Brought, client: Client, by_no: Client | None, by_id: Client | None
    ) -> tuple[str, Refusal] | None:
        """Why a row cannot be this client's: the number or the ID is somebody else's, or the file is not to be seen."""
        if by_no is not None and by_id is not None and by_no.id != by_id.id:
            return "id_number", refuse("IMPORT.other_client", client=by_id.no)
        if by_no is None and value.external_no and client.external_no not in ("", value.external_no):
            return "id_number", refuse("IMPORT.other_client", client=client.no)
        away = book.turned_away(self.desk, client.id)
        target = "external_no" if by_no is not None else "id_number"
        return None if away is None else (target, away)
