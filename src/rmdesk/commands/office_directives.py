"""`rmdesk office recall`, `release`, `shelf`, `settings`, `pack`, `code`, `person`, `suspend`, `resume`, `counts`,
`settle`: what head office hands down; `directives`, the list of it."""

import argparse
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rmdesk.commands.declaring import SECOND, command, switch, word
from rmdesk.commands.families import roles_of
from rmdesk.commands.office import DSN, answered, clock, dsn_of, needs_driver, second_operator, unlocked
from rmdesk.commands.output import Output, default_pack
from rmdesk.commands.people_line import REASON
from rmdesk.commands.place import folder_of
from rmdesk.domain.directives import called
from rmdesk.domain.people import Branch, Role
from rmdesk.domain.refusal import Refused

if TYPE_CHECKING:
    from rmdesk.office.directing import Second
    from rmdesk.office.keys import Office

_ZONE = ZoneInfo(Branch.model_fields["zone"].default)
_CODE = word("code", "CODE", "office.help.product_code")
_MODEL = word("name", "NAME", "office.help.model")


@command(
    "office recall",
    _CODE,
    REASON,
    SECOND,
    DSN,
    examples=("rmdesk office recall W-201 --reason TEXT --second bo --dsn dbname=rmdesk",),
)
def recall(args: argparse.Namespace, out: Output) -> int:
    """Withhold a product at every desk."""
    needs_driver(out)
    from rmdesk.office import directing

    return _said(
        args,
        out,
        lambda office, two: directing.recall(office, dsn_of(args), args.code, args.reason or "", two, clock()),
        lambda office: directing.kept(office, dsn_of(args), args.code),
        out.tr("office.nobody_keeps", code=args.code),
    )


@command(
    "office release",
    _CODE,
    REASON,
    SECOND,
    DSN,
    examples=("rmdesk office release W-201 --reason TEXT --second bo --dsn dbname=rmdesk",),
)
def release(args: argparse.Namespace, out: Output) -> int:
    """Lift a recall."""
    needs_driver(out)
    from rmdesk.office import directing

    return _said(
        args,
        out,
        lambda office, two: directing.release(office, dsn_of(args), args.code, args.reason or "", two, clock()),
    )


@command(
    "office shelf",
    _MODEL,
    switch("--only", "CODE", "office.help.only", many=True),
    SECOND,
    DSN,
    examples=(
        "rmdesk office shelf 01 --second bo --dsn dbname=rmdesk",
        "rmdesk office shelf 01 --only W-201 --second bo --dsn dbname=rmdesk",
    ),
)
def shelf(args: argparse.Namespace, out: Output) -> int:
    """Hand products and institutions down as a desk has them."""
    needs_driver(out)
    from rmdesk.office import directing

    only = tuple(args.only or ())
    return _said(args, out, lambda office, two: directing.shelf(office, dsn_of(args), args.name, only, two, clock()))


@command(
    "office settings",
    _MODEL,
    SECOND,
    DSN,
    examples=("rmdesk office settings 01 --second bo --dsn dbname=rmdesk",),
)
def settings(args: argparse.Namespace, out: Output) -> int:
    """Hand working days and letterhead down as a desk has them."""
    needs_driver(out)
    from rmdesk.office import directing

    return _said(args, out, lambda office, two: directing.settings(office, dsn_of(args), args.name, two, clock()))


@command(
    "office pack",
    _MODEL,
    SECOND,
    DSN,
    examples=("rmdesk office pack 01 --second bo --dsn dbname=rmdesk",),
)
def pack(args: argparse.Namespace, out: Output) -> int:
    """Hand the form pack down that a desk adopted last."""
    needs_driver(out)
    from rmdesk.office import directing

    dsn, name = dsn_of(args), args.name
    return _said(args, out, lambda office, two: directing.pack(office, dsn, name, two, clock()))


@command(
    "office code",
    word("name", "NAME", "exchange.help.name"),
    word("code", "CODE", "office.help.desk_code"),
    SECOND,
    DSN,
    examples=("rmdesk office code DEVICE 07 --second bo --dsn dbname=rmdesk",),
)
def code(args: argparse.Namespace, out: Output) -> int:
    """Say by which code a desk is called."""
    needs_driver(out)
    from rmdesk.office import directing

    return _said(
        args, out, lambda office, two: directing.code(office, dsn_of(args), args.name, args.code, two, clock())
    )


@command(
    "office settle",
    word("about", "CODE|CLIENT_NO", "office.help.settle"),
    switch("--as", "NAME", "office.help.keeps", field="keeps", needed=True),
    REASON,
    SECOND,
    DSN,
    examples=(
        "rmdesk office settle W-201 --as 01 --reason TEXT --second bo --dsn dbname=rmdesk",
        "rmdesk office settle K-0007 --as 01 --reason TEXT --second bo --dsn dbname=rmdesk",
    ),
)
def settle(args: argparse.Namespace, out: Output) -> int:
    """Settle what desks say differently, by one of them."""
    needs_driver(out)
    from rmdesk.office import directing

    dsn, about, keeps, why = dsn_of(args), args.about, args.keeps, args.reason or ""
    return _said(args, out, lambda office, two: directing.settle(office, dsn, about, keeps, why, two, clock()))


_AT = (word("name", "NAME", "exchange.help.name"), word("login", "LOGIN", "people.help.login"))


@command(
    "office person",
    *_AT,
    switch("--name", "NAME", "people.help.name", field="called"),
    switch("--roles", "ROLES", "people.help.roles"),
    REASON,
    SECOND,
    DSN,
    examples=("rmdesk office person 07 lin --name 林岚 --roles manager --reason TEXT --second bo --dsn dbname=rmdesk",),
)
def person(args: argparse.Namespace, out: Output) -> int:
    """Say who works at a desk, and in which roles."""
    needs_driver(out)
    roles = roles_of(args.roles, default_pack(), out) if args.roles else ()
    return _person(args, out, called=args.called or "", roles=roles)


@command(
    "office suspend",
    *_AT,
    REASON,
    SECOND,
    DSN,
    examples=("rmdesk office suspend 07 lin --reason TEXT --second bo --dsn dbname=rmdesk",),
)
def suspend(args: argparse.Namespace, out: Output) -> int:
    """Suspend somebody at a desk."""
    needs_driver(out)
    return _person(args, out, suspended=True)


@command(
    "office resume",
    *_AT,
    REASON,
    SECOND,
    DSN,
    examples=("rmdesk office resume 07 lin --reason TEXT --second bo --dsn dbname=rmdesk",),
)
def resume(args: argparse.Namespace, out: Output) -> int:
    """Let somebody in again whom a desk or head office suspended."""
    needs_driver(out)
    return _person(args, out, suspended=False)


def _person(
    args: argparse.Namespace,
    out: Output,
    *,
    called: str = "",
    roles: Sequence[Role] = (),
    suspended: bool | None = None,
) -> int:
    from rmdesk.office import directing

    dsn, who, told = dsn_of(args), (args.name, args.login), {"reason": args.reason or "", "called": called}
    return _said(
        args,
        out,
        lambda office, two: directing.person(office, dsn, *who, two, clock(), **told, roles=roles, suspended=suspended),
        lambda office: directing.works_at(office, dsn, *who),
        out.tr("office.somebody_new", name=args.name, login=args.login),
    )


@command("office counts", SECOND, DSN, examples=("rmdesk office counts --second bo --dsn dbname=rmdesk",))
def counts(args: argparse.Namespace, out: Output) -> int:
    """Tell each desk how often its clients were assessed at others, and which of them have files there."""
    needs_driver(out)
    from rmdesk.office import directing

    return _said(args, out, lambda office, two: directing.counts(office, dsn_of(args), two, clock()))


@command("office directives", DSN, examples=("rmdesk office directives --dsn dbname=rmdesk",))
def directives(args: argparse.Namespace, out: Output) -> int:
    """List what was handed down."""
    needs_driver(out)
    from rmdesk.office import directing

    with answered(out) as told:
        found = told(directing.said(told(unlocked(args, out)), dsn_of(args)))
        if out.as_json:
            out.json(
                [{"seq": one.seq, "at": one.at, "by": one.by, **one.fact.model_dump(mode="json")} for one in found]
            )
        elif found:
            heads = [out.tr(f"office.column.{name}") for name in ("number", "at", "what", "about", "who", "reason")]
            rows = [
                (
                    str(one.seq),
                    f"{datetime.fromisoformat(one.at).astimezone(_ZONE):%Y-%m-%d %H:%M}",
                    out.tr(f"office.what.{called(one.fact.directive)}"),
                    one.about,
                    out.tr("office.handed_line", by=one.by, second=one.fact.second),
                    getattr(one.fact.directive, "reason", ""),
                )
                for one in found
            ]
            out.table(heads, rows, right=(0,))
        else:
            out.say(out.tr("office.none"))
    return told.code


def _said(
    args: argparse.Namespace,
    out: Output,
    say: "Callable[[Office, Second], int | Refused]",
    known: "Callable[[Office], bool | Refused] | None" = None,
    unknown: str = "",
) -> int:
    """Hand something down; `unknown` is told first where what it is about is not `known` here: it may be meant so."""
    from rmdesk.office.directing import Second

    with answered(out) as told:
        office = told(unlocked(args, out))
        if known is not None and not told(known(office)):
            out.say(f"! {unknown}")
        new = told(say(office, Second(folder_of(args), second_operator(args, out))))
        if out.as_json:
            out.json({"new": new})
        else:
            out.line(out.tr("office.handed", new=new) if new else out.tr("office.nothing_new"))
    return told.code
