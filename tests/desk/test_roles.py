"""Who may do what: every role tries every use case (DATA-08, SUIT-15)."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

import rmdesk.desk
from rmdesk.desk.access import ROLES_OF, USE_CASES, use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.domain.refusal import Refused
from support.desks import codes
from support.people import staff


def _modules() -> Iterator[Any]:
    for info in pkgutil.walk_packages(rmdesk.desk.__path__, "rmdesk.desk."):
        yield importlib.import_module(info.name)


MODULES = {module.__name__.removeprefix("rmdesk.desk."): module for module in _modules()}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(MODULES[name.rpartition(".")[0]], name.rpartition(".")[2]) for name in USE_CASES
}


def _let_in(function: Callable[..., Any], desk: Desk) -> bool:
    """Whether the guard lets the person at the desk in. Called without arguments: who is let in then gets Python's own
    complaint about them, or an answer where none are needed."""
    try:
        answer = function(desk)
    except TypeError:
        return True
    return not (isinstance(answer, Refused) and answer.reasons[0].code in ("DATA-08.role", "DATA-08.role_beside"))


@pytest.mark.parametrize("role", DESK_ROLES)
def test_every_role_tries_every_use_case(desk: Desk, role: Role) -> None:
    """Only the roles of its act get past the door, for every act of the table."""
    desk.actor = staff("demo", role)
    wrong = [
        name for name, function in FUNCTIONS.items() if _let_in(function, desk) != (role in ROLES_OF[USE_CASES[name]])
    ]
    assert wrong == []


@pytest.mark.parametrize("over", [{"suspended": True}, {"removed": True}])
def test_whoever_is_suspended_or_gone_gets_nowhere(desk: Desk, over: dict[str, bool]) -> None:
    """All roles in one person do not help."""
    desk.actor = staff("demo").model_copy(update=over)
    assert [name for name, function in FUNCTIONS.items() if _let_in(function, desk)] == []


def test_every_act_of_the_table_is_somebodys_and_every_use_case_names_one() -> None:
    """An act that nobody may do, or that no use case asks for, is a mistake in the table."""
    assert all(ROLES_OF.values())
    asked_inside = {"sales.review"}  # of the second person, who comes with a password of his own
    assert set(ROLES_OF) - set(USE_CASES.values()) <= asked_inside | _named_in_sources()


def _named_in_sources() -> set[str]:
    """Acts that other parts of the desk look up in the table themselves."""
    text = "\n".join(inspect.getsource(module) for name, module in MODULES.items() if name != "access")
    return {act for act in ROLES_OF if f'ROLES_OF["{act}"]' in text}


@pytest.mark.parametrize(
    ("role", "never"),
    [
        ("manager", {"shelf.keep", "people.manage", "packs.adopt", "assess.review", "branch.manage"}),
        ("reviewer", {"sales.work", "assess.take", "clients.write", "shelf.keep", "people.manage"}),
        ("compliance", {"sales.work", "assess.take", "clients.write", "shelf.keep", "people.manage"}),
        ("product_keeper", {"clients.read", "sales.read", "assess.read", "sales.work", "papers.read"}),
        ("auditor", {"clients.write", "sales.work", "assess.take", "shelf.keep", "papers.print", "clients.reveal"}),
        ("administrator", {"clients.read", "sales.read", "assess.read", "shelf.keep", "papers.read"}),
    ],
)
def test_what_a_role_never_does(role: Role, never: set[str]) -> None:
    """SUIT-15: a manager never sets a level; DATA-08: who keeps the keys sees no client, who audits changes nothing."""
    assert {act for act in never if role in ROLES_OF[act]} == set()


def test_a_use_case_says_which_roles_it_wants(desk: Desk) -> None:
    """The refusal names the act and who may do it."""
    desk.actor = staff("demo", "auditor")

    @use_case("shelf.keep")
    def act(desk: Desk) -> None:
        raise AssertionError(f"{desk.actor.login} was let in")

    answer = act(desk)
    USE_CASES.pop(f"{__name__}.act")
    assert codes(answer) == ["DATA-08.role"]
    assert isinstance(answer, Refused)
    assert answer.reasons[0].saw == {"act": "shelf.keep", "roles": "product_keeper"}


def _calls(name: str) -> set[str]:
    """The desk's functions that a function calls, as "module.function"."""
    module, _, own = name.rpartition(".")
    tree = _tree(module)
    found = next((node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == own), None)
    called: set[str] = set()
    for node in ast.walk(found) if found is not None else ():
        if isinstance(node, ast.Call):
            called |= _resolved(module, node.func)
    return called


def _resolved(module: str, function: ast.expr) -> set[str]:
    space = vars(MODULES[module])
    target: Any = None
    if isinstance(function, ast.Name):
        target = space.get(function.id)
    elif isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        target = getattr(space.get(function.value.id), function.attr, None)
    home = getattr(target, "__module__", "") or ""
    if not inspect.isfunction(target) or not home.startswith("rmdesk.desk."):
        return set()
    return {f"{home.removeprefix('rmdesk.desk.')}.{target.__name__}"}


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(inspect.getsource(MODULES[module]))


def _reached(name: str) -> set[str]:
    """Every use case that this one calls, by whatever way."""
    seen, todo = set[str](), [name]
    while todo:
        for called in _calls(todo.pop()):
            if called not in seen:
                seen.add(called)
                todo.append(called)
    return seen & set(USE_CASES)


@pytest.mark.parametrize("name", sorted(USE_CASES))
def test_whoever_may_begin_an_act_may_do_all_of_it(name: str) -> None:
    """A use case that calls another must not shut its own people out half way."""
    allowed = ROLES_OF[USE_CASES[name]]
    short = {other: allowed - ROLES_OF[USE_CASES[other]] for other in _reached(name)}
    assert {other: sorted(roles) for other, roles in short.items() if roles} == {}
