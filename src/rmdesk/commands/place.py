"""Where the desk stands, and who wants in. Light: opening the screens must not wait for anything else."""

import argparse
import os
from pathlib import Path

SLOTS = "slots.json"


def default_folder() -> Path:
    """Where a desk stands when nobody says otherwise."""
    return Path.home() / ".rmdesk"


def folder_of(args: argparse.Namespace) -> Path:
    """The desk's folder: --desk, RMDESK_DESK, or `.rmdesk` in the person's home."""
    given = args.desk or os.environ.get("RMDESK_DESK", "")
    return Path(given) if given else default_folder()


def user_of(args: argparse.Namespace) -> str:
    """Who is named: --user, or RMDESK_USER; "" when nobody is."""
    return args.user or os.environ.get("RMDESK_USER", "")


def is_there(folder: Path) -> bool:
    """Whether key slots stand in `folder`. What is wrong with them, the lock says."""
    return (folder / SLOTS).is_file()
