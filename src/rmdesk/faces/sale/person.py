"""A client in one line, for the title of every screen that works on him."""

from rmdesk.desk import assess, show
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.desk import Desk
from rmdesk.domain.assessment import Assessment, counted, serves
from rmdesk.domain.base import Lang
from rmdesk.domain.client import Client, valid_until
from rmdesk.domain.refusal import Refused
from rmdesk.locale import tr


def last_assessment(desk: Desk, client_id: str, key: str = "") -> Assessment | None:
    """The latest assessment of a questionnaire, or None."""
    found = assess.history(desk, client_id)
    return None if isinstance(found, Refused) else next((one for one in found if one.questionnaire == key), None)


def client_line(desk: Desk, client: Client, lang: Lang, key: str = "") -> str:
    """Name, sex and age, level and until when it serves: of the general questionnaire, or of the one with this key."""
    parts = [client.name]
    age, sex = client.age(desk.today()), client.profile.get("sex", "")
    if age is not None:
        word = desk.pack.label("sex", sex, lang) if sex else ""
        parts.append(tr(lang, "sale.person", sex=word, age=age).strip())
    last = last_assessment(desk, client.id, key)
    if last is not None:
        parts.append(level_line(desk, client, last, lang))
    return "  ".join(parts)


def no_contact(file: ClientFile, lang: Lang) -> str:
    """That no contact is on record here, and where those stand that another desk had with the client."""
    return tr(lang, "portrait.never_here", desk=file.came_from) if file.came_from else tr(lang, "portrait.never")


def said_of_others(desk: Desk, client_id: str, lang: Lang) -> str:
    """What head office told of a client at other desks, when and by whom; "" where none counts for this desk."""
    found = assess.at_others(desk, client_id)
    if found is None or isinstance(found, Refused):
        return ""
    today, year = counted(found.days, desk.today())
    by = {"day": show.day(desk.local(found.at).date()), "by": found.by, "second": found.second}
    parts = [tr(lang, "sale.start.others", today=today, year=year, **by)]
    if found.on is not None:
        level = show.client_level(desk.pack, found.level, lang)
        parts.append(tr(lang, "sale.start.others_last", level=level, on=show.day(found.on)))
    if found.desks:
        parts.append(tr(lang, "sale.start.others_files", desks=", ".join(found.desks)))
    return "".join(parts)


def level_line(desk: Desk, client: Client, last: Assessment, lang: Lang) -> str:
    """The level of an assessment and until when it serves, or that it does not (SUIT-20)."""
    day, thresholds = desk.today(), desk.thresholds()
    until = valid_until(last.on, thresholds)
    key = "level_over" if until < day else "level_not_now" if serves(last, client, day, thresholds) else "level_until"
    return tr(lang, f"sale.{key}", level=show.client_level(desk.pack, last.level, lang), until=until)


def desk_line(desk: Desk) -> str:
    """Who is at the desk, and the day (DATA-06)."""
    return f"{desk.actor.name} · {show.day(desk.today())}"
