"""From an entry to the values that the intake takes: identity numbers are made here, with a region that no one has."""

from collections.abc import Iterable
from datetime import date

from rmdesk.domain.calendar import add_months, age_on
from rmdesk.domain.client import Profile
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.identity import check_character, uscc_check_character
from rmdesk.sample.entries import ClientEntry, OrganisationEntry, Other, PersonEntry
from rmdesk.sample.when import day

REGION = "999999"
"""No region has this code: whoever sees the number sees that its holder is invented."""
_REGIONS = {"hmt_residence": "839999"}
"""Nobody's either, of a kind of card whose numbers begin with 81, 82 or 83."""
_ISSUED_MONTHS_AGO = 36
_TERMS = ((15, 5), (25, 10), (45, 20))  # KYC-10: oldest age at issue, years of validity


def resident_id(born: date, sex: str, serial: int, region: str = REGION) -> str:
    """An invented resident ID number with a valid check character; `serial` keeps numbers apart."""
    order = serial % 499 * 2 + (1 if sex == "male" else 2)
    digits = f"{region}{born:%Y%m%d}{order:03d}"
    return digits + check_character(digits)


def organisation_code(serial: int) -> str:
    """An invented unified credit code with a valid check character."""
    code = f"91{REGION}MA{serial:07d}"
    return code + uscc_check_character(code)


def card_until(born: date, today: date) -> str:
    """Until when a card runs that was issued three years ago, by the holder's age then (KYC-10)."""
    issued = max(born, add_months(today, -_ISSUED_MONTHS_AGO))
    age = age_on(born, issued)
    years = next((years for oldest, years in _TERMS if age <= oldest), None)
    return LONG_TERM if years is None else add_months(issued, 12 * years).isoformat()


def person(entry: PersonEntry, portrait: Profile, today: date, serial: int) -> Profile:
    """Intake values of a person."""
    profile = {
        "name": entry.name,
        "nationality": "CHN",
        "phone": entry.phone or f"1900000{serial:04d}",
        **_card(entry.sex, day(entry.age, today), entry.id_until, today, serial, entry.more.get("id_type", "resident")),
        "sex": entry.sex,
        "born": day(entry.age, today).isoformat(),
        "capacity": "by_age",
        **_common(entry, portrait),
    }
    if entry.guardian is not None:
        profile |= _others("guardian", (entry.guardian,), today, serial)
    return profile | _agent(entry, today, serial)


def organisation(entry: OrganisationEntry, portrait: Profile, today: date, serial: int) -> Profile:
    """Intake values of an organisation."""
    profile = {
        "name": entry.name,
        "uscc": organisation_code(serial),
        "licence_type": "business",
        "licence_valid_until": day(entry.licence_until, today).isoformat() if entry.licence_until else LONG_TERM,
        "phone": entry.phone or f"1900000{serial:04d}",
        **_common(entry, portrait),
        **_others("representative", (entry.representative,), today, serial),
        **_others("owner", entry.owner, today, serial),
    }
    return profile | _agent(entry, today, serial)


def _common(entry: ClientEntry, portrait: Profile) -> Profile:
    return {
        "has_agent": "no" if entry.agent is None else "yes",
        "notice_given": "yes",
        "consent_sensitive": "yes",
        "consent_marketing": "no",
        "consent_sharing": "no",
        "aml_grade": "low",
        "info_refused": "no",
        **portrait,
        **entry.more,
    }


def _agent(entry: ClientEntry, today: date, serial: int) -> Profile:
    """The agent; a mandate that was seen was signed on the day on which the client came."""
    if entry.agent is None:
        return {}
    found = _others("agent", (entry.agent,), today, serial)
    signed = day(entry.since.split()[0], today).isoformat()
    return found | ({"agent.1.mandate_on": signed} if found.get("agent.1.mandate") == "yes" else {})


def _others(role: str, people: Iterable[Other], today: date, serial: int) -> Profile:
    """People around the client; only some roles ask for a phone and a validity, the others leave them out."""
    found: Profile = {}
    for number, one in enumerate(people, 1):
        # Far from the clients' own serials, and the same for a representative who is an owner too.
        own = 200 + sum(map(ord, one.name)) % 250
        values = {"name": one.name, "phone": f"1900001{serial:04d}"}
        values |= _card(one.sex, day(one.age, today), one.id_until, today, own) | one.more
        found |= {f"{role}.{number}.{key}": value for key, value in values.items()}
    return found


def _card(sex: str, born: date, until: str, today: date, serial: int, kind: str = "resident") -> Profile:
    valid = until if until == LONG_TERM else day(until, today).isoformat() if until else card_until(born, today)
    number = resident_id(born, sex, serial, _REGIONS.get(kind, REGION))
    return {"id_type": kind, "id_number": number, "id_valid_until": valid}
