"""What may stand behind `deadlines`, `complaints` and `complaint` on the command line."""

import argparse
from collections.abc import Callable
from typing import Any

from rmdesk.locale import Lang, tr

TYPES = ("complaint", "report", "question", "suggestion", "praise")
CLASSES = ("simple", "complex", "special")
SOURCES = ("client", "regulator", "media", "internal")
PRIORITIES = ("normal", "high", "urgent")
Make = Callable[..., argparse.ArgumentParser]


def add_complaints(commands: Any, lang: Lang, make: Make) -> None:
    """The commands of the complaint desk; `make(commands, name, lang, key)` adds one."""
    _deadlines(make(commands, "deadlines", lang), lang)
    listed = make(commands, "complaints", lang)
    listed.add_argument("--late", action="store_true", help=tr(lang, "complaints.cli.late"))
    parts = make(commands, "complaint", lang).add_subparsers(dest="part", required=True, metavar="new|show|hand-over")
    _new(make(parts, "new", lang, "complaint_new"), lang)
    shown = make(parts, "show", lang, "complaint_show")
    shown.add_argument("case", metavar="CASE_NO", help=tr(lang, "complaints.cli.case"))
    given = make(parts, "hand-over", lang, "complaint_hand_over")
    for name in ("giver", "receiver"):
        given.add_argument(name, metavar=name.upper(), help=tr(lang, f"complaints.cli.{name}"))
    given.add_argument("--reason", default="", metavar="TEXT", help=tr(lang, "complaints.cli.hand_reason"))
    given.add_argument("--second", metavar="NAME", help=tr(lang, "cli.help.second"))


def _deadlines(parser: argparse.ArgumentParser, lang: Lang) -> None:
    def add(name: str, key: str, **how: Any) -> None:
        parser.add_argument(name, help=tr(lang, f"complaints.cli.{key}"), **how)

    add("--received", "received", metavar="WHEN", required=True)
    add("--type", "type", choices=TYPES, default="complaint")
    add("--class", "class", choices=CLASSES, default="simple", dest="case_class")
    add("--new-facts", "new_facts", metavar="DATE")
    add("--pause", "pause", metavar="FROM:TO:appraisal|mediation", action="append", default=[])
    add("--notice", "notice", metavar="DATE")
    add("--recheck", "recheck", metavar="DATE")


def _new(parser: argparse.ArgumentParser, lang: Lang) -> None:
    def add(name: str, key: str, **how: Any) -> None:
        parser.add_argument(f"--{name}", help=tr(lang, f"complaints.cli.{key}"), **{"default": "", **how})

    add("type", "type", choices=TYPES, default="complaint")
    add("client", "client", metavar="CLIENT_NO")
    add("journey", "journey", metavar="JOURNEY_NO")
    add("product", "product", metavar="CODE")
    add("staff", "staff", metavar="NAME", action="append", default=[])
    for name in ("name", "contact", "id-number", "address", "claim", "wanted", "story", "grounds"):
        add(name, f"new_{name.replace('-', '_')}", metavar="TEXT")
    add("received", "new_received", metavar="WHEN")
    add("source", "source", choices=SOURCES, default="client")
    add("regulator-no", "regulator_no", metavar="TEXT")
    add("priority", "priority", choices=PRIORITIES, default="normal")
    for name in ("channel", "business", "cause"):
        add(name, name, metavar="KEY")
