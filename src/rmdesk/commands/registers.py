"""`rmdesk register list|show|add|do|draw-again`: every register by its id, whatever a bank adds."""

import argparse
from collections.abc import Iterable
from typing import Any

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.pairs import pairs
from rmdesk.commands.proving import proof_for
from rmdesk.commands.register_papers import print_after
from rmdesk.commands.session import session
from rmdesk.desk import show as looks
from rmdesk.desk.complaints import sums
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, forms, listing, opening
from rmdesk.desk.registers.forms import REASON
from rmdesk.desk.registers.views import Done, EntryView, Form, Offer, Option, Page, Query, Shown
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sensitive import Demand

_WITH = switch("--with", "FIELD=TEXT", "cli.register_with", many=True, field="answers")
_DEMANDS: dict[str, Demand] = {"none": "none", "password": "password", "second": "second_person"}
_MOST = 200


@command(
    "register list",
    word("register", "REGISTER", "cli.register", needed=False),
    switch("--find", "TEXT", "cli.register_find", default=""),
    switch("--state", "STATE", "cli.register_state", many=True),
    flag("--open", "cli.register_open"),
    flag("--matrix", "cli.register_matrix"),
    switch("--sort", "COLUMN", "cli.register_sort", default=""),
    switch("--part-of", "ENTRY_NO", "cli.register_part_of", default=""),
    switch("--limit", "COUNT", "cli.register_limit", default=str(_MOST)),
    examples=("rmdesk register list", "rmdesk register list REGISTER --open --json"),
)
def list_(args: argparse.Namespace, out: Output) -> int:
    """The registers that one may see, or the entries of one of them."""
    with session(args, out, reading=True) as desk:
        if not args.register:
            return _kinds(desk, out)
        if args.matrix:
            return _matrix(desk, args.register, out)
        whole = opening.entry(desk, args.part_of) if args.part_of else None
        if isinstance(whole, Refused):
            return out.refused(whole, desk.pack)
        query = Query(
            text=args.find,
            states=tuple(args.state or ()),
            open_only=args.open,
            parent_id="" if whole is None else whole.id,
            sort=args.sort,
            limit=_count(args.limit, out),
        )
        page = listing.page(desk, args.register, query)
        if isinstance(page, Refused):
            return out.refused(page, desk.pack)
        _list(page, out)
    return 0


@command(
    "register show",
    word("entry", "ENTRY_NO", "cli.register_entry"),
    examples=("rmdesk register show ENTRY_NO", "rmdesk register show ENTRY_NO --json"),
)
def show(args: argparse.Namespace, out: Output) -> int:
    """One entry: its answers, what can be done, its parts and its course."""
    with session(args, out, reading=True) as desk:
        view = opening.entry(desk, args.entry)
        if isinstance(view, Refused):
            return out.refused(view, desk.pack)
        if out.as_json:
            out.json(_plain(view, out))
        else:
            _sheet(view, desk, out)
    return 0


@command(
    "register form",
    word("which", "REGISTER|ENTRY_NO", "cli.register_which"),
    word("act", "ACT", "cli.register_act", needed=False),
    switch("--part-of", "ENTRY_NO", "cli.register_part_of", default=""),
    switch("--field", "FIELD", "cli.register_field", default=""),
    switch("--find", "TEXT", "cli.register_choices", default=""),
    examples=("rmdesk register form REGISTER", "rmdesk register form ENTRY_NO ACT --json"),
)
def form(args: argparse.Namespace, out: Output) -> int:
    """What an act asks: of an entry, or to begin one; with --field what may stand in one answer."""
    with session(args, out, reading=True) as desk:
        begins = args.which in desk.pack.registers
        if args.field:
            view = None if begins else opening.entry(desk, args.which)
            if isinstance(view, Refused):
                return out.refused(view, desk.pack)
            register = args.which if view is None else view.register_id
            options = forms.choices(desk, register, args.field, args.find, "" if view is None else view.id)
            return out.refused(options, desk.pack) if isinstance(options, Refused) else _options(options, out)
        whole = opening.entry(desk, args.part_of) if args.part_of else None
        if isinstance(whole, Refused):
            return out.refused(whole, desk.pack)
        parent_id = "" if whole is None else whole.id
        asked = (
            forms.beginning(desk, args.which, args.act or "", parent_id)
            if begins
            else forms.acting(desk, args.which, args.act or "")
        )
        return out.refused(asked, desk.pack) if isinstance(asked, Refused) else _form(asked, out)


@command(
    "register add",
    word("register", "REGISTER", "cli.register"),
    _WITH,
    switch("--part-of", "ENTRY_NO", "cli.register_part_of", default=""),
    SECOND,
    examples=("rmdesk register add REGISTER --with about=branch --with FIELD=TEXT --json",),
)
def add(args: argparse.Namespace, out: Output) -> int:
    """Begin an entry by the act that begins one."""
    with session(args, out, reading=False) as desk:
        whole = opening.entry(desk, args.part_of) if args.part_of else None
        if isinstance(whole, Refused):
            return out.refused(whole, desk.pack)
        parent_id = "" if whole is None else whole.id
        form = forms.beginning(desk, args.register, parent_id=parent_id)
        if isinstance(form, Refused):
            return out.refused(form, desk.pack)
        answers, proof = pairs(args.answers, out), _proof(args, out, desk, form.offer)
        done = acting.begin(desk, args.register, answers, parent_id=parent_id, proof=proof)
        return _told(done, desk, out)


@command(
    "register do",
    word("entry", "ENTRY_NO", "cli.register_entry"),
    word("act", "ACT", "cli.register_act"),
    _WITH,
    switch("--reason", "TEXT", "cli.register_reason", default=""),
    SECOND,
    examples=(
        "rmdesk register do ENTRY_NO ACT --with FIELD=TEXT",
        "rmdesk register do ENTRY_NO _void --reason TEXT --json",
    ),
)
def do(args: argparse.Namespace, out: Output) -> int:
    """Do an act on an entry as it stands now; on several, all of them or none."""
    with session(args, out, reading=False) as desk:
        views: list[EntryView] = []
        for which in args.entry.split(","):
            view = opening.entry(desk, which)
            if isinstance(view, Refused):
                return out.refused(view, desk.pack)
            views.append(view)
        first = views[0]
        form = forms.acting(desk, first.id, args.act)
        if isinstance(form, Refused):
            return out.refused(form, desk.pack)
        answers = {**pairs(args.answers, out), **({REASON: args.reason} if args.reason else {})}
        proof = _proof(args, out, desk, form.offer)
        if len(views) > 1:
            marked = tuple((one.id, one.version) for one in views)
            return _told(acting.do_marked(desk, marked, args.act, answers, proof=proof), desk, out)
        return _told(acting.do(desk, first.id, args.act, first.version, answers, proof=proof), desk, out)


@command(
    "register draw-again",
    word("entry", "ENTRY_NO", "cli.register_entry"),
    examples=("rmdesk register draw-again ENTRY_NO",),
)
def draw_again(args: argparse.Namespace, out: Output) -> int:
    """Whether the same source and seed give the same sample today. Exit code 1 when they do not."""
    with session(args, out, reading=True) as desk:
        drawn = opening.draw_again(desk, args.entry)
        if isinstance(drawn, Refused):
            return out.refused(drawn, desk.pack)
    was, now = drawn
    if out.as_json:
        out.json({"same": was == now, "then": was.model_dump(), "now": now.model_dump()})
    elif was == now:
        out.line(out.tr("cli.register_same", population=now.population, digest=now.digest[:12]))
    else:
        out.line(out.tr("cli.register_other", was=was.population, now=now.population))
    return 0 if was == now else 1


def _kinds(desk: Desk, out: Output) -> int:
    found = listing.kinds(desk)
    if isinstance(found, Refused):
        return out.refused(found, desk.pack)
    if out.as_json:
        out.json([{"id": one.id, "title": one.title.of(out.lang), "rule": one.rule, "open": one.open} for one in found])
    elif not found:
        out.say(out.tr("cli.register_none"))
    else:
        head = [out.tr(f"cli.register_{name}") for name in ("code", "title", "open_count")]
        out.table(head, ([one.id, one.title.of(out.lang), str(one.open)] for one in found), right=(2,))
    return 0


def _options(found: tuple[Option, ...], out: Output) -> int:
    if out.as_json:
        out.json([{"value": one.value, "text": one.text.of(out.lang)} for one in found])
    for one in () if out.as_json else found:
        out.line(f"{one.value}  {one.text.of(out.lang)}")
    return 0


def _form(form: Form, out: Output) -> int:
    if out.as_json:
        fields = [
            {
                "field": one.key,
                "label": one.label.of(out.lang),
                "kind": one.kind,
                "required": one.required,
                "value": one.value,
                "options": [{"value": each.value, "text": each.text.of(out.lang)} for each in one.options],
            }
            for one in form.fields
            if not one.fixed
        ]
        out.json({"act": form.act, "label": form.offer.label.of(out.lang), "proof": form.offer.proof, "fields": fields})
        return 0
    out.line(f"{form.act}  {form.offer.label.of(out.lang)}")
    for one in form.fields:
        options = " ".join(each.value for each in one.options)
        mark = "*" if one.required else " "
        out.line(f"  {mark} {one.key}  {one.label.of(out.lang)}  {options or one.kind}".rstrip())
    return 0


def _matrix(desk: Desk, register_id: str, out: Output) -> int:
    """Rows from the highest down, each cell with how many entries stand there and the sign of its tone."""
    found = listing.matrix(desk, register_id)
    if isinstance(found, Refused):
        return out.refused(found, desk.pack)
    if found is None:
        raise WrongUseError(out.tr("cli.register_no_matrix", register=register_id))
    lang = out.lang
    if out.as_json:
        cells = [
            {
                "x": x_key, "y": y_key, "x_text": x.of(lang), "y_text": y.of(lang),
                "tone": cell.tone, "entries": list(cell.nos),
            }
            for y, y_key, row in zip(found.y_options, found.y_keys, found.rows, strict=True)
            for x, x_key, cell in zip(found.x_options, found.x_keys, row, strict=True)
        ]  # fmt: skip
        x_field, y_field = found.keys
        told = {"x": x_field, "y": y_field, "x_text": found.x.of(lang), "y_text": found.y.of(lang)}
        out.json({**told, "cells": cells})
        return 0
    head = [f"{found.y.of(lang)} / {found.x.of(lang)}", *(one.of(lang) for one in found.x_options)]
    rows = (
        [y.of(lang), *(f"{_SIGNS.get(cell.tone, ' ')} {len(cell.nos) or '·'}" for cell in row)]
        for y, row in zip(found.y_options, found.rows, strict=True)
    )
    out.table(head, rows)
    return 0


_SIGNS = {"late": "!", "watch": "~"}


def _list(page: Page, out: Output) -> None:
    if out.as_json:
        lines = [{"no": one.no, "state": one.state, **_cells(one.cells, out)} for one in page.lines]
        out.json({"register": page.register_id, "total": page.total, "entries": lines})
        return
    right = [at for at, column in enumerate(page.columns) if column.number]
    rows = ([cell.text.of(out.lang) for cell in line.cells] for line in page.lines)
    out.table([column.label.of(out.lang) for column in page.columns], rows, right)
    out.say(out.tr("cli.register_total", total=page.total, shown=len(page.lines)))


def _cells(shown: Iterable[Shown], out: Output) -> dict[str, Any]:
    """Each value twice: as it is kept, for programs, and in words."""
    return {one.key: {"value": one.raw, "text": one.text.of(out.lang)} for one in shown if one.key not in _TWICE}


_TWICE = ("no", "state")


def _plain(view: EntryView, out: Output) -> dict[str, Any]:
    lang = out.lang
    return {
        "register": view.register_id,
        "no": view.no,
        "rule": view.rule,
        "version": view.version,
        "state": view.state,
        "state_text": view.state_text.of(lang),
        "ended": view.ended,
        "voided": view.voided,
        "about": view.about_kind or None,
        "about_text": None if view.about is None else view.about.text.of(lang),
        "part_of": None if view.parent is None else view.parent.text.of(lang),
        "values": _cells(view.values, out),
        "earlier": _cells(view.earlier, out),
        "acts": [{"act": one.act, "label": one.label.of(lang), "proof": one.proof} for one in view.acts],
        "parts": [{"register": one.register_id, "entries": one.entries, "open": one.open} for one in view.parts],
        "dues": [
            {"due": one.key, "text": one.label.of(lang), "on": one.on.isoformat(), "for_text": one.whom.of(lang)}
            for one in view.dues
        ],
        "history": [
            {
                "act": one.act,
                "act_text": one.label.of(lang),
                "at": one.at.isoformat(),
                "by": one.by_login,
                "by_name": one.by,
                "answers": _cells(one.answers, out),
                "second": one.second_login,
                "second_name": one.second,
                "reason": one.reason,
            }
            for one in view.history
        ],
        "links": [
            {"kind": one.kind, "label": one.label.of(lang), "text": one.text.of(lang)}
            for one in (*view.links, *view.back)
        ],
    }


def _sheet(view: EntryView, desk: Desk, out: Output) -> None:
    lang, zone = out.lang, desk.branch.zone
    out.line(f"{view.no}  {view.title.of(lang)}  {view.state_text.of(lang)}  {view.rule}")
    about = () if view.about is None else (view.about,)
    for one in (*about, *view.values, *view.earlier):
        out.line(f"  {one.label.of(lang)}: {one.text.of(lang)}")
    for due in view.dues:
        out.line(f"  {due.label.of(lang)}: {sums.shown(due.on)}  {due.whom.of(lang)}")
    for part in view.parts:
        told = {"title": part.title.of(lang), "count": part.entries, "open": part.open}
        out.line("  " + out.tr("cli.register_parts", **told))
    out.line(out.tr("cli.register_next"))
    for act in view.acts:
        out.line(f"  {act.act}  {act.label.of(lang)}")
    out.line(out.tr("cli.register_history"))
    for passed in view.history:
        answers = ("；" if lang == "zh" else "; ").join(
            f"{one.label.of(lang)} {one.text.of(lang)}" for one in passed.answers
        )
        said = "  ".join(filter(None, (passed.by, passed.label.of(lang), answers, passed.reason, passed.second)))
        out.line(f"  {looks.moment(passed.at, zone)}  {said}")


def _proof(args: argparse.Namespace, out: Output, desk: Desk, offer: Offer) -> Proof | None:
    return proof_for(args, out, desk, _DEMANDS[offer.proof])


def _count(given: str, out: Output) -> int:
    if not given.isdecimal() or not 0 < int(given) <= 100_000:
        raise WrongUseError(out.tr("cli.wrong.count", given=given[:20]))
    return int(given)


def _told(done: Done | Refused, desk: Desk, out: Output) -> int:
    """What came of it."""
    if isinstance(done, Refused):
        return out.refused(done, desk.pack)
    if out.as_json:
        left = [{"no": no, "why": why.of(out.lang)} for no, why in done.left_out]
        out.json(
            {"no": done.no, "version": done.version, "entries": done.entries, "parts": done.made, "left_out": left}
        )
        return print_after(desk, done.prints, out)
    out.line(out.tr("cli.register_done", no=done.no))
    if done.made:
        out.line(out.tr("cli.register_made", count=done.made))
    for no, why in done.left_out:
        out.line(out.tr("cli.register_left_out", no=no, why=why.of(out.lang)))
    return print_after(desk, done.prints, out)
