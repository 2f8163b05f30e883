"""What tells two clients of the same name apart: age, the end of the phone, whose client it is."""

from rmdesk.desk.clients import ClientLine
from rmdesk.desk.desk import Desk
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.base import Lang
from rmdesk.domain.calendar import age_on
from rmdesk.domain.fields import read_date
from rmdesk.locale import tr


def marks(desk: Desk, line: ClientLine, lang: Lang) -> str:
    """Age and the last four of the phone for a column of that name, "46 岁 0001"; "" for a file that is closed."""
    age = _age(desk, line)
    years = "" if age is None else tr(lang, "clients.years", count=age)
    return " ".join(one for one in (years, line.phone_tail) if one)


def told(desk: Desk, line: ClientLine, lang: Lang) -> str:
    """A client in words: "K-0006 孙秀英 46 岁 手机尾号 0001", "K-0006 孙秀英, aged 46, phone …0001"."""
    age = _age(desk, line)
    said = [
        "" if age is None else tr(lang, "clients.aged", count=age),
        tr(lang, "clients.phone_end", tail=line.phone_tail) if line.phone_tail else "",
    ]
    between = " " if lang == "zh" else ", "
    return between.join(one for one in (f"{line.no} {line.name}", *said) if one)


def _age(desk: Desk, line: ClientLine) -> int | None:
    born = read_date(line.born or "")
    return None if born is None else age_on(born, desk.today())


def manager(desk: Desk, line: ClientLine) -> str:
    """The name of whoever the client is with."""
    return name_of(desk.store, line.manager) if line.manager else ""


def whole(desk: Desk, line: ClientLine, lang: Lang) -> str:
    """A client among others to choose from: "孙秀英  K-0006  46 岁 0001  李明"."""
    return "  ".join(one for one in (line.name, line.no, marks(desk, line, lang), manager(desk, line)) if one)
