"""In a checkout: `python -m rmdesk.tools.bundle OUT [--platform TAG …] [--python 3.13 …]`; with `--lock` a new lock."""

import argparse
import platform
import sys
import tomllib
from pathlib import Path

import rmdesk
from rmdesk.store import schema
from rmdesk.tools.bundle import lock, making
from rmdesk.tools.bundle.pip import PipError, Target

ROOT = Path(rmdesk.__file__).parents[2]


def here(system: str, machine: str) -> str:
    """The platform of this computer, as the lock has wheels for it."""
    machine = machine.lower()
    return {"win32": f"win_{machine}", "darwin": f"macosx_13_0_{machine}"}.get(system, f"manylinux_2_28_{machine}")


def main() -> int:
    """Make a bundle, or the lock; 1 when it can't be made, and why."""
    parser = argparse.ArgumentParser(prog="python -m rmdesk.tools.bundle", description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT", help="the new folder")
    parser.add_argument("--platform", action="append", metavar="TAG", help=f"{', '.join(lock.PLATFORMS)}, …")
    parser.add_argument("--python", action="append", metavar="VERSION", help=f"default {', '.join(lock.PYTHONS)}")
    parser.add_argument("--lock", action="store_true", help=f"make {lock.FILE} anew")
    args = parser.parse_args()
    try:
        if args.lock:
            return _lock()
        if args.out is None:
            parser.error("OUT is needed")
        platforms, pythons = args.platform or [here(sys.platform, platform.machine())], args.python or lock.PYTHONS
        targets = [Target(tag, python) for tag in platforms for python in pythons]
        made = making.make(ROOT, args.out.absolute(), rmdesk.__version__, len(schema.MIGRATIONS), targets)
    except (PipError, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    for target, none in made.lacking.items():
        print(f"no wheel for {target}: {', '.join(none)}")
    print(f"{made.folder}: {made.size / 1e6:.1f} MB\nSHA-256 of its checksum list: {made.digest}")
    return 0


def _lock() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages, lacking = lock.make(project["dependencies"])
    for target, none in lacking.items():
        print(f"no wheel for {target}: {', '.join(none)}")
    (ROOT / lock.FILE).write_text(lock.written(packages), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
