"""`rmdesk forms check` and `rmdesk forms score`: they need no desk."""

import argparse
from pathlib import Path

from rmdesk import resources
from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.domain.questionnaire import AnswerFault, Outcome
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.formpack import PackFaults, score_file


@command(
    "forms check",
    word("folder", "DIR", "cli.help.folder", needed=False),
    examples=("rmdesk forms check", "rmdesk forms check DIR --json"),
)
def check(args: argparse.Namespace, out: Output) -> int:
    """Say everything that is wrong with the pack in a folder, the program's own when none is named."""
    from rmdesk.desk.packcheck import faults

    folder = resources.folder("forms") if args.folder is None else Path(args.folder)
    if args.folder == "" or not folder.is_dir():  # "" is a variable of a script that was never set
        raise WrongUseError(out.tr("cli.no_folder", path=args.folder))
    return out.faults(faults(folder))


@command(
    "forms score",
    word("form", "FORM.toml", "cli.help.form"),
    switch("--answers", "A,B,C,…", "cli.help.answers", needed=True),
    examples=("rmdesk forms score questionnaire.toml --answers C,B,B,B,B,B,B,B,B,B,B,B",),
)
def score(args: argparse.Namespace, out: Output) -> int:
    """Score one form's answers."""
    answers = [one.strip().upper() for one in args.answers.replace("，", ",").split(",")]
    try:
        outcome = score_file(Path(args.form), answers)
    except PackFaults as error:
        return out.faults(error.faults)
    if not isinstance(outcome, Outcome):
        wrong = (
            refuse("INPUT.answers", question=one.question or _surplus(one, out), given=one.given or "—")
            for one in outcome
        )
        return out.refused(Refused(reasons=tuple(wrong)))
    if out.as_json:
        out.json({"score": outcome.score, "level": outcome.level, "flags": list(outcome.flags)})
    else:
        out.line(out.tr("cli.scored", score=outcome.score, level=outcome.level))
        for flag in outcome.flags:
            out.line(flag)
    return 0


def _surplus(one: AnswerFault, out: Output) -> str:
    return out.tr("cli.no_such_question", number=one.index + 1)
