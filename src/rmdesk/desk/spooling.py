"""Handing a file to the printer or to a viewer of the system, by way of a folder that nobody else can read."""

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from rmdesk.desk.archive.leftovers import EXPORTS, PAPERS
from rmdesk.desk.paper_files import take_away_begun, write_file
from rmdesk.domain.printer import Printer
from rmdesk.domain.refusal import stop
from rmdesk.store.files import OWNER_ONLY_FOLDER

SPOOL: Final = "spool"
"""In the desk's folder: what is on its way to the printer, in clear."""
_PATIENCE: Final = 60
"""Seconds after which a command that does not come back has failed."""


def sweep(folder: Path) -> None:
    """Take away what a crash left in clear: files half written, and files that were on their way to the printer; and
    let nobody else look where papers lie, as a program before this one did."""
    for name in (PAPERS, EXPORTS, SPOOL):
        if (folder / name).is_dir():
            with suppress(OSError):
                (folder / name).chmod(OWNER_ONLY_FOLDER)
    begun = [path for name in (PAPERS, EXPORTS) for path in (folder / name).rglob("*.part")]
    take_away_begun((*begun, *(folder / SPOOL).glob("*")))


def send(folder: Path, printer: Printer, content: bytes, title: str) -> None:
    """Print a PDF; `folder` is the desk's, `title` what the printer's queue shows, so no name of a client.

    Stops when there is no way to print (DESK-19.no_printer) or the command fails (DESK-19.printer). OSError.
    """
    path = write_file(folder / SPOOL / f"{title}.pdf", content)
    if sys.platform == "win32" and not printer.command:
        try:  # the system prints when it comes to it: the file goes when the desk is next opened
            os.startfile(path, "print")
        except OSError as error:
            path.unlink(missing_ok=True)
            stop("DESK-19.no_printer", command=error.strerror or "print")
        return
    try:
        _run(_command(printer, path, title))
    finally:
        path.unlink(missing_ok=True)


def show(path: Path) -> None:
    """Open a file in the program that the system has for it. DESK-19.no_viewer when it has none."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        stop("DESK-19.no_viewer", path=path)
    quiet = subprocess.DEVNULL
    subprocess.Popen([opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def _command(printer: Printer, path: Path, title: str) -> list[str]:
    if printer.command:
        values = {"file": str(path), "printer": printer.name, "title": title}
        words = [_filled(word, values) for word in shlex.split(printer.command)]
        return words if "{file}" in printer.command else [*words, str(path)]
    named = ["-d", printer.name] if printer.name else []
    sides = "two-sided-long-edge" if printer.duplex else "one-sided"
    return ["lp", *named, "-t", title, "-o", f"sides={sides}", str(path)]


def _filled(word: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        word = word.replace(f"{{{key}}}", value)
    return word


def _run(command: list[str]) -> None:
    program = shutil.which(command[0]) if command else None
    if program is None:
        stop("DESK-19.no_printer", command=command[0] if command else "—")
    try:
        ran = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        stop("DESK-19.printer", command=command[0], answer=f"{_PATIENCE} s")
    except OSError as error:
        stop("DESK-19.printer", command=command[0], answer=error.strerror or type(error).__name__)
    if ran.returncode:
        said = [line.strip() for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
        stop("DESK-19.printer", command=command[0], answer=(said[-1] if said else f"exit {ran.returncode}")[:120])
