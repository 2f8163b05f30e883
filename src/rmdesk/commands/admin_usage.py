"""What may stand on the line behind `people`, `backup` and `restore`."""

import argparse
from collections.abc import Callable
from typing import Any

from rmdesk.domain.kinds import FAMILIES, TRAINING_KINDS
from rmdesk.locale import Lang, tr

Make = Callable[..., argparse.ArgumentParser]
_PARTS = "list|add|password|reset|suspend|resume|remove|change|train|exam|recovery|hand-over"


def add_admin(commands: Any, lang: Lang, make: Make) -> None:
    """The commands about people and backups; `make(commands, name, lang, key)` adds one."""
    saved = make(commands, "backup", lang)
    saved.add_argument("file", metavar="FILE", help=tr(lang, "admin.help.file"))
    restored = make(commands, "restore", lang)
    restored.add_argument("file", metavar="FILE", help=tr(lang, "admin.help.from_file"))
    restored.add_argument("folder", metavar="DIR", help=tr(lang, "admin.help.to_folder"))
    restored.add_argument("--recovery", action="store_true", help=tr(lang, "admin.help.recovery"))
    restored.add_argument("--anywhere", action="store_true", help=tr(lang, "admin.help.anywhere"))
    _people(make(commands, "people", lang).add_subparsers(dest="part", required=True, metavar=_PARTS), lang, make)


def _people(parts: Any, lang: Lang, make: Make) -> None:
    def part(name: str, *switches: str, login: bool = True) -> argparse.ArgumentParser:
        parser = make(parts, name, lang, f"people_{name.replace('-', '_')}")
        if login:
            parser.add_argument("login", metavar="LOGIN", help=tr(lang, "admin.help.login"))
        for switch in switches:
            key = f"admin.help.{switch.replace('-', '_')}"
            parser.add_argument(f"--{switch}", help=tr(lang, key), metavar=switch.upper().replace("-", "_"))
        parser.add_argument("--second", metavar="NAME", help=tr(lang, "cli.help.second"))
        return parser

    certificate = ("certificate", "families", "until")
    part("list", login=False)
    part("add", "name", "roles", *certificate, "new-password-file")
    part("password", "new-password-file", login=False)
    part("reset", "new-password-file")
    part("suspend", "reason")
    part("resume", "reason", "new-password-file")
    part("remove", "reason")
    part("change", "reason", "roles", *certificate)
    train = part("train", "hours", "on", "about")
    train.add_argument("--kind", choices=TRAINING_KINDS, default="compliance", help=tr(lang, "admin.help.kind"))
    exam = part("exam", "on")
    subjects = ("compliance", *FAMILIES)
    exam.add_argument("--subject", choices=subjects, default="compliance", help=tr(lang, "admin.help.subject"))
    exam.add_argument("result", choices=("passed", "failed"), help=tr(lang, "admin.help.result"))
    part("recovery", login=False)
    given = part("hand-over", "reason", "giver", login=False)
    given.add_argument("receiver", metavar="LOGIN", help=tr(lang, "admin.help.receiver"))
    given.add_argument("--client", metavar="CLIENT_NO", action="append", default=[], help=tr(lang, "admin.help.client"))
