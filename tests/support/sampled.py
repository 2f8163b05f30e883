"""The sample desk for tests: built on a day of one's choice."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.sample import build
from support.clock import START, Clock
from support.desks import done

SHANGHAI = ZoneInfo("Asia/Shanghai")


def sample_desk(folder: Path, now: datetime = START, lang: Lang = "zh") -> Desk:
    """The sample desk as it stands at `now`, open, with `demo` at it."""
    return done(build(folder, clock=Clock(now), lang=lang))
