"""What the store says went wrong, as refusals that tell people what to do (DESK-19, DATA-08)."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from rmdesk.domain.refusal import Refused, StopError, refused
from rmdesk.store import errors
from rmdesk.store.files import meaning

P = ParamSpec("P")
T = TypeVar("T")

_FOLDER_CASES: dict[type[errors.StoreError], str] = {
    errors.NoDesk: "DESK-19.no_desk",
    errors.NotADesk: "DESK-19.not_a_desk",
    errors.DeskExists: "DESK-19.exists",
    errors.DeskDamaged: "DESK-19.damaged",
    errors.DeskBusy: "DESK-19.busy",
    errors.DeskReadOnly: "DESK-19.read_only",
    errors.DiskFull: "DESK-19.disk_full",
    errors.DiskFailed: "DESK-19.disk_failed",
    errors.NoPlace: "DESK-19.no_place",
}


def refused_by(error: errors.StoreError, local: Callable[[datetime], datetime] = datetime.astimezone) -> Refused:
    """The refusal for an error of the store. An error that has no words of its own is raised again.

    `local` puts an instant into the branch's zone; into the computer's own where nobody is in yet.
    """
    match error:
        case errors.WrongPassword() | errors.NoSuchPerson():
            # One answer for both: who works here is nobody's business who cannot log in.
            return refused("DATA-08.password")
        case errors.TooManyTries():
            return refused("DATA-08.wait", until=f"{local(error.until):%Y-%m-%d %H:%M:%S}")
        case errors.PersonExists():
            return refused("DATA-08.exists", person=error.person)
        case errors.LastSlot():
            return refused("DATA-08.last", person=error.person)
        case errors.NewerDesk():
            return refused("DESK-19.newer", found=error.found, known=error.known)
        case errors.Outdated():
            return refused("DESK-19.outdated")
        case errors.ClockWrong():
            given, last = (f"{local(at):%Y-%m-%d %H:%M}" for at in (error.given, error.last))
            ahead = isinstance(error, errors.ClockWentAhead)
            return refused("DESK-19.clock_ahead" if ahead else "DESK-19.clock", now=given, last=last)
        case errors.BackupDamaged(why="no-backup" | "missing" | "unreadable"):
            return refused("DESK-19.no_backup", path=error.path)
        case errors.BackupDamaged():
            return refused("DESK-19.backup", path=error.path, why=error.why)
        case errors.SlotsDamaged():
            return refused("DESK-19.slots", path=error.path, why=error.why)
        case errors.FactUnreadable():
            return refused("DESK-19.fact", seq=error.seq, kind=error.kind)
        case errors.BundleDamaged(why="cut"):
            return refused("EXCHANGE.cut", path=error.path)
        case errors.BundleDamaged(why="altered"):
            return refused("EXCHANGE.altered", path=error.path)
        case errors.BundleDamaged(why="absent"):
            return refused("EXCHANGE.absent", path=error.path)
        case errors.BundleDamaged():
            return refused("EXCHANGE.none", path=error.path)
        case errors.BundleFormat():
            return refused("EXCHANGE.format", found=error.found, known=error.known)
        case errors.FolderError():
            return refused(_FOLDER_CASES[type(error)], path=error.path)
    raise error


def unforeseen(error: OSError, folder: Path, local: Callable[[datetime], datetime] = datetime.astimezone) -> Refused:
    """The refusal for what the system said where nobody caught it: about the file that it names, else about `folder`.

    The last net: whoever writes elsewhere than into `folder` says so with `os_errors` or `unwritable`.
    """
    return refused_by(meaning(error, Path(os.fsdecode(error.filename)) if error.filename else folder), local)


def door(function: Callable[P, T]) -> Callable[P, T | Refused]:
    """The door of what is done while no desk is open yet: what stops it, and what the store cannot do, is its answer.

    A use case has a door of its own (`desk/access.py`), which knows who is at the desk and the branch's zone.
    """

    @wraps(function)
    def answered(*args: P.args, **kwargs: P.kwargs) -> T | Refused:
        try:
            return function(*args, **kwargs)
        except StopError as stopped:
            return stopped.refused
        except errors.StoreError as error:
            return refused_by(error)
        except OSError as error:
            return unforeseen(error, next((one for one in args if isinstance(one, Path)), Path()))

    return answered
