"""Half-typed work of the sample, to be resumed by whoever opens it."""

from collections.abc import Iterator, Mapping
from typing import Any

from rmdesk.desk import assess, intake
from rmdesk.desk.desk import Desk
from rmdesk.sample.entries import AnswersDraft, ClientDraft, DraftFile
from rmdesk.sample.lives import Life, letters
from rmdesk.sample.profiles import card_until, resident_id
from rmdesk.sample.stage import Script, Stage, granted
from rmdesk.sample.when import day, moment

_OWNER = "demo"
_SERIAL = 480


def scripts(desk: Desk, stage: Stage, file: DraftFile, lives: Mapping[str, Life]) -> Iterator[Script]:
    """One script for each draft."""
    for one in file.client:
        yield _typed(desk, stage, one)
    for other in file.answers:
        yield _answered(desk, stage, other, lives[other.client])


def _typed(desk: Desk, stage: Stage, draft: ClientDraft) -> Script:
    yield _OWNER, moment(draft.at, stage.end, desk.branch.zone)
    values = {**intake.start_values(desk, draft.kind), **draft.values}
    if draft.born:
        born = day(draft.born, desk.today())
        values |= {"id_number": resident_id(born, values["sex"], _SERIAL), "born": born.isoformat()}
        values["id_valid_until"] = card_until(born, desk.today())
    typing = intake.Typing(desk.new_id(), draft.kind, values, page=draft.page)
    granted(desk, intake.keep_typing(desk, typing), "draft")


def _answered(desk: Desk, stage: Stage, draft: AnswersDraft, life: Life) -> Script:
    yield _OWNER, moment(draft.at, stage.end, desk.branch.zone)
    take = granted(desk, assess.begin(desk, life.client_id()), draft.client)
    answers: dict[str, Any] = letters(take.form, draft.answers, take.answers)
    granted(desk, assess.keep(desk, take._replace(answers=answers, seconds=dict.fromkeys(answers, 8))), draft.client)
