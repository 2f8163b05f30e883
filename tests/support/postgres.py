"""A PostgreSQL server for tests: made anew, quick instead of safe, on a socket of its own."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "shared_buffers=16MB")
_numbers = count(1)


def programs() -> Path | None:
    """Where the server's programs stand; None on a machine that has none."""
    places = [Path(found).parent for name in ("initdb",) if (found := shutil.which(name))]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next(
        (one for one in places if all((one / name).exists() for name in ("initdb", "postgres", "pg_ctl"))), None
    )


def tool(name: str) -> str | None:
    """A program beside them, such as pg_dump."""
    found = programs()
    beside = None if found is None else found / name
    return str(beside) if beside is not None and beside.exists() else shutil.which(name)


class Server:
    """A server that runs: databases in it."""

    def __init__(self, folder: Path, start: Callable[[], None]) -> None:
        self._folder = folder
        self.start = start

    def kill(self) -> None:
        """As when the power goes, but for the disk's own cache."""
        process = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(process, signal.SIGKILL)

    def again(self) -> None:
        """Begin again, as soon as all that belonged to the killed one has ended."""
        for _ in range(100):
            try:
                self.start()
            except subprocess.CalledProcessError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server does not come back")

    def dsn(self, database: str, user: str = "postgres") -> str:
        """How to connect."""
        return f"host={self._folder} dbname={database} user={user}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """A new, empty one: its name."""
        name = f"office_{next(_numbers)}"
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield name
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def running(bin: Path, *settings: str) -> Iterator[Server]:
    """A server from here on, by further settings; it refuses to run as root, so it then runs as nobody."""
    who = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="rmdesk-pg-"))  # a socket's path may be no longer than 100 characters
    if who is not None:
        os.chown(folder, who.pw_uid, who.pw_gid)
    user, group = (None, None) if who is None else (who.pw_uid, who.pw_gid)

    def run(*line: str) -> None:
        subprocess.run(
            line, check=True, user=user, group=group, extra_groups=[] if who else None, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C", "PATH": os.environ.get("PATH", ""), "HOME": str(folder)},
        )  # fmt: skip

    data = str(folder / "data")
    options = " ".join((f"-k {folder}", *(f"-c {one}" for one in (*_QUICK, *settings))))
    try:
        run(
            str(bin / "initdb"),
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--no-instructions",
        )

        def start() -> None:
            run(str(bin / "pg_ctl"), "-D", data, "-o", options, "-w", "start")

        start()
        try:
            yield Server(folder, start)
        finally:
            run(str(bin / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
