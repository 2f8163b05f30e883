"""What the values are called by which figures are split."""

from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.indicators.definition import MANAGER, Indicator
from rmdesk.domain.indicators.of_register import kind_of
from rmdesk.domain.indicators.sources import SOURCES, register_of
from rmdesk.domain.registers.definition import Register
from rmdesk.locale import tr


def key_name(desk: Desk, one: Indicator, by: str, key: str, lang: Lang) -> str:
    """A value in words; somebody who left keeps the name. For faces."""
    if not key:
        return tr(lang, "indicators.nobody")
    if by == MANAGER:
        return name_of(desk, key)
    register = desk.pack.registers.get(register_of(one.source))
    if register is not None:
        return _of_register(desk, register, by, key, lang)
    known = SOURCES.get(one.source, {}).get(by)
    if known is None:
        return key
    if known.kind == "person":
        return name_of(desk, key)
    return desk.pack.label(known.options, key, lang) if known.options else key


def _of_register(desk: Desk, register: Register, by: str, key: str, lang: Lang) -> str:
    if kind_of(register, by) == "person":
        return name_of(desk, key)
    found = register.state.get(key) if by == "state" else register.option(by, key)
    return key if found is None else found.of(lang)
