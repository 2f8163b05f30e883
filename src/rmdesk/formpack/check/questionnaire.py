from collections.abc import Iterator
from rmdesk.domain.levels import Levels
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.formpack.fault import Fault


def form_faults(file: str, form: Questionnaire, levels: Levels) -> Iterator[Fault]:
    yield from ()
