"""`rmdesk forms check`, `forms score` and `forms draft`: they need no desk."""

import argparse
from pathlib import Path

from rmdesk import resources
from rmdesk.commands.declaring import command, switch, word
from rmdesk.commands.output import Output, WrongUseError, default_pack
from rmdesk.domain.imports.xlsform import MISSING
from rmdesk.domain.questionnaire import AnswerFault, Outcome, Points
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.formpack import PackFaults, score_file


@command(
    "forms check",
    word("folder", "DIR", "cli.help.folder", needed=False),
    examples=("rmdesk forms check", "rmdesk forms check DIR --json"),
)
def check(args: argparse.Namespace, out: Output) -> int:
    """Say everything that is wrong with the pack in a folder, the program's own when none is named."""
    from rmdesk.desk.packcheck import faults, warnings

    folder = resources.folder("forms") if args.folder is None else Path(args.folder)
    if args.folder == "" or not folder.is_dir():  # "" is a variable of a script that was never set
        raise WrongUseError(out.tr("cli.no_folder", path=args.folder))
    return out.faults(faults(folder), warnings(folder))


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
        scores = {"scores": [_number(one) for one in outcome.scores]} if outcome.scores else {}
        out.json({"score": _number(outcome.score), **scores, "level": outcome.level, "flags": list(outcome.flags)})
    else:
        out.line(out.tr("cli.scored", score=outcome.score, level=outcome.level))
        for flag in outcome.flags:
            out.line(flag)
    return 0


def _number(points: Points) -> int | float:
    """Points as JSON has them."""
    return points if isinstance(points, int) else float(points)


def _surplus(one: AnswerFault, out: Output) -> str:
    return out.tr("cli.no_such_question", number=one.index + 1)


@command(
    "forms draft",
    word("file", "FILE.xlsx", "cli.help.xlsform"),
    switch("--out", "FORM.toml", "cli.help.draft_out"),
    examples=("rmdesk forms draft FILE.xlsx", "rmdesk forms draft FILE.xlsx --out FORM.toml --json"),
)
def draft(args: argparse.Namespace, out: Output) -> int:
    """What a questionnaire drawn in a spreadsheet (XLSForm) asks; with --out it is written as the draft of a form."""
    from rmdesk.desk.imports.questionnaire import drafted

    found = drafted(Path(args.file), Path(args.out) if args.out else None)
    if isinstance(found, Refused):
        return out.refused(found)
    pack = default_pack()
    said = [(one, pack.say(one.refusal, out.lang)) for one in found.faults]
    notes = [(one, out.tr(f"cli.draft_note.{one.why}")) for one in found.notes]
    accepted = len(found.questions)
    if out.as_json:
        out.json(
            {
                "rows": found.rows,
                "accepted": accepted,
                "refused": found.rows - accepted,
                "asked": found.asked,
                "warnings": [{"row": one.row, "given": one.given, "message": text} for one, text in notes],
                "faults": [
                    {"sheet": one.sheet, "row": one.row, "column": one.column, "given": one.given, "asked": one.asked}
                    | {"rule": words.rule, "message": words.text, "next": words.next}
                    for one, words in said
                ],
                "range": list(found.score),
                "bands": [one.model_dump() for one in found.bands],
                "missing": list(MISSING),
            }
        )
        return 0
    out.line(out.tr("cli.draft", rows=found.rows, accepted=accepted, low=found.score[0], high=found.score[1]))
    for one, words in said:
        place = out.tr("cli.draft_place", sheet=one.sheet, row=one.row, column=one.column, given=one.given)
        out.line(f"! {place} · {words.rule} · {words.text} → {words.next}")
    for note, text in notes:
        out.line(out.tr("cli.draft_row", row=note.row, given=note.given, why=text))
    out.line(out.tr("cli.draft_missing", keys=", ".join(MISSING)))
    return 0
