"""What is typed in the fields of the complaint desk, made canonical: moments, days, contacts, texts."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rmdesk.desk.complaints.texts import read_text
from rmdesk.desk.desk import Desk
from rmdesk.domain import fields
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.faces.fields import FieldSpec

_MOMENT = re.compile(r"(?:(.*?)[\sT]+)?(\S+)")
_SHORT_DAY = re.compile(r"([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


def read_field(desk: Desk, spec: FieldSpec, raw: str) -> str | Refusal:
    """The canonical value of what stands in a field, or why it cannot be read."""
    value = _read(desk, spec, raw)
    if value == "" and spec.required:
        return refuse("INPUT.required")
    return value


def _read(desk: Desk, spec: FieldSpec, raw: str) -> str | Refusal:
    key = spec.key.rpartition(".")[2]
    match spec.kind:
        case "moment":
            return read_moment(desk, raw)
        case "choice" | "choices" | "pick":
            return raw
        case "path":
            return raw.strip()
        case "date":
            return fields.read("date", _day(desk, raw.strip()) or raw) if raw.strip() else ""
        case "date_or_long" | "integer" | "id_number":
            return fields.read(spec.kind, raw)
        case "contact":
            text = read_text(desk, key, raw)
            phone = text if isinstance(text, Refusal) else fields.read("phone", text)
            return text if isinstance(phone, Refusal) else phone
    return read_text(desk, key, raw)


def read_moment(desk: Desk, raw: str) -> str | Refusal:
    """A moment at the branch as "2026-11-21 10:30", from that, "11-21 10:30", or "10:30" of today, in either width; ""
    stays ""."""
    text = unicodedata.normalize("NFKC", raw).strip()
    if not text:
        return ""
    found = _MOMENT.fullmatch(text)
    day = _day(desk, (found[1] or "").strip()) if found is not None else None
    time = fields.read_time(found[2]) if found is not None else None
    if day is None or time is None:
        return refuse("INPUT.moment", given=text[:40])
    return f"{day} {time}"


def _day(desk: Desk, text: str) -> str | None:
    if not text:
        return desk.today().isoformat()
    short = _SHORT_DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if short is not None:
        text = f"{desk.today().year}-{short[1]}-{short[2]}"
    day = fields.read_date(text)
    return None if day is None else day.isoformat()


def moment_of(desk: Desk, value: str) -> datetime | None:
    """The instant of a canonical moment; None for ""."""
    return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(desk.branch.zone)) if value else None


def instant(desk: Desk, values: Mapping[str, str], key: str) -> datetime:
    """The instant that stands in a required field of moments. The minute that is running is now."""
    at, now = moment_of(desk, values[key]), desk.now()
    return now if at is None or now - timedelta(minutes=1) < at <= now else at


def shown_moment(desk: Desk, at: datetime) -> str:
    """An instant as it stands in a field."""
    return f"{desk.local(at):%Y-%m-%d %H:%M}"
