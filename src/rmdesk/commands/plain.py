"""`rmdesk plain intake|assess|sale|complaint|move`: the forms line by line."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from rmdesk.commands.asking import at_terminal
from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import LockedError, Output, WrongUseError
from rmdesk.commands.session import session
from rmdesk.commands.wrapped import by_words
from rmdesk.plain import assess as questions
from rmdesk.plain import intake as files
from rmdesk.plain.talk import RefusedError, Talk, at_this_terminal, secret_at_this_terminal


@command("plain intake", flag("--organisation", "cli.help.organisation"), examples=("rmdesk plain intake",))
def intake(args: argparse.Namespace, out: Output) -> int:
    """Take in a new client."""
    with _talk(args, out) as talk:
        client = files.take_in(talk, "organisation" if args.organisation else "person")
        if client is None:
            return 0
        talk.tell("plain.opened", no=client.no, name=client.name)
        talk.tell("plain.next_assess", no=client.no)
        if out.as_json:
            out.json({"client": client.no})
    return 0


@command(
    "plain assess",
    word("client", "CLIENT_NO", "cli.help.client"),
    switch("--questionnaire", "KEY", "cli.help.questionnaire"),
    examples=("rmdesk plain assess K-0007", "rmdesk plain assess K-0007 --questionnaire securities"),
)
def assess(args: argparse.Namespace, out: Output) -> int:
    """Take a client's risk questionnaire; of several the one named, by the name of its file."""
    with _talk(args, out) as talk:
        done = questions.take(talk, args.client, args.questionnaire)
        if done is not None and out.as_json:
            known = {"score": done.score, "level": done.level, "flags": list(done.flags)}
            out.json({**known, "awaits_review": done.awaits_review})
    return 0


@command(
    "plain sale",
    word("which", "CLIENT_NO|SALE_NO", "cli.help.plain_sale", needed=False),
    examples=("rmdesk plain sale", "rmdesk plain sale K-0007", "rmdesk plain sale J-0012"),
)
def sale(args: argparse.Namespace, out: Output) -> int:
    """A whole sale, begun or gone on with."""
    from rmdesk.plain.sale import walk

    with _talk(args, out) as talk:
        view = walk.sell(talk, args.which or "")
        if view is not None and out.as_json:
            out.json({"sale": view.sale.no, "step": view.status.current, "closed": view.sale.closed})
    return 0


@command(
    "plain complaint",
    word("which", "CASE_NO|CLIENT_NO|SALE_NO", "cli.help.plain_complaint", needed=False),
    examples=("rmdesk plain complaint", "rmdesk plain complaint C-0007", "rmdesk plain complaint K-0007"),
)
def complaint(args: argparse.Namespace, out: Output) -> int:
    """A complaint, taken in or gone on with."""
    from rmdesk.plain.complaints import case

    with _talk(args, out) as talk:
        view = case.complain(talk, args.which or "")
        if view is not None and out.as_json:
            out.json({"case": view.case.no, "state": view.case.state})
    return 0


@command(
    "plain move",
    word("which", "NO", "cli.help.plain_move", needed=False),
    examples=("rmdesk plain move", "rmdesk plain move K-0007", "rmdesk plain move C-0007"),
)
def move(args: argparse.Namespace, out: Output) -> int:
    """Give a client or a case up to another desk, or take over what is offered."""
    from rmdesk.plain import moves

    with _talk(args, out) as talk:
        moves.move(talk, args.which or "")
    return 0


@contextmanager
def _talk(args: argparse.Namespace, out: Output) -> Iterator[Talk]:
    """A talk with whoever sits at the terminal. What was typed is in the desk before the next question is asked."""
    if not at_terminal():
        raise WrongUseError(out.tr("cli.no_terminal"))
    with session(args, out, reading=False) as desk:
        try:
            say = out.say if out.as_json else out.line
            talk = Talk(desk, out.lang, at_this_terminal(out.lang), by_words(say), secret_at_this_terminal())
            if desk.unrecorded is not None:
                talk.refused(desk.unrecorded)
            talk.tell("plain.how")
            yield talk
        except (KeyboardInterrupt, EOFError):
            out.say_wrapped(f"\n{out.tr('plain.kept')}")
            raise KeyboardInterrupt from None
        except RefusedError as error:
            raise LockedError(error.refused) from error
