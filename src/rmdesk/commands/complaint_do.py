"""`rmdesk complaint do`: one act on a case, by the same declared form as on the screens (COMP-05..14)."""

import argparse
from collections.abc import Mapping, Sequence

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.pairs import pairs
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.domain.refusal import Refusal, Refused, faulty, refuse
from rmdesk.faces.complaints import words
from rmdesk.faces.complaints.act import ActForm
from rmdesk.faces.complaints.act_corrects import FORMS as CORRECTIONS
from rmdesk.faces.complaints.acts import FORMS, refused_now
from rmdesk.faces.complaints.asked import AskedCase
from rmdesk.faces.complaints.reading import read_field
from rmdesk.faces.fields import FieldSpec, Option

_PROOF = frozenset({"DATA-08.again", "DATA-08.second"})
_CORRECTS = {f"correct_{name}": form for name, form in CORRECTIONS.items()}
_ACTS = {**FORMS, **_CORRECTS}


@command(
    "complaint do",
    word("case", "CASE_NO", "complaints.cli.case"),
    word("act", "ACT", "complaints.cli.act", choices=tuple(_ACTS)),
    switch("--with", "FIELD=TEXT", "complaints.cli.with", many=True, field="answers"),
    SECOND,
    examples=(
        "rmdesk complaint do C-0007 note --with text=TEXT",
        "rmdesk complaint do C-0007 withdraw --with note=TEXT --with withdrawn_way=call --second NAME --json",
    ),
)
def do(args: argparse.Namespace, out: Output) -> int:
    """Do an act on the case as it stands now."""
    with session(args, out, reading=False) as desk:
        view = cases.view(desk, args.case)
        if isinstance(view, Refused):
            return out.refused(view, desk.pack)
        refused = None if args.act in _CORRECTS else refused_now(desk, view, args.act)
        if refused is not None:
            return out.refused(refused, desk.pack)
        form = _ACTS[args.act](AskedCase(desk, view, out.lang, out.say))
        values = _values(desk, view, form, pairs(args.answers, out), out)
        done = values if isinstance(values, Refused) else _done(args, out, desk, view, form, values)
        if isinstance(done, Refused):
            return out.refused(done, desk.pack)
        if out.as_json:
            out.json({"case": done.case.no, "state": done.case.state, "version": done.case.version})
        else:
            state = desk.pack.label("case_state", done.case.state, out.lang)
            said = words.handed(desk, done.case.id, out.lang)
            key = "done" if done.case.id == view.case.id else "merged"
            out.say(said or out.tr(f"complaints.cli.{key}", no=view.case.no, into=done.case.no, state=state))
    return 0


def _done(
    args: argparse.Namespace, out: Output, desk: Desk, view: CaseView, form: ActForm, values: Mapping[str, str]
) -> CaseView | Refused:
    """Nobody proves anything for what is refused anyway: it is tried without a proof first."""
    proves = form.proves if form.proves_by is None else form.proves_by(values)
    answer = form.do(view, values, None)
    if proves and isinstance(answer, Refused) and {one.code for one in answer.reasons} <= _PROOF:
        return form.do(view, values, proof_of(args, out, desk, proves))
    return answer


def _values(
    desk: Desk, view: CaseView, form: ActForm, given: Mapping[str, str], out: Output
) -> dict[str, str] | Refused:
    """The canonical answers: what the line gives over what the form begins with. WrongUseError for another field."""
    known = {one.key: one for one in form.fields}
    unknown = next((key for key in given if key not in known), None)
    if unknown is not None:
        raise WrongUseError(out.tr("complaints.cli.no_field", given=unknown, fields=", ".join(known) or "—"))
    files = {one.sha256: one.name for one in view.case.evidence}
    read = {key: _read(desk, spec, given.get(key, form.values.get(key, "")), files) for key, spec in known.items()}
    wrong = {key: value for key, value in read.items() if isinstance(value, Refusal)}
    return faulty(wrong) if wrong else {key: value for key, value in read.items() if isinstance(value, str)}


def _read(desk: Desk, spec: FieldSpec, raw: str, files: Mapping[str, str]) -> str | Refusal:
    """An option by its key, its words, or the number that they begin with (C-0003); one of the case's `files`, digest →
    name, also by its name or its place."""
    if not spec.options or not raw:
        return read_field(desk, spec, raw)
    if all(one.key in files for one in spec.options):
        return _file(spec.options, raw.strip(), files)
    keys = [_meant(spec, part.strip()) for part in (raw.split(",") if spec.kind == "choices" else [raw])]
    if not all(keys):
        return refuse("INPUT.choice", given=raw[:40], allowed=", ".join(map(named, spec.options[:20])))
    return ",".join(keys)


def _file(options: Sequence[Option], raw: str, files: Mapping[str, str]) -> str | Refusal:
    """The digest of the one file that is meant."""
    meant = [one.key for one in options if raw in (one.key, one.label, files[one.key])]
    meant = meant or [one.key for place, one in enumerate(options, 1) if raw == str(place)]
    if len(meant) == 1:
        return meant[0]
    allowed = (f"{place} {files[one.key]}" for place, one in enumerate(options[:20], 1))
    return refuse("INPUT.choice", given=raw[:40], allowed=", ".join(allowed))


def named(option: Option) -> str:
    """How an option is named on a line: its key, or the number that its words begin with (J-0003)."""
    number = option.label.partition(" ")[0]
    return number if number.isascii() and number[:1].isalpha() and "-" in number else option.key


def _meant(spec: FieldSpec, part: str) -> str:
    return next((one.key for one in spec.options if part in (one.key, one.label, one.label.partition(" ")[0])), "")
