"""`rmdesk people train|exam`: what somebody learned, and whether he passed."""

import argparse
from decimal import Decimal

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.people_line import LOGIN, ON, Line, done
from rmdesk.desk import people
from rmdesk.domain import fields
from rmdesk.domain.kinds import TRAINING_KINDS
from rmdesk.domain.people import Exam, Person, Training
from rmdesk.domain.refusal import Refused


@command(
    "people train",
    LOGIN,
    switch("--hours", "HOURS", "people.help.hours"),
    ON,
    switch("--about", "TEXT", "people.help.about"),
    switch("--kind", "", "people.help.kind", choices=TRAINING_KINDS, default="compliance"),
    SECOND,
    examples=("rmdesk people train lin --hours 8 --about TEXT",),
)
def train(args: argparse.Namespace, out: Output) -> int:
    """Enter hours of training."""

    def act(line: Line) -> Person | Refused:
        read = fields.read("percent", line.text("hours"))
        if not isinstance(read, str) or not read:
            raise WrongUseError(out.tr("people.wrong_hours", given=line.text("hours")))
        course = Training(kind=args.kind, hours=Decimal(read), on=line.day("on"), about=line.text("about"))
        return people.record_training(line.desk, line.text("login"), course, line.proof("people.change"))

    return done(args, out, act)


@command(
    "people exam",
    LOGIN,
    word("result", "", "people.help.result", choices=("passed", "failed")),
    ON,
    switch("--subject", "SUBJECT", "people.help.subject", default="compliance"),
    SECOND,
    examples=("rmdesk people exam lin passed --on 2026-11-20",),
)
def exam(args: argparse.Namespace, out: Output) -> int:
    """Enter the result of an exam."""

    def act(line: Line) -> Person | Refused:
        taken = Exam(subject=args.subject, on=line.day("on"), passed=args.result == "passed")
        return people.record_exam(line.desk, line.text("login"), taken, line.proof("people.change"))

    return done(args, out, act)
