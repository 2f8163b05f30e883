"""`rmdesk forms check` and `rmdesk forms score`: they need no desk."""

import argparse
from pathlib import Path

from rmdesk import resources
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.domain.questionnaire import Outcome
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.formpack import PackFaults, score_file
from rmdesk.formpack.loader import check as check_pack


def check(args: argparse.Namespace, out: Output) -> int:
    """Say everything that is wrong with the pack in a folder, the program's own when none is named."""
    folder = Path(args.folder) if args.folder else resources.folder("forms")
    if not folder.is_dir():
        raise WrongUseError(out.tr("cli.no_folder", path=folder))
    return out.faults(check_pack(folder))


def score(args: argparse.Namespace, out: Output) -> int:
    """Score one form's answers."""
    answers = [one.strip().upper() for one in args.answers.replace("，", ",").split(",")]
    try:
        outcome = score_file(Path(args.form), answers)
    except PackFaults as error:
        return out.faults(error.faults)
    if not isinstance(outcome, Outcome):
        wrong = (
            refuse("INPUT.answers", question=one.question or one.index + 1, given=one.given or "—") for one in outcome
        )
        return out.refused(Refused(reasons=tuple(wrong)))
    if out.as_json:
        out.json({"score": outcome.score, "level": outcome.level, "flags": list(outcome.flags)})
    else:
        out.line(out.tr("cli.scored", score=outcome.score, level=outcome.level))
        for flag in outcome.flags:
            out.line(flag)
    return 0
