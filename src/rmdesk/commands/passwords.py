"""`rmdesk people password|codes|reset|recovery`: what opens the desk, and how somebody gets it."""

import argparse

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import LockedError, Output
from rmdesk.commands.people_line import LOGIN, NEW_PASSWORD, Line, done, new_password
from rmdesk.commands.place import folder_of
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import has_code, login_of, password_of, session
from rmdesk.desk import first_passwords, opening, people
from rmdesk.desk.settings import checklist
from rmdesk.domain.refusal import Refused


@command(
    "people password",
    NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people password",),
)
def password(args: argparse.Namespace, out: Output) -> int:
    """Change the own password; whoever holds a one-time code sets the first one."""
    if has_code(args):
        return _first_password(args, out)

    def act(line: Line) -> Refused | None:
        old = password_of(args, out, line.desk.actor.login)
        return people.change_password(line.desk, old, line.new_password(line.desk.actor.login))

    return done(args, out, act)


def _first_password(args: argparse.Namespace, out: Output) -> int:
    folder, login = folder_of(args), login_of(args, folder_of(args), out)
    code = password_of(args, out, login)
    own = new_password(args, out, lambda: opening.password_wanted(folder, login, login, code))
    opened = first_passwords.choose(folder, login, code, own)
    if isinstance(opened, Refused):
        raise LockedError(opened)
    opened.close()
    if out.as_json:
        out.json({"done": True})
    else:
        out.say(out.tr("people.done"))
    return 0


@command(
    "people codes",
    word("login", "LOGIN", "people.help.code_login", needed=False),
    SECOND,
    examples=("rmdesk people codes", "rmdesk people codes lin --json"),
)
def codes(args: argparse.Namespace, out: Output) -> int:
    """Show a one-time code for everybody who has no password yet, or for one who forgot his; shown this once."""
    with session(args, out, reading=False) as desk:
        states = first_passwords.key_states(desk)
        if isinstance(states, Refused):
            return out.refused(states, desk.pack)
        waiting = [login for login, state in states.items() if state == "none"]
        logins = [args.login] if args.login else waiting
        proof = proof_of(args, out, desk, "people.reset") if logins else None
        given = first_passwords.issue(desk, logins, proof)
        if isinstance(given, Refused):
            return out.refused(given, desk.pack)
    if out.as_json:
        out.json([one._asdict() for one in given])
        return 0
    out.table([out.tr(f"people.column.{name}") for name in ("login", "name", "code")],
              ((one.login, one.name, one.code) for one in given))  # fmt: skip
    out.say(out.tr("people.codes_once"))
    return 0


@command(
    "people reset",
    LOGIN,
    NEW_PASSWORD,
    SECOND,
    examples=("rmdesk people reset lin",),
)
def reset(args: argparse.Namespace, out: Output) -> int:
    """Give somebody a new password."""

    def act(line: Line) -> Refused | None:
        proof = line.proof("people.reset")
        return people.reset(line.desk, line.text("login"), line.new_password(line.text("login")), proof)

    return done(args, out, act)


@command(
    "people recovery",
    SECOND,
    switch("--sealed", "PLACE", "people.help.sealed"),
    examples=("rmdesk people recovery", "rmdesk people recovery --sealed PLACE"),
)
def recovery(args: argparse.Namespace, out: Output) -> int:
    """Make a new recovery code and show it once; with --sealed, say where the one that there is lies."""
    with session(args, out, reading=False) as desk:
        if args.sealed:
            refused = checklist.seal_recovery(desk, args.sealed)
            if refused is not None:
                return out.refused(refused, desk.pack)
            if not out.as_json:
                out.line(out.tr("opening.sealed", place=args.sealed))
            return 0
        code = people.renew_recovery(desk, proof_of(args, out, desk, "people.recovery"))
        if isinstance(code, Refused):
            return out.refused(code, desk.pack)
    if out.as_json:
        out.json({"recovery_code": code})
    else:
        out.line(out.tr("cli.recovery", code=code))
    return 0
