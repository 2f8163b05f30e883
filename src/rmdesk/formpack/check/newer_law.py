"""The figures of a pack that follow a newer law than the program knows, and are looser by it."""

from collections.abc import Iterator

from rmdesk.formpack.check import archive, complaints, thresholds
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.pack import Pack
from rmdesk.formpack.parse import Parsed


def figures(pack: Pack) -> tuple[Fault, ...]:
    """Each as the warning that the form check gives: shown whenever packs are compared and rules verified, for as long
    as the figure stands."""
    return tuple(one for one in _found(pack) if one.reason == "law_looser")


def _found(pack: Pack) -> Iterator[Fault]:
    models = {
        thresholds.FILE: pack.thresholds, complaints.CLOCKS: pack.clocks, "levels.toml": pack.levels,
        archive.FILE: pack.archive,
    }  # fmt: skip
    parsed = Parsed(texts=pack.files, models=dict(models))
    yield from thresholds.faults(parsed)
    yield from complaints.faults(parsed)
    yield from archive.faults(parsed)
