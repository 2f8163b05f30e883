"""What the tests of `verify --rules` share: a fact that never happened, and what is named."""

from pathlib import Path

from rmdesk.desk import checking
from rmdesk.desk.desk import Desk
from rmdesk.domain.fact import Fact
from rmdesk.store.export import journal_lines
from rmdesk.tools import verify_journal
from support.desks import done


def named(desk: Desk) -> list[str]:
    """What `rules` names."""
    return [one.what for one in done(checking.rules(desk)).faults]


def verified(desk: Desk) -> list[str]:
    """What a replay names."""
    return [one.what for one in done(checking.verify(desk, replay=True)).faults]


def alone(desk: Desk, file: Path) -> list[str]:
    """What the stand-alone verifier says beside the chain."""
    file.write_text("".join(f"{line}\n" for line in journal_lines(desk.store, lambda *_: True)), encoding="ascii")
    with file.open(encoding="ascii") as lines:
        read, faults = verify_journal.verify(lines)
    assert faults == []
    return [what for _, what in read.unfit]


def append(desk: Desk, fact: Fact, actor: str, subject: str = "desk") -> None:
    """A fact in the name of `actor` that no use case told."""
    desk.store.append(fact, actor=actor, subject=subject, at=desk.now())
