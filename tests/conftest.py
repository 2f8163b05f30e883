"""What every test stands on: a machine of its own, the default form pack, a clock that obeys, a fresh desk."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.clock import Clock
from support.tiers import FEW, exhaustive

if TYPE_CHECKING:  # imported late below: a test of the paper need not wait for the store
    from rmdesk.desk.desk import Desk
    from rmdesk.formpack import Pack
    from support.desks import FreshDesks

NAMED = {
    "exhaustive": ("exhaustive", "tiers", "looks", "flows", "parametrize"),
    "hypothesis": ("hypothesis",),
    "longer": ("longer",),
    "keyboard": ("keyboard",),
    "terminal": ("terminal",),
}
"""By which words a file says that a test in it has a mark."""

# Where no bytecode may be written, every worker and every program that a test starts compiles all modules for itself.
sys.dont_write_bytecode = False


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """The same examples in every run, so that a change of code and nothing else turns a test red: none is drawn from
    what stands in modules that happen to be loaded. `.ci/run` takes more of them (`more`); look further with
    `pytest --hypothesis-profile=wide`.

    Tests, models and form packs are many small objects that stay: looking for garbage among them again and again finds
    none.
    """
    gc.set_threshold(100_000, 20, 100)
    from hypothesis import HealthCheck, settings  # late: hundreds of modules, whose bytecode may be kept by now
    from hypothesis.internal.conjecture import providers

    providers._get_local_constants = lambda: providers._local_constants

    usual = settings(deadline=None, derandomize=True, database=None)
    settings.register_profile("desk", usual, max_examples=10)
    settings.register_profile("more", usual, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("wide", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("desk")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Each worker begins at another part of the tests, and finds compiled what the others have met."""
    config = session.config
    if config.args_source is not config.ArgsSource.TESTPATHS or not hasattr(config, "workerinput"):
        return
    number, count = int(config.workerinput["workerid"].removeprefix("gw")), config.workerinput["workercount"]
    files = sorted(str(path) for root in config.args for path in (config.rootpath / root).rglob("test_*.py"))
    begin = len(files) * number // count
    config.args = [*files[begin:], *files[:begin]]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where only tests with some marks are wanted (`-m '(terminal or keyboard) and not exhaustive'`), a file that names
    none of them is not imported: for a hundred tests that took longer than the tests."""
    marks = config.option.markexpr.partition(" and not ")[0].strip("()").split(" or ")
    if collection_path.suffix != ".py" or not NAMED.keys() >= set(marks):
        return None
    text = collection_path.read_text(encoding="utf-8")
    return None if any(word in text for mark in marks for word in NAMED[mark]) else True


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All workers tell the same order; and no test has a mark that its file does not name, where nobody would find it
    (`pytest_ignore_collect`)."""
    items.sort(key=lambda item: item.path)
    if items and items[0].config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        _spare(items)
    marks = {(item.path, mark) for item in items for mark in _marks(item) if mark in NAMED}
    texts = {path: path.read_text(encoding="utf-8") for path, _ in marks}
    unnamed = [f"{path} ({mark})" for path, mark in marks if not any(word in texts[path] for word in NAMED[mark])]
    if unnamed:
        raise pytest.UsageError(f"a mark that its file does not name: {', '.join(sorted(unnamed))}")


def _spare(items: list[pytest.Item]) -> None:
    """Among all tests, of one with many sets of values a newcomer's line runs `FEW` that lie far apart."""
    for _, same in groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        sets = [item for item in same if item.get_closest_marker("exhaustive") is None]
        chosen = {at * (len(sets) - 1) // (FEW - 1) for at in range(FEW)}
        for at, item in enumerate(sets):
            if at not in chosen:
                item.add_marker(exhaustive)


def _marks(item: pytest.Item) -> Iterator[str]:
    yield from (one.name for one in item.iter_markers())
    if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):  # whose mark comes later
        yield "hypothesis"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Some tests wait for other programs, so `-n auto` takes a worker more than there are cores; each reads all tests
    first."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


@pytest.fixture(scope="session", autouse=True)
def own_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test sees this machine's home, language or desk."""
    home = tmp_path_factory.mktemp("home")
    # Tests that a script put into the background ignore interrupts, and so would every program that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("RMDESK_", "LC_"))]:
            patch.delenv(name)
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("HOME", str(home))
        patch.setenv("LANG", "C.UTF-8")
        patch.delenv("LANGUAGE", raising=False)
        yield home


@pytest.fixture(scope="session", autouse=True)
def quickly() -> Iterator[None]:
    """What shows nothing new is not done again for every test."""
    from support.quick import quick

    with quick():
        yield


@pytest.fixture
def lasting() -> Iterator[None]:
    """Files and desks wait for the disk, as no other test does."""
    from support.quick import lasting

    with lasting():
        yield


@pytest.fixture(scope="session")
def pack() -> "Pack":
    """The default form pack."""
    from support.families import default_pack

    return default_pack()


@pytest.fixture
def clock() -> Clock:
    """A Saturday morning that moves only when it is told to."""
    return Clock()


@pytest.fixture(scope="session")
def fresh_desks(tmp_path_factory: pytest.TempPathFactory) -> "FreshDesks":
    """Where the fresh desks of all tests come from."""
    from support.desks import FreshDesks

    return FreshDesks(tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def desk(tmp_path: Path, pack: "Pack", clock: Clock, fresh_desks: "FreshDesks") -> Iterator["Desk"]:
    """A fresh desk at which one person with every role and certificate sits."""
    with fresh_desks.copied(tmp_path / "desk", pack, clock) as one:
        yield one


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample desk of that Saturday morning, closed; for copying."""
    from support.sampled import built_once

    return built_once(tmp_path_factory.getbasetemp(), "sample")
