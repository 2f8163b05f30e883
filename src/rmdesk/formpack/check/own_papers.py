"""A bank's own papers: nothing is left blank on them, nobody signs under nothing, each stands where it can be due."""

from collections.abc import Iterator

from rmdesk.domain.base import Text
from rmdesk.formpack.families import Families
from rmdesk.formpack.family_words import FAMILIES
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.intake import Intake
from rmdesk.formpack.own_papers import (
    MAY_HAVE,
    NEEDED,
    PLACEHOLDERS,
    SIGNERS,
    OwnBlock,
    OwnPaper,
    OwnRow,
    answers_of,
    own_id,
)
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.placeholders import strangers
from rmdesk.formpack.schema import INTAKES

_MOST_LINES, _MOST_BLOCKS = 8, 60


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the bank's own papers beyond what their models see."""
    intakes = tuple(one for file in INTAKES.values() if (one := parsed.get(file, Intake)) is not None)
    answers = answers_of(intakes) if len(intakes) == len(INTAKES) else None
    families = parsed.get(FAMILIES, Families)
    known = None if families is None else frozenset(families.keys)
    for file, paper in parsed.models.items():
        if isinstance(paper, OwnPaper):
            yield from _due(file, paper, known)
            yield from _paper(file, paper, answers)


def _due(file: str, paper: OwnPaper, families: frozenset[str] | None) -> Iterator[Fault]:
    """In which sets it belongs; `families` is None where their own file has faults."""
    if paper.set and paper.of not in ("client", "sale"):
        yield fault(file, "set", "own_set", name=paper.of)
    if paper.families and not paper.set:
        yield fault(file, "families", "own_families")
    for family in paper.families:
        if families is not None and family not in families:
            yield fault(file, "families", "family", name=family)


def _paper(file: str, paper: OwnPaper, answers: tuple[str, ...] | None) -> Iterator[Fault]:
    if paper.id != own_id(file):
        yield fault(file, "id", "file_id", wanted=own_id(file))
    if not 1 <= len(paper.block) <= _MOST_BLOCKS:
        yield fault(file, "block", "range", value=len(paper.block), low=1, high=_MOST_BLOCKS)
    known = PLACEHOLDERS[paper.of]
    if paper.of in ("client", "sale"):
        if answers is None:
            return  # the intake has faults of its own, so nobody can say what may stand between the braces
        known = tuple(dict.fromkeys((*known, *answers)))
    yield from _texts(file, "title", (paper.title,), ())
    for at, block in enumerate(paper.block, 1):
        yield from _block(file, f"block[{at}]", paper, block, known)


def _block(file: str, at: str, paper: OwnPaper, block: OwnBlock, known: tuple[str, ...]) -> Iterator[Fault]:
    given = block.model_fields_set - {"kind"}
    for name in NEEDED[block.kind]:
        if not getattr(block, name):
            yield fault(file, f"{at}.{name}", "own_nobody" if name == "who" else "missing")
    for name in sorted(given - {*NEEDED[block.kind], *MAY_HAVE[block.kind]}):
        yield fault(file, f"{at}.{name}", "own_surplus", name=name, kind=block.kind)
    for who in block.who:
        if who not in SIGNERS[paper.of]:
            yield fault(file, f"{at}.who", "choice", given=who, allowed=", ".join(SIGNERS[paper.of]))
    if not 1 <= block.lines <= _MOST_LINES:
        yield fault(file, f"{at}.lines", "range", value=block.lines, low=1, high=_MOST_LINES)
    yield from _texts(file, f"{at}.text", (block.text,), known)
    yield from _texts(file, f"{at}.instruction", (block.instruction,), known)
    yield from _texts(file, f"{at}.items", block.items, known, counted=True)
    for row, one in enumerate(block.rows, 1):
        yield from _row(file, f"{at}.rows[{row}]", one, known)


def _row(file: str, at: str, row: OwnRow, known: tuple[str, ...]) -> Iterator[Fault]:
    if bool(row.field) == (row.label is not None or row.text is not None) or (row.label is None) != (row.text is None):
        yield fault(file, at, "own_row")
    if row.field and row.field not in known:
        yield fault(file, f"{at}.field", "placeholder", name=row.field, allowed=", ".join(known))
    yield from _texts(file, f"{at}.text", (row.text,), known)
    yield from _texts(file, f"{at}.label", (row.label,), ())


def _texts(
    file: str, key: str, texts: tuple[Text | None, ...], known: tuple[str, ...], *, counted: bool = False
) -> Iterator[Fault]:
    """Placeholders that nothing fills: in either language, each by its key."""
    allowed = ", ".join(f"{{{name}}}" for name in known) or "—"
    for at, text in enumerate(texts, 1):
        where = f"{key}[{at}]" if counted else key
        for lang, said in (("zh", text.zh), ("en", text.en)) if text is not None else ():
            for name in strangers(said, known):
                yield fault(file, f"{where}.{lang}", "placeholder", name=name, allowed=allowed)
