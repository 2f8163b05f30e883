"""Every indicator once more, from the exported journal, written from the formulas alone. Shares nothing with `rmdesk`.

`count(lines, start, end, today)` reads the lines of `rmdesk journal export` (JSON, with payloads) and gives, by key,
the figure as text, how many rows make it, and these rows as (id, in the part, number). The standard library alone.
"""

import json
import tomllib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from complaints.second_calculation import natural

Raw = dict[str, Any]
Rows = dict[str, Raw]
Counted = tuple[str | None, int, list[tuple[str, bool | None, Decimal | None]]]
DAYS = {"simple": 15, "complex": 30, "special": 60}
LEFT = ("withdrawn", "merged", "declined", "transferred")
_read = cache(tomllib.loads)
"""A file of a pack, read once however many assessments were taken by it; nobody changes what it gives."""


class Told:
    """The journal told once, row by row of what is counted."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` without the first, which says what follows."""
        self.zone = ZoneInfo("Asia/Shanghai")
        self.packs: dict[str, dict[str, str]] = {}
        self.sales: Rows = {}
        self.visits: Rows = {}
        self.assessments: Rows = {}
        self.dues: Rows = {}
        self.holdings: Rows = {}
        self.clients: Rows = {}
        self.cases: Rows = {}
        self.entries: Rows = {}
        self.products: Rows = {}
        self.rates: list[Raw] = []
        for line in list(lines)[1:]:
            fact = json.loads(line)
            if fact["payload"] is None:
                continue
            kind = fact["kind"].partition("/")[0]
            said = json.loads(fact["payload"])
            tell: Callable[[Raw, datetime, str], None] | None = getattr(self, "_" + kind.replace(".", "_"), None)
            if tell is not None:
                tell(said, self.local(fact["at"]), fact["actor"])
            elif kind.startswith("complaint."):
                self._case(kind.removeprefix("complaint."), said, self.local(fact["at"]))

    def local(self, text: str) -> datetime:
        """An instant at the branch."""
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(self.zone)

    def day(self, text: str | None) -> date | None:
        """A day, or the branch's day of an instant."""
        return None if text is None else date.fromisoformat(text) if len(text) == 10 else self.local(text).date()

    # the desk and its packs
    def _desk_opened(self, said: Raw, _at: datetime, _by: str) -> None:
        self.zone = ZoneInfo(said["branch"].get("zone", "Asia/Shanghai"))

    def _pack_adopted(self, said: Raw, _at: datetime, _by: str) -> None:
        self.packs[said["digest"]] = said["files"]

    def _shelf_listed(self, said: Raw, _at: datetime, _by: str) -> None:
        self.products[said["product"]["code"]] = said["product"]

    _shelf_changed = _shelf_listed

    def _rate_entered(self, said: Raw, _at: datetime, _by: str) -> None:
        self.rates.append(said["rate"])

    # clients
    def _client_registered(self, said: Raw, _at: datetime, by: str) -> None:
        one = said["client"]
        row = {"kind": one["kind"], "registered_on": self.day(one["registered_on"]), "linked": "no"}
        self.clients[one["id"]] = {**row, "manager": one["manager"] or by}

    def _client_handed_over(self, said: Raw, _at: datetime, _by: str) -> None:
        self.clients[said["client_id"]]["manager"] = said["receiver"]

    def _client_taken_back(self, said: Raw, _at: datetime, _by: str) -> None:
        self.clients.pop(said["client_id"], None)
        for rows in (self.sales, self.visits, self.assessments, self.dues, self.holdings):
            for id in [key for key, row in rows.items() if row.get("client") == said["client_id"]]:
                del rows[id]

    def _client_linked(self, said: Raw, _at: datetime, _by: str) -> None:
        self.clients[said["client_id"]]["linked"] = "yes"

    def _client_unlinked(self, said: Raw, _at: datetime, _by: str) -> None:
        self.clients[said["client_id"]]["linked"] = "no"

    def _client_relationship_ended(self, said: Raw, _at: datetime, _by: str) -> None:
        self.clients[said["client_id"]]["ended_on"] = self.day(said["on"])

    def _client_relationship_resumed(self, said: Raw, _at: datetime, _by: str) -> None:
        self.clients[said["client_id"]]["ended_on"] = None

    def _archive_client_destroyed(self, said: Raw, _at: datetime, _by: str) -> None:
        registered = {"registered_on": self.day(said["registered_on"]), "ended_on": self.day(said["ended_on"])}
        self.clients[said["client_id"]] = {"kind": said["client_kind"], "linked": "no", **registered}
        for one in said["figures"]:
            values = {key: self._kept(key, value) for key, value in one["values"].items()}
            if one["source"] == "assessments":  # its answers are gone: what is known of it stays
                values["sound"] = "yes" if values["contradicted"] == values["sent_back"] == "no" else "no"
            getattr(self, one["source"])[one["id"]] = values
        for case in said["cases"]:
            notice, ended = case["notice"], case["ended_on"]
            settled = self.day(notice["at"]) if notice else self.day(ended)
            self.cases[case["id"]] = {**case, "spans": [[self.day(case["received_at"]), settled]]}

    def _kept(self, key: str, value: str) -> Any:
        if key.endswith("_at"):
            return self.local(value)
        return self.day(value) if key.endswith(("_on", "_day")) else Decimal(value) if key == "amount" else value

    # sales and visits
    def _visit_opened(self, said: Raw, at: datetime, by: str) -> None:
        row = {"opened_at": at, "manager": by, "client": said["client_id"], "id": said["visit_id"]}
        self.visits[said["visit_id"]] = row

    def _sale_opened(self, said: Raw, at: datetime, by: str) -> None:
        row = {"opened_at": at, "manager": by, "visit": said["visit_id"], "client": said["client_id"]}
        self.sales[said["sale_id"]] = {**row, "state": "open", "sent_back": "no", "own_choice": "no"}

    def _sale_opinion_given(self, said: Raw, _at: datetime, _by: str) -> None:
        self.sales[said["sale_id"]] |= {"product": None, "own_choice": "no"}

    def _sale_product_chosen(self, said: Raw, _at: datetime, _by: str) -> None:
        choice = said["choice"]
        bought = {"product": choice["code"], "chosen": choice}
        self.sales[said["sale_id"]] |= {**bought, "own_choice": "yes" if choice["own_choice"] else "no"}

    def _sale_countersigned(self, said: Raw, at: datetime, _by: str) -> None:
        sale = self.sales[said["sale_id"]]
        choice, on = sale["chosen"], said["on"] or at.date().isoformat()
        known = sorted((one["on"], one["rate"]) for one in self.rates if one["currency"] == choice["currency"])
        rate = (
            Decimal(1) if choice["currency"] == "CNY" else max([Decimal(0), *(Decimal(r) for d, r in known if d <= on)])
        )
        amount = Decimal(choice["amount"])
        sale |= {"signed_at": at, "amount": amount if choice["currency"] == "CNY" else amount * rate}
        product = self.products[choice["code"]]
        held = {"begun_on": date.fromisoformat(on), "client": sale["client"]}
        self.holdings[said["sale_id"]] = {**held, "amount": amount if product["currency"] == "CNY" else None}

    def _sale_sent_back(self, said: Raw, _at: datetime, _by: str) -> None:
        self.sales[said["sale_id"]] |= {"sent_back": "yes", "signed_at": None, "amount": None}
        if said["step"] == "match":
            self.sales[said["sale_id"]]["own_choice"] = "no"
        self.holdings.pop(said["sale_id"], None)

    def _sale_archived(self, said: Raw, at: datetime, _by: str) -> None:
        self.sales[said["sale_id"]] |= {"archived_at": at, "state": "archived"}

    def _sale_abandoned(self, said: Raw, at: datetime, _by: str) -> None:
        self.sales[said["sale_id"]] |= {"abandoned_at": at, "state": "abandoned"}
        self.holdings.pop(said["sale_id"], None)

    # assessments and dues
    def _assessment_taken(self, said: Raw, _at: datetime, by: str) -> None:
        one = said["assessment"]
        fits = one["contradicted"] == [] and self._recomputed(one)
        row = {"taken_at": self.local(one["taken_at"]), "manager": by, "client": one["client_id"]}
        self.assessments[one["id"]] = {**row, "sound": "yes" if fits else "no"}

    def _recomputed(self, one: Raw) -> bool:
        """Points by option, the band that holds them, the lowest knock-out: the level that the fact says."""
        files = self.packs[one["pack_digest"]]
        forms = [_read(text) for name, text in files.items() if name.startswith("questionnaire")]
        (form,) = [each for each in forms if (each["id"], each["version"]) == (one["form_id"], one["form_version"])]
        chosen = [
            [option for option in question["options"] if option["key"] in given]
            for question, given in zip(form["questions"], one["answers"], strict=True)
        ]
        total = sum(option["score"] for options in chosen for option in options)
        level = next(band["level"] for band in form["bands"] if band["low"] <= total <= band["high"])
        caps = [option["knock_out"] for options in chosen for option in options if "knock_out" in option]
        return (min([level, *caps]), total) == (one["level"], one["score"])

    def _assessment_sent_back(self, said: Raw, _at: datetime, _by: str) -> None:
        self.assessments[said["assessment_id"]]["sound"] = "no"

    def _due_created(self, said: Raw, _at: datetime, _by: str) -> None:
        one = said["due"]
        self.dues[one["id"]] = {"on_day": self.day(one["on"]), "kind": one["kind"], "client": one["client_id"]}

    def _due_done(self, said: Raw, _at: datetime, _by: str) -> None:
        self.dues[said["due_id"]]["done_at"] = self.local(said["at"])

    # holdings
    def _holding_noted(self, said: Raw, _at: datetime, _by: str) -> None:
        one = said["holding"]
        amount = Decimal(one["amount"]) if one["currency"] == "CNY" else None
        row = {"begun_on": self.day(one["begun_on"] or one["as_of"]), "ended_on": self.day(one["ended_on"])}
        self.holdings[one["id"]] = {**row, "amount": amount, "client": one["client_id"]}

    _holding_changed = _holding_noted

    def _holding_redeemed(self, said: Raw, at: datetime, by: str) -> None:
        before = self.holdings[said["holding"]["id"]]
        amount = before["amount"] and Decimal(said["amount"])
        self.holdings[f"paid {len(self.holdings)}"] = {**before, "amount": amount, "ended_on": self.day(said["on"])}
        if said["holding"]["ended_on"]:
            del self.holdings[said["holding"]["id"]]
        else:
            self._holding_noted(said, at, by)

    def _holding_ended(self, said: Raw, _at: datetime, _by: str) -> None:
        self.holdings[said["holding_id"]]["ended_on"] = self.day(said["on"])

    def _holding_taken_back(self, said: Raw, _at: datetime, _by: str) -> None:
        self.holdings.pop(said["holding_id"], None)

    # registers
    def _entry_begun(self, said: Raw, at: datetime, by: str) -> None:
        row = {"register": said["register_id"], "begun_on": at, "begun_by": by, **self._entry(said)}
        self.entries[said["entry_id"]] = row

    def _entry_acted(self, said: Raw, _at: datetime, _by: str) -> None:
        entry = self.entries[said["entry_id"]]
        entry |= self._entry(said)
        entry["voided"] = entry.get("voided") or said["act"] == "_void"

    def _entry(self, said: Raw) -> Raw:
        ended = self.day(said["on"]) if said["ended"] else None
        logged = set(said["logged"])
        values = {key: value for key, value in said["values"].items() if key not in logged}
        return {**values, **said["follows"]["derived"], "state": said["state"], "ended_on": ended}

    # cases
    def _complaint_received(self, said: Raw, _at: datetime, _by: str) -> None:
        case = said["case"]
        self.cases[case["id"]] = {**case, "spans": [[self.day(case["received_at"]), None]]}

    def _case(self, what: str, said: Raw, at: datetime) -> None:
        if "case_id" not in said:
            return
        case = self.cases[said["case_id"]]
        if what == "became_complaint":
            case["type"] = "complaint"
        elif what == "answered":
            case["answered_at"] = said["at"]
        elif what == "major_found":
            case |= {"major": said["reasons"], **({} if case["major"] else {"major_found_at": at.isoformat()})}
        elif what == "major_reported":
            case["major_reported_at"] = said["at"]
        elif what in ("result_notified", "recheck_notified"):
            case |= {"notice": said["notice"]} if what == "result_notified" else {}
            self._settle(case, self.day(said["notice"]["at"]))
        elif what == "notice_given_again":
            if said["ours"] and not said["recheck"]:
                case["notice"] = said["notice"]
        elif what == "extension_approved":
            case["case_class"] = said["extension"]["to"]
        elif what == "clock_paused":
            case["paused"] = said["paused"]
        elif what == "clock_resumed":
            case |= {"pauses": [*case["pauses"], said["pause"]], "paused": None}
        elif what == "closed" or what in LEFT:
            self._settle(case, self.day(said["on"]))
        elif what == "recheck_asked":
            case["spans"].append([self.day(said["on"]), None])
            case["recheck_asked"] = said["on"]
        elif what in ("reopened", "parted", "new_facts_received"):
            if case["spans"][-1][1] is not None:
                case["spans"].append([at.date() if what == "parted" else self.day(said["at"]), None])
            if what == "new_facts_received" or said.get("restarts"):
                case["new_facts_at"] = said["at"]
            case |= {"notice": None, "recheck_asked": None}
        elif what == "corrected" and said["correction"]["field"] in ("type", "received_at"):
            case[said["correction"]["field"]] = said["correction"]["after"]

    def _settle(self, case: Raw, day: date | None) -> None:
        case["spans"][-1][1] = case["spans"][-1][1] or day


def _case_row(told: Told, case: Raw, start: date, end: date, today: date) -> Raw:
    """As the case stands; `settled_on` is a day of the period on which it settled, else the last one."""
    last = min(end, today)
    received, notice = told.local(case["received_at"]), case["notice"]
    told_at = None if notice is None else told.local(notice["at"])
    pauses = [(date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in case["pauses"]]
    if case["paused"] is not None:
        pauses.append((date.fromisoformat(case["paused"]["start"]), today))
    since = told.day(case["new_facts_at"]) or received.date()
    due = natural(since, DAYS[case["case_class"]], pauses)
    settled = [day for _, day in case["spans"] if day is not None]
    ended = case["spans"][-1][1]
    late = (told_at.date() if told_at else ended or today) > due
    asked = told.day(case["recheck_asked"])
    owed = due if asked is None else natural(asked, 30, [])
    open_then = any(begun <= last and (day is None or day > last) for begun, day in case["spans"])
    within = [day for day in settled if start <= day <= last]
    kept = "no" if late else "yes" if told_at is not None else None
    return {
        "received_at": received,
        "answered_at": None if case["answered_at"] is None else told.local(case["answered_at"]),
        "told_at": told_at,
        "settled_on": (within or settled or [None])[0],
        "open": open_then,
        "type": case["type"],
        "manager": case.get("about", {}).get("people"),
        "counted": "yes" if case["type"] == "complaint" else "no",
        "in_time": kept if case["type"] == "complaint" else None,
        "late_at_end": "yes" if open_then and owed < last else "no",
        "reported_late": "yes" if _reported_late(told, case, today) else "no",
    }


def _reported_late(told: Told, case: Raw, today: date) -> bool:
    if not case["major"]:
        return False
    found = told.day(case.get("major_found_at") or case["recorded_at"])
    reported = told.day(case.get("major_reported_at")) or today
    return found is not None and reported > found


def _rows(told: Told, source: str, start: date, end: date, today: date) -> Rows:
    if source == "complaints":
        return {id: _case_row(told, case, start, end, today) for id, case in told.cases.items()}
    if source.startswith("register."):
        register = source.partition(".")[2]
        return {id: row for id, row in told.entries.items() if row["register"] == register and not row.get("voided")}
    if source == "dues":
        whose = {id: row.get("manager") for id, row in told.clients.items()}
        return {
            id: {**row, "in_time": _kept(row, today), "manager": whose.get(row.get("client") or "")}
            for id, row in told.dues.items()
        }
    if source == "visits":
        sold = {one.get("visit") for one in told.sales.values() if one.get("signed_at") and one["state"] != "abandoned"}
        return {id: {"sold": "yes" if id in sold else "no", **row} for id, row in told.visits.items()}
    found: Rows = getattr(told, source)
    return found


def _kept(due: Raw, today: date) -> str | None:
    done = due.get("done_at")
    if done is not None:
        return "yes" if done.date() <= due["on_day"] else "no"
    return "no" if due["on_day"] < today else None


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(value) if isinstance(value, str) and value else value if isinstance(value, date) else None


def _passes(row: Raw, asked: list[Raw]) -> bool:
    for one in asked:
        value = row.get(one["field"])
        if "is" in one and value not in one["is"]:
            return False
        if "not" in one and (value is None or value in one["not"]):
            return False
        if "has" in one and one["has"] not in (value.split(",") if isinstance(value, str) else value or ()):
            return False
        if "by" in one:
            day, last = _day(value), _day(row.get(one["by"]))
            if day is None or last is None or (day - last).days > one.get("days", 0):
                return False
    return True


def _chosen(told: Told, asked: Raw, start: date, end: date, today: date) -> Rows:
    found, rows = {}, asked.get("rows", "in")
    for id, row in _rows(told, asked["source"], start, end, today).items():
        day, left = _day(row.get(asked["day"])), _day(row.get(asked.get("until", "")))
        if day is None or not _passes(row, asked.get("where", [])):
            continue
        if asked["source"] == "complaints" and rows == "end":
            stands = row["open"]
        elif rows == "end":
            stands = day <= end and (left is None or left > end)
        else:
            stands = day < start and (left is None or left >= start)
        if (start <= day <= min(end, today)) if rows == "in" else stands:
            found[id] = row
    return found


def _number(asked: Raw, row: Raw) -> Decimal | None:
    if "span" not in asked:
        value = row.get(asked.get("of", ""))
        return Decimal(value) if value else None
    first, last = (row.get(name) for name in asked["span"])
    if first is None or last is None:
        return None
    if asked["unit"] == "hours":
        return Decimal(int((last - first).total_seconds())) / 3600
    begun, ended = _day(first), _day(last)
    assert begun is not None, "it is there"
    assert ended is not None, "so is this"
    return Decimal((ended - begun).days)


def _figure(told: Told, asked: Raw, start: date, end: date, today: date) -> Counted:
    rows = _chosen(told, asked, start, end, today)
    made: list[tuple[str, bool | None, Decimal | None]] = []
    for id, row in rows.items():
        if "known" in asked and not row.get(asked["known"]):
            continue
        number = _number(asked, row)
        if number is None and ("of" in asked or "span" in asked):
            continue
        part = None
        if asked["measure"] == "share":
            left = _day(row.get(asked.get("until", "")))
            part = _passes(row, asked.get("part", [])) and (asked.get("rows") != "start" or left is None or left > end)
        made.append((id, part, number))
    value = _measured(told, asked, made, start, end, today)
    places = Decimal(1).scaleb(-asked.get("places", 1))
    return None if value is None else f"{value.quantize(places, ROUND_HALF_UP):f}", len(made), made


def _measured(told: Told, asked: Raw, made: list[Any], start: date, end: date, today: date) -> Decimal | None:
    numbers: list[Decimal] = sorted(number for _, _, number in made if number is not None)
    measure, count = asked["measure"], len(made)
    if measure == "count":
        value = Decimal(count)
        if "per" in asked:
            divided = len(_chosen(told, asked["per"], start, end, today))
            return value * asked["per"]["times"] / divided if divided else None
        return value
    if measure == "sum":
        total = sum(numbers, Decimal(0))
        return total * 100 / (asked["plan"] * _months(start, end)) if "plan" in asked else total
    if measure == "change":
        before = sum(_of_before(told, asked, start, end, today), Decimal(0))
        return (sum(numbers, Decimal(0)) - before) * 100 / before if before else None
    if not made:
        return None
    if measure == "share":
        return Decimal(100 * sum(bool(part) for _, part, _ in made)) / count
    if measure == "mean":
        return sum(numbers, Decimal(0)) / count
    if measure == "median":
        return (numbers[(count - 1) // 2] + numbers[count // 2]) / 2
    return next(one for at, one in enumerate(numbers, 1) if at * 100 >= asked["percentile"] * count)


def _of_before(told: Told, asked: Raw, start: date, end: date, today: date) -> list[Decimal]:
    """Of so many months before as the period has."""
    first = start
    for _ in range((end.year - start.year) * 12 + end.month - start.month + 1):
        first = (first - timedelta(1)).replace(day=1)
    rows = _chosen(told, asked, first, start - timedelta(1), today)
    return [number for row in rows.values() if (number := _number(asked, row)) is not None]


def _months(start: date, end: date) -> Decimal:
    """Each day is the part of its month that it is."""
    total, day = Decimal(0), start
    while day <= end:
        month = (day.replace(day=28) + timedelta(4)).replace(day=1) - day.replace(day=1)
        total += Decimal(1) / month.days
        day += timedelta(1)
    return total.quantize(Decimal("0.000000001"))


def count(lines: Iterable[str], start: date, end: date, today: date) -> dict[str, Counted]:
    """Every indicator of the pack that was adopted last, by its key."""
    told = Told(lines)
    return {one["key"]: _figure(told, one, start, end, today) for one in _asked(told)}


def count_of(lines: Iterable[str], who: str, start: date, end: date, today: date) -> dict[str, Counted]:
    """The same of one manager's work, of those indicators that are split so."""
    told = Told(lines)
    found = {}
    for one in _asked(told):
        if "manager" in one.get("split", ()):
            own = [{"field": one.get("manager", "manager"), "has": who}]
            per = {**one["per"], "where": [{"field": "manager", "has": who}]} if "per" in one else None
            asked = {**one, "where": [*one.get("where", []), *own], **({} if per is None else {"per": per})}
            found[one["key"]] = _figure(told, asked, start, end, today)
    return found


def _asked(told: Told) -> list[Raw]:
    file = tomllib.loads(list(told.packs.values())[-1]["indicators.toml"])
    return list(file["indicator"])
