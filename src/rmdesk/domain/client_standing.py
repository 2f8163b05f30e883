"""Whether a client may be sold to at all: identified, told, capable, and whoever acts for him (KYC-01..07, SUIT-11)."""

from datetime import date, timedelta

from rmdesk.domain.client import Client, Profile
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.thresholds import Thresholds


def id_standing(client: Client, day: date, thresholds: Thresholds) -> Refusal | None:
    """KYC-06 when the ID has expired: a warning ("KYC-06.grace") within the grace, a block after it."""
    last = client.id_valid_until
    if last is None or day <= last:
        return None
    until = last + timedelta(thresholds.id_grace_days)
    return refuse("KYC-06.grace" if day <= until else "KYC-06", valid_until=last, grace_until=until)


def acting_standing(client: Client, day: date, thresholds: Thresholds) -> tuple[Refusal, ...]:
    """The same of everybody who acts for the client: agent, guardian, legal representative (KYC-04, KYC-06)."""
    found = []
    for key, one in client.acting(day, thresholds):
        given = one.get("id_valid_until", "")
        if given in ("", LONG_TERM) or day <= (last := date.fromisoformat(given)):
            continue
        until, person = last + timedelta(thresholds.id_grace_days), one.get("name", "")
        if day <= until:
            found.append(refuse("KYC-06.acting_grace", person=person, valid_until=last, grace_until=until))
        else:
            found.append(refuse("KYC-06.acting", person=person, valid_until=last, fields=f"{key}.id_valid_until"))
    return tuple(found)


def mandate_standing(agent: Profile, day: date) -> Refusal | None:
    """Why an agent may not act on `day`: nobody saw a mandate, it has no date, or is over (KYC-04)."""
    name, until = agent.get("name", ""), agent.get("mandate_until", "")
    if agent.get("mandate") != "yes":
        return refuse("KYC-04", agent=name)
    if not agent.get("mandate_on"):
        return refuse("KYC-04.undated", agent=name)
    if until not in ("", LONG_TERM) and date.fromisoformat(until) < day:
        return refuse("KYC-04.over", agent=name, valid_until=until)
    return None


def owners_standing(client: Client, day: date) -> tuple[Refusal, ...]:
    """Beneficial owners whose ID is over: to be brought up to date; it refuses nothing (KYC-12)."""
    dated = ((one, one.get("id_valid_until", "")) for one in client.related("owner"))
    over = ((one, given) for one, given in dated if given not in ("", LONG_TERM) and date.fromisoformat(given) < day)
    return tuple(refuse("KYC-12.owner", person=one.get("name", ""), valid_until=given) for one, given in over)


def client_standing(client: Client, day: date, thresholds: Thresholds) -> tuple[Refusal, ...]:
    """Why no sale at all may be made to this client today: identity, notice, capacity."""
    reasons = []
    missing = client.missing_elements()
    if missing:
        case = "KYC-01" if client.kind == "person" else "KYC-02"
        reasons += [refuse("KYC-03", client=client.name or client.no), refuse(case, fields=", ".join(missing))]
    expired = id_standing(client, day, thresholds)
    if expired is not None and expired.code == "KYC-06":
        reasons.append(expired)
    reasons += [one for one in acting_standing(client, day, thresholds) if one.code == "KYC-06.acting"]
    if not client.says("notice_given"):
        reasons.append(refuse("DATA-01"))
    age = client.age(day)
    child = age is not None and age < thresholds.child_below
    if child and any(one.get("data_consent") == "no" for one in client.related("guardian")):
        reasons.append(refuse("DATA-13", age=age))
    agents = client.related("agent") if client.says("has_agent") else ()
    reasons += [found for one in agents if (found := mandate_standing(one, day)) is not None]
    if client.capacity(day, thresholds) == "none":
        declared = client.profile.get("capacity") == "none"
        reasons.append(refuse("SUIT-11.declared") if declared else refuse("SUIT-11.none", age=client.age(day)))
    return tuple(reasons)


def information_refused(client: Client) -> tuple[Refusal, ...]:
    """Why nothing may be sold that must fit its buyer: he refuses what assessing needs (SUIT-27). What needs no match,
    deposits and 国债, is for everybody who is identified (SUIT-24)."""
    return (refuse("SUIT-27"),) if client.says("info_refused") else ()
