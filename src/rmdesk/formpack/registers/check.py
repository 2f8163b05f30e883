"""Everything that is wrong with the registers of a pack, beyond what their models see."""

from collections.abc import Callable, Iterator

from rmdesk.domain.registers.definition import Register
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.registers import acts, asked, course, floors, printed, top
from rmdesk.formpack.registers.look import Look
from rmdesk.formpack.registers.reading import register_id
from rmdesk.formpack.rules import Rules

_CHECKS: tuple[Callable[[Look], Iterator[Fault]], ...] = (
    top.faults,
    asked.faults,
    acts.faults,
    course.faults,
    printed.faults,
    floors.faults,
)


def faults(parsed: Parsed) -> Iterator[Fault]:
    """The faults of every register that could be read. Each is known by its file, whatever it calls itself."""
    rules = parsed.get("rules.toml", Rules)
    if rules is None or "labels.toml" not in parsed.models:
        return  # else every rule and every option would be told to be missing
    files = {file: model for file, model in parsed.models.items() if isinstance(model, Register)}
    registers = {str(register_id(file)): model for file, model in files.items()}
    known = frozenset(one.id for one in rules.rule)
    for file, register in files.items():
        for check in _CHECKS:
            yield from check(Look(file, register, registers, known))
