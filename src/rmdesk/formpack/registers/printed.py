"""Lists, papers, texts and examples: they name what is there, and nothing hidden or unchecked reaches a client."""

from collections.abc import Iterator

from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.examples import walk
from rmdesk.domain.registers.shown import PaperBlock, RegisterPaper
from rmdesk.formpack.fault import Fault
from rmdesk.formpack.placeholders import strangers
from rmdesk.formpack.registers.look import Look

BESIDE = ("client", "contact", "bank", "branch", "today")
"""What a text of a register may name beside the register's own keys."""


def faults(look: Look) -> Iterator[Fault]:
    """Everything that is wrong with what is shown, printed and shown to work."""
    yield from _list(look)
    allowed = (*look.known, *BESIDE)
    for key, text in look.register.text.items():
        for at, body in enumerate(text.body, 1):
            for name in strangers(body.zh + body.en, allowed):
                known = ", ".join(f"{{{one}}}" for one in allowed)
                yield look.say(f"text.{key}.body[{at}]", "placeholder", name=name, allowed=known)
    for key, paper in look.register.paper.items():
        yield from _paper(look, f"paper.{key}", paper)
    yield from _examples(look)


def _list(look: Look) -> Iterator[Fault]:
    shown = look.register.list
    yield from look.keys("list.columns", shown.columns)
    for name in (*shown.columns, *(key for keys in look.register.unique for key in keys)):
        if look.kind(name) == "sheet":
            yield look.say("list.columns" if name in shown.columns else "unique", "r_sheet_whole", name=name)
    if not shown.columns:
        yield look.say("list.columns", "r_no_columns")
    sort = shown.sort.removeprefix("-")
    if sort:
        yield from look.keys("list.sort", (sort,))
        if sort in look.register.derived and look.register.derived[sort].days_since:
            yield look.say("list.sort", "r_sort_days", name=sort)
    yield from _matrix(look, "list.matrix", shown.matrix)


def _matrix(look: Look, at: str, names: tuple[str, ...]) -> Iterator[Fault]:
    if names and not (len(names) == 2 and all(look.register.options(one) and look.numeric(one) for one in names)):
        yield look.say(at, "r_matrix")


def _paper(look: Look, at: str, paper: RegisterPaper) -> Iterator[Fault]:
    hidden = {key for one in look.register.narrow for key in one.hide}
    for no, block in enumerate(paper.blocks, 1):
        key = f"{at}.blocks[{no}]"
        yield from _block(look, key, block)
        if not paper.client:
            continue
        for name in block.fields:
            field = look.register.field.get(name)
            if name in hidden:
                yield look.say(key, "r_paper_hidden", name=name)
            if field is not None and field.kind in {"text", "long_text"} and not field.banned:
                yield look.say(key, "r_paper_banned", name=name)
        texts = (look.register.text.get(block.text), *(one.text.get(block.whole) for one in look.wholes))
        if any(text is not None and not text.banned for text in texts):
            yield look.say(key, "r_paper_banned", name=block.text or block.whole)


def _block(look: Look, at: str, block: PaperBlock) -> Iterator[Fault]:
    if len(block.kinds) != 1 or (block.columns and not block.parts):
        yield look.say(at, "r_block")
    yield from look.keys(at, block.fields)
    if block.text and block.text not in look.register.text:
        yield look.say(at, "r_unknown_key", name=block.text)
    if block.whole and not (look.wholes and all(block.whole in one.text for one in look.wholes)):
        yield look.say(at, "r_unknown_key", name=block.whole)
    if block.sheet and look.kind(block.sheet) != "sheet":
        yield look.say(at, "r_unknown_key", name=block.sheet)
    yield from _matrix(look, at, block.matrix)
    yield from look.people(at, block.sign)
    if block.parts and block.parts not in look.parts:
        yield look.say(at, "r_not_part", name=block.parts)
    elif block.parts:
        part = Look(look.file, look.parts[block.parts], look.registers, look.rules)
        yield from part.keys(at, block.columns)


def _examples(look: Look) -> Iterator[Fault]:
    register = look.register
    if not register.part_of and not register.example:
        yield look.say("example", "r_no_example")
    guarded = any(act.not_by or act.needs for act in register.act.values())
    if register.example and guarded and not any(step.refused for one in register.example for step in one.steps):
        yield look.say("example", "r_no_refusal")
    for at, one in enumerate(register.example, 1):
        found = walk(register, one, look.registers) if _walkable(look, register) else None
        if found is not None:
            where = f"example[{at}].steps[{found.step}]" if found.step else f"example[{at}].comes"
            yield look.say(where, "r_example", wanted=found.wanted or "—", came=found.came)


def _walkable(look: Look, register: Register) -> bool:
    """Acts that ask or lead to what is not there are faults of their own; nothing can be walked through them."""
    return all(
        (not act.to or act.to in one.state) and all(ask.key in one.field for ask in act.asked)
        for one in (register, *look.parts.values())
        for act in one.act.values()
    )
