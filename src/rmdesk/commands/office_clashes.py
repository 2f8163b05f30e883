"""`rmdesk office clashes`: of what desks say different things, side by side, and how each is settled."""

import argparse
from typing import TYPE_CHECKING

from rmdesk.commands.declaring import command, flag
from rmdesk.commands.office import DSN, answered, dsn_of, needs_driver, unlocked
from rmdesk.commands.output import Output, default_pack
from rmdesk.domain.fact import name_of

if TYPE_CHECKING:
    from rmdesk.office.clashing import Clash, Side

_SHOWN = 60


@command(
    "office clashes",
    flag("--detail", "office.help.histories"),
    DSN,
    examples=(
        "rmdesk office clashes --dsn dbname=rmdesk",
        "rmdesk office clashes --detail --dsn dbname=rmdesk",
        "rmdesk office clashes --json",
    ),
)
def clashes(args: argparse.Namespace, out: Output) -> int:
    """Products, persons and clients of which several desks say different things."""
    needs_driver(out)
    from rmdesk.office import clashing

    with answered(out) as told:
        found = told(clashing.clashes(told(unlocked(args, out)), dsn_of(args)))
        if out.as_json:
            out.json([{**one._asdict(), "sides": [_plain(side) for side in one.sides]} for one in found])
        elif not found:
            out.say(out.tr("office.none"))
        for one in () if out.as_json else found:
            _tell(out, one, detail=args.detail)
    return told.code


def _tell(out: Output, one: "Clash", *, detail: bool) -> None:
    out.line(out.tr(f"office.clash.{one.what}", about=one.about, count=len(one.sides)))
    for side in one.sides:
        said = ", ".join(f"{out.tr(f'audit.value.{name}')}: {_value(out, name, value)}" for name, value in side.said)
        out.line(out.tr("office.clash.side", desk=side.desk, branch=side.branch, said=said or side.no))
        for step in side.steps if detail else ():
            kind = out.tr(f"office.step.{name_of(step.kind).replace('.', '_')}")
            out.line(out.tr("office.clash.step", at=step.at, by=step.by, kind=kind, why=step.why))
    out.line(out.tr(f"office.clash.settle_{one.what}", about=one.about, desk=one.sides[0].desk))


def _value(out: Output, name: str, value: object) -> str:
    """What a product says in a field."""
    if name == "status":
        return default_pack().label("product_status", str(value), out.lang)
    if isinstance(value, bool):
        return out.tr(f"common.{'yes' if value else 'no'}")
    if isinstance(value, dict) and out.lang in value:
        value = value[out.lang]
    return "—" if value is None else str(value)[:_SHOWN]


def _plain(side: "Side") -> dict[str, object]:
    return {**side._asdict(), "said": dict(side.said), "steps": [step._asdict() for step in side.steps]}
