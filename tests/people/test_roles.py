"""Every role at every use case: who may, may; who may not is refused before anything happens."""

import pkgutil
from contextlib import suppress
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import rmdesk.desk
from rmdesk.desk.access import ON_RECORD, ROLES_OF, USE_CASES, role_table
from rmdesk.desk.desk import Desk
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.domain.refusal import Refused
from rmdesk.formpack import Pack
from rmdesk.tools.role_table import with_table
from support.people import staff

for _found in pkgutil.walk_packages(rmdesk.desk.__path__, "rmdesk.desk."):
    import_module(_found.name)
EVERY = sorted(USE_CASES.items())
CLIENT_DATA = ("clients.", "assess.", "sales.", "sales.", "papers.print", "papers.read", "complaints.", "dues.work",
               "audit.", "evidence.", "journal.", "archive.", "retention.")  # fmt: skip
CHANGES = (".write", ".work", ".take", ".qualify", ".keep", ".review", ".manage", ".adopt", ".print", ".hold", ".erase",
           ".seal", ".approve", ".host", ".hand_over", ".restore", ".reveal")  # fmt: skip
_SHUT = frozenset({"DATA-08.role", "DATA-08.role_beside"})


def _function(name: str) -> Any:
    module, _, function = name.rpartition(".")
    return getattr(import_module(f"rmdesk.desk.{module}"), function)


def _gate(desk: Desk, name: str) -> list[str]:
    """What the use case answers when it is asked for nothing; () where it misses its arguments behind the gate."""
    function = _function(name)
    if any(one.default is one.empty for one in list(signature(function).parameters.values())[1:]):
        with suppress(TypeError):  # behind the gate the arguments are missing
            return [one.code for one in function(desk).reasons]
        return []
    answer = function(desk)
    return [one.code for one in answer.reasons] if isinstance(answer, Refused) else []


def test_there_are_use_cases_to_try() -> None:
    """A walk that finds nothing would prove nothing."""
    assert len(EVERY) > 80
    assert {permission for _, permission in EVERY} <= ROLES_OF.keys()


@pytest.mark.parametrize("role", DESK_ROLES)
def test_every_role_at_every_use_case(desk: Desk, role: Role) -> None:
    """Must show 3: nobody does what the role does not allow, whatever face asks, and nothing is written for it."""
    for name, permission in EVERY:
        desk.actor = staff("somebody", role)
        head = desk.store.head()
        refused = not _SHUT.isdisjoint(_gate(desk, name))
        assert refused == (role not in ROLES_OF[permission]), f"{role} at {name} ({permission})"
        assert not refused or desk.store.head() == head


@pytest.mark.parametrize("change", [{"suspended": True}, {"removed": True}, {"roles": ()}])
def test_nobody_without_a_right_gets_anywhere(desk: Desk, change: dict[str, object]) -> None:
    """DATA-08: rights change at once with the staff, at a desk that is open."""
    desk.actor = staff("somebody").model_copy(update=change)
    assert [name for name, _ in EVERY if _SHUT.isdisjoint(_gate(desk, name))] == []


def test_an_administrator_has_people_and_settings_and_no_client_data() -> None:
    """Whoever makes passwords must not also read what they protect."""
    allowed = {permission for permission, roles in ROLES_OF.items() if "administrator" in roles}
    assert [permission for permission in allowed if permission.startswith(CLIENT_DATA)] == []


def test_an_auditor_reads_everything_and_changes_nothing() -> None:
    """An auditor's own papers and copies are all that an auditor makes."""
    allowed = {permission for permission, roles in ROLES_OF.items() if "auditor" in roles}
    assert [permission for permission in ROLES_OF if permission.endswith(".read") and permission not in allowed] == []
    own = {"registers.work", "imports.work"}  # an audit and its findings; which entries and lists, each says
    assert [permission for permission in allowed - own if permission.endswith(CHANGES)] == []


def test_only_the_product_keeper_sets_ratings() -> None:
    """SUIT-15: a manager may read a product's level, never set it."""
    assert ROLES_OF["shelf.keep"] == {"product_keeper"}


def test_reading_a_client_is_on_record() -> None:
    """A new permission of reading is watched unless somebody decides otherwise."""
    assert {"clients.read", "assess.read", "sales.read", "papers.read", "dues.read"} <= ON_RECORD


def test_every_act_has_a_name(pack: Pack) -> None:
    """A refusal tells what one may not do in words, not in the program's own."""
    for permission in ROLES_OF:
        for lang in ("zh", "en"):
            assert pack.label("act", permission, lang)


def test_the_table_in_the_architecture_is_the_one_in_force() -> None:
    """Made anew by `python -m rmdesk.tools.role_table ARCHITECTURE.md`."""
    text = (Path(__file__).parents[2] / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert role_table() in text
    assert with_table(text) == text
