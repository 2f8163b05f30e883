"""Form packs as a bank may make of the one that is shipped: without some questions, fields, options, registers, or with
them in another order; the program's own check has nothing against them."""

import random
import re
from collections.abc import Iterator
from functools import cache

from rmdesk.desk import packcheck
from rmdesk.formpack import Pack, load_texts
from rmdesk.resources import folder as resource

_ASKS = re.compile(r"intake|questionnaire|registers/|complaint|labels|disclosure|paper_sets")
"""Files that say what forms ask."""


def newer_packs(chance: random.Random) -> Iterator[Pack]:
    """One after the other."""
    texts = _shipped()
    asking = [name for name in texts if _ASKS.search(name)]
    while True:
        changed = dict(texts)
        for name in chance.sample(asking, chance.randint(1, 6)):
            if name.startswith("registers/") and chance.random() < 0.3:
                del changed[name]
            else:
                changed[name] = _changed(changed[name], chance)
        if not packcheck.faults_in(changed):
            yield load_texts(changed)


@cache
def _shipped() -> dict[str, str]:
    forms = resource("forms")
    return {one.relative_to(forms).as_posix(): one.read_text("utf-8") for one in sorted(forms.rglob("*.toml"))}


def _changed(text: str, chance: random.Random) -> str:
    """Without one of its tables, or without one option, or with two tables in another order."""
    head, *blocks = re.split(r"(?m)^(?=\[)", text)
    lines = text.splitlines(keepends=True)
    options = [at for at, line in enumerate(lines) if re.match(r'\s*\{ ?key = "', line)]
    drawn = chance.random()
    if options and drawn < 0.4:
        del lines[chance.choice(options)]
        return "".join(lines)
    if len(blocks) < 2:
        return text
    at = chance.randrange(len(blocks))
    if drawn < 0.8:
        del blocks[at]
    else:
        blocks.insert(chance.randrange(len(blocks)), blocks.pop(at))
    return head + "".join(blocks)
