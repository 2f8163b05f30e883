"""What may stand on the command line, in the language of whoever reads the help."""

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from rmdesk.commands.admin_usage import add_admin
from rmdesk.commands.complaint_usage import add_complaints
from rmdesk.locale import Lang, tr

# argparse speaks English; what people meet often is said in their language. Pattern → key of the catalogue.
_MESSAGES = (
    (r"the following arguments are required: (?P<what>.*)", "required"),
    (r"unrecognized arguments: (?P<what>.*)", "unrecognized"),
    (r"argument (?P<what>[^:]+): expected one argument", "expected"),
    (r"argument (?P<what>[^:]+): invalid choice: (?P<given>'[^']*')(?: \(choose from (?P<allowed>.*)\))?", "choice"),
    (r"argument (?P<what>[^:]+): invalid \S+ value: (?P<given>.*)", "value"),
)


class _Help(argparse.HelpFormatter):
    """Help with its first word in the parser's language."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, tr(Parser.lang, "cli.usage") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks `lang`."""

    lang: Lang = "en"

    def __init__(self, **how: Any) -> None:
        super().__init__(**how, formatter_class=_Help, add_help=False, allow_abbrev=False)
        self._positionals.title = tr(self.lang, "cli.arguments")
        self._optionals.title = tr(self.lang, "cli.switches")

    def error(self, message: str) -> NoReturn:
        """Wrong use: what is wrong on stderr, exit code 2."""
        self.exit(2, f"{self.format_usage()}rmdesk: {said(message, self.lang)}\n")


def said(message: str, lang: Lang) -> str:
    """A message of argparse in `lang`."""
    for pattern, name in _MESSAGES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return tr(lang, f"cli.wrong.{name}", **{key: value or "" for key, value in found.groupdict().items()})
    return message


def parse(argv: Sequence[str], lang: Lang) -> argparse.Namespace:
    """The arguments as a namespace; `command` is "" for the desk itself. Exits with 2 for wrong use."""
    return _parser(lang).parse_args(argv)


def _parser(lang: Lang) -> Parser:
    Parser.lang = lang
    parser = Parser(prog="rmdesk", description=tr(lang, "cli.about"))
    parser.add_argument("--version", action="store_true", help=tr(lang, "cli.help.version"))
    _shared(parser, lang)
    commands = parser.add_subparsers(dest="command", metavar=tr(lang, "cli.command"), title=tr(lang, "cli.commands"))
    parser.set_defaults(json=False, desk=None, user=None, password_stdin=False, lang=None)
    for add in (_init, _demo, _plain, _forms, _lists, _match, _paper, _verify, _trust, _complaints, _admin):
        add(commands, lang)
    return parser


def _shared(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """What stands before or after a command. Without a default, so that neither place overwrites the other."""

    def add(name: str, key: str, **how: Any) -> None:
        parser.add_argument(name, default=argparse.SUPPRESS, help=tr(lang, f"cli.help.{key}"), **how)

    parser.add_argument("-h", "--help", action="help", help=tr(lang, "cli.help.help"))
    add("--json", "json", action="store_true")
    add("--desk", "desk", metavar="DIR")
    add("--user", "user", metavar="NAME")
    add("--password-stdin", "password_stdin", action="store_true")
    add("--lang", "lang", choices=("zh", "en"))


def _command(commands: "argparse._SubParsersAction[Parser]", name: str, lang: Lang, key: str | None = None) -> Parser:
    about = tr(lang, f"cli.about_{key or name}")
    parser = commands.add_parser(name, help=about, description=about)
    _shared(parser, lang)
    return parser


def _init(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    parser = _command(commands, "init", lang)
    for name in ("bank", "branch", "contact", "login", "name", "certificate", "families", "until", "training"):
        parser.add_argument(f"--{name}", help=tr(lang, f"cli.help.{name}"))
    parser.add_argument("--password-file", metavar="FILE", help=tr(lang, "cli.help.password_file"))


def _demo(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    parser = _command(commands, "demo", lang)
    parser.add_argument("--at", metavar="DIR", help=tr(lang, "cli.help.at"))
    parser.add_argument("--no-open", action="store_true", help=tr(lang, "cli.help.no_open"))


def _plain(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    parser = _command(commands, "plain", lang)
    parts = parser.add_subparsers(dest="part", required=True, metavar="intake|assess")
    intake = _command(parts, "intake", lang, "plain_intake")
    intake.add_argument("--organisation", action="store_true", help=tr(lang, "cli.help.organisation"))
    assess = _command(parts, "assess", lang, "plain_assess")
    assess.add_argument("client", metavar="CLIENT_NO", help=tr(lang, "cli.help.client"))


def _forms(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    parser = _command(commands, "forms", lang)
    parts = parser.add_subparsers(dest="part", required=True, metavar="check|score")
    check = _command(parts, "check", lang, "forms_check")
    check.add_argument("folder", metavar="DIR", nargs="?", help=tr(lang, "cli.help.folder"))
    score = _command(parts, "score", lang, "forms_score")
    score.add_argument("form", metavar="FORM.toml", help=tr(lang, "cli.help.form"))
    score.add_argument("--answers", metavar="A,B,C,…", required=True, help=tr(lang, "cli.help.answers"))


def _lists(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    _command(commands, "clients", lang)
    _command(commands, "products", lang)


def _match(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    parser = _command(commands, "match", lang)
    parser.add_argument("client", metavar="CLIENT_NO", help=tr(lang, "cli.help.client"))
    parser.add_argument("--amount", metavar="CNY", help=tr(lang, "cli.help.amount"))
    parser.add_argument("--on", metavar="DATE", help=tr(lang, "cli.help.on"))


def _paper(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    parser = _command(commands, "paper", lang)
    parser.add_argument("subject", metavar="JOURNEY_OR_CLIENT_NO", nargs="?", help=tr(lang, "cli.help.subject"))
    parser.add_argument("--kind", action="append", default=[], help=tr(lang, "cli.help.kind"))
    parser.add_argument("--out", metavar="DIR", help=tr(lang, "cli.help.out"))
    parser.add_argument("--list", action="store_true", help=tr(lang, "cli.help.list"))
    parser.add_argument("file", metavar="FILE.pdf", nargs="?", help=tr(lang, "cli.help.checked"))


def _verify(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    parser = _command(commands, "verify", lang)
    parser.add_argument("--replay", action="store_true", help=tr(lang, "cli.help.replay"))
    parser.add_argument("--against", metavar="FILE.rmdesk", help=tr(lang, "cli.help.against"))


def _complaints(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    add_complaints(commands, lang, _command)


def _admin(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    add_admin(commands, lang, _command)


def _trust(commands: "argparse._SubParsersAction[Parser]", lang: Lang) -> None:
    evidence = _command(commands, "evidence", lang)
    evidence.add_argument("journey", metavar="JOURNEY_NO", help=tr(lang, "cli.help.journey"))
    evidence.add_argument("--out", metavar="DIR", required=True, help=tr(lang, "cli.help.out"))
    evidence.add_argument("--clear", action="store_true", help=tr(lang, "cli.help.clear"))
    export = _command(commands, "export", lang).add_subparsers(dest="part", required=True, metavar="client")
    client = _command(export, "client", lang, "export_client")
    client.add_argument("client", metavar="CLIENT_NO", help=tr(lang, "cli.help.client"))
    client.add_argument("--out", metavar="DIR", required=True, help=tr(lang, "cli.help.out"))
    journals = _command(commands, "journal", lang).add_subparsers(dest="part", required=True, metavar="export")
    journal = _command(journals, "export", lang, "journal_export")
    journal.add_argument("file", metavar="FILE.jsonl", help=tr(lang, "cli.help.jsonl"))
    journal.add_argument("--payloads", action="store_true", help=tr(lang, "cli.help.payloads"))
    journal.add_argument("--verifier", action="store_true", help=tr(lang, "cli.help.verifier"))
    for one in (evidence, journal):
        one.add_argument("--reason", metavar="TEXT", help=tr(lang, "cli.help.reason"))
        one.add_argument("--second", metavar="NAME", help=tr(lang, "cli.help.second"))
    retention = _command(commands, "retention", lang).add_subparsers(dest="part", required=True, metavar="due")
    due = _command(retention, "due", lang, "retention_due")
    due.add_argument("--on", metavar="DATE", help=tr(lang, "cli.help.on"))
