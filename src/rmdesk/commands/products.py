"""`rmdesk product add|change|confirm|suspend|resume|end`: the product keeper's work at the shelf (SUIT-15)."""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from rmdesk.commands.declaring import SECOND, command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.pairs import pairs
from rmdesk.commands.proving import proof_of
from rmdesk.commands.session import session
from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.shelf import holders, keeping, listing, regrading, waiting
from rmdesk.desk.shelf import products as shelf
from rmdesk.desk.shelf.listing import Sought
from rmdesk.domain.product import Product, plain_code
from rmdesk.domain.refusal import Refused
from rmdesk.faces.unconfirmed import joined, to_confirm

_WITH = switch("--with", "FIELD=TEXT", "cli.product_with", many=True, field="texts")
_REASON = switch("--reason", "TEXT", "cli.product_reason", needed=True)
_CODE = word("product", "CODE", "cli.product_code")


@command(
    "product add",
    _WITH,
    SECOND,
    examples=("rmdesk product add --with code=TEXT --with name=TEXT --with family=wealth --json",),
)
def add(args: argparse.Namespace, out: Output) -> int:
    """Put a product on the shelf; what is not said waits to be confirmed. A code that went with its list wants a second
    person where its level is lower now, or its match looser."""
    texts = pairs(args.texts, out)
    with session(args, out, reading=False) as desk:
        added = keeping.add(desk, texts)
        if _wants_second(added):
            found = keeping.adding(desk, texts)
            if not isinstance(found, Refused):
                out.say(holders.lowering(desk, *found, out.lang))
            if args.second:
                added = keeping.add(desk, texts, proof_of(args, out, desk, regrading.LOWER))
        return _told(added, desk, out)


@command(
    "product change",
    _CODE,
    _WITH,
    _REASON,
    SECOND,
    examples=(
        "rmdesk product change CODE --with bank_level=R4 --reason TEXT",
        "rmdesk product change CODE --with bank_level=R1 --reason TEXT --second NAME",
    ),
)
def change(args: argparse.Namespace, out: Output) -> int:
    """Change what is named of a product. Where its level falls, or its match is loosened, who holds it is said before a
    second person agrees."""
    texts = pairs(args.texts, out)
    with session(args, out, reading=False) as desk:
        changed = keeping.change(desk, args.product, texts, args.reason)
        if _wants_second(changed):
            before, after = shelf.get(desk, args.product), keeping.changing(desk, args.product, texts)
            if not isinstance(before, Refused) and not isinstance(after, Refused):
                out.say(holders.lowering(desk, before, after, out.lang))
            if args.second:
                proof = proof_of(args, out, desk, regrading.LOWER)
                changed = keeping.change(desk, args.product, texts, args.reason, proof)
        return _told(changed, desk, out)


@command(
    "product confirm",
    word("product", "CODE", "cli.product_code", needed=False),
    _WITH,
    flag("--alike", "cli.product_alike"),
    switch("--digest", "DIGEST", "cli.product_digest"),
    SECOND,
    examples=(
        "rmdesk product confirm --json",
        "rmdesk product confirm CODE --with worst_case=TEXT --digest 1f0c9a5e33b2",
        "rmdesk product confirm CODE --alike --digest 1f0c9a5e33b2",
    ),
)
def confirm(args: argparse.Namespace, out: Output) -> int:
    """Stand for what a list did not say, so that the product may be sold, with --alike for all that await it by the
    same words: for the very ones that were read, which their digest names. Without it what awaits the keeper is told,
    without a code of all products. A smaller worst case than was told of a code before wants a second person."""
    if not args.product:
        return _awaiting(args, out)
    texts = pairs(args.texts, out)
    with session(args, out, reading=False) as desk:
        codes = _alike(desk, args.product) if args.alike else (args.product,)
        _read_first(args, out, desk, codes)

        def act(proof: Proof | None = None) -> Product | int | Refused:
            if args.alike:
                return keeping.confirm_many(desk, codes, texts, proof)
            return keeping.confirm(desk, args.product, texts, proof)

        confirmed = act()
        if _wants_second(confirmed):
            found = keeping.confirming(desk, codes, texts)
            for pair in () if isinstance(found, Refused) else found:
                out.say(holders.lowering(desk, *pair, out.lang))
            if args.second:
                confirmed = act(proof_of(args, out, desk, regrading.LOWER))
        if not isinstance(confirmed, int):
            return _told(confirmed, desk, out)
        if out.as_json:
            out.json({"confirmed": confirmed})
        else:
            out.line(out.tr("cli.product_confirmed", many=confirmed))
    return 0


def _read_first(args: argparse.Namespace, out: Output, desk: Desk, codes: Iterable[str]) -> None:
    """Nobody confirms what he was not shown: without the digest of what awaits him there, it is told and nothing is
    done."""
    known = (shelf.get(desk, code) for code in codes)
    waits = [one for one in known if not isinstance(one, Refused) and one.unconfirmed]
    digest = waiting.digest_of(waits)
    if not waits or (args.digest or "").strip().lower() == digest:
        return
    for line in _to_read(desk, waits, out):
        out.say(line)
    raise WrongUseError(out.tr("cli.product_unread", digest=digest))


def _to_read(desk: Desk, products: Sequence[Product], out: Output) -> list[str]:
    """All that awaits the keeper of these: what is still asked of them, what their lists said, what was filled in."""
    asked = list(dict.fromkeys(key for one in products for key in one.unconfirmed))
    called = joined([out.tr(f"audit.value.{key}") for key in asked], out.lang)
    return [out.tr("cli.product_unconfirmed", fields=called), *to_confirm(desk, products, asked, out.lang)]


def _cells(products: Iterable[Product]) -> list[tuple[tuple[str, str], int]]:
    """What their lists said in columns that were left out, and of how many of them; what few say first."""
    return Counter(pair for one in products for pair in one.left_out).most_common()[::-1]


def _groups(desk: Desk) -> list[waiting.Alike]:
    found = listing.page(desk, Sought("", (("unconfirmed", "1"),)), limit=listing.MOST)
    return [] if isinstance(found, Refused) else waiting.parted(desk.pack, found.products)


def _alike(desk: Desk, code: str) -> tuple[str, ...]:
    """All that await it by the same words as this one, itself where it awaits nothing."""
    groups = ([one.code for one in group.products] for group in _groups(desk))
    return tuple(next((codes for codes in groups if plain_code(code) in codes or code in codes), (code,)))


def _awaiting(args: argparse.Namespace, out: Output) -> int:
    """What lists left to be confirmed, group by group, each by its first code, with the cells that are confirmed."""
    with session(args, out, reading=True) as desk:
        groups = _groups(desk)
        if out.as_json:
            out.json(
                [
                    {
                        "said": [{"column": heading, "cell": cell} for heading, cell in one.said],
                        "products": [product.code for product in one.products],
                        "unconfirmed": sorted({key for product in one.products for key in product.unconfirmed}),
                        "digest": waiting.digest_of(one.products),
                        "cells": [
                            {"column": heading, "cell": cell, "products": many}
                            for (heading, cell), many in _cells(one.products)
                        ],
                    }
                    for one in groups
                ]
            )
            return 0
        for one in groups:
            said = waiting.said_of(one, out.lang)
            code, digest = one.products[0].code, waiting.digest_of(one.products)
            out.line(out.tr("cli.product_waiting", said=said, product=code, digest=digest))
            for line in _to_read(desk, one.products, out):
                out.line(f"  {line}")
        if not groups:
            out.line(out.tr("cli.product_none_waiting"))
    return 0


@command("product suspend", _CODE, _REASON, examples=("rmdesk product suspend CODE --reason TEXT",))
def suspend(args: argparse.Namespace, out: Output) -> int:
    """Stop selling a product for now."""
    return _set(args, out, "suspended")


@command("product resume", _CODE, _REASON, SECOND, examples=("rmdesk product resume CODE --reason TEXT",))
def resume(args: argparse.Namespace, out: Output) -> int:
    """Sell it again. What head office stopped wants a second person."""
    return _set(args, out, "listed")


@command("product end", _CODE, _REASON, examples=("rmdesk product end CODE --reason TEXT",))
def end(args: argparse.Namespace, out: Output) -> int:
    """Take a product off the shelf for good."""
    return _set(args, out, "ended")


def _set(args: argparse.Namespace, out: Output, status: Literal["listed", "suspended", "ended"]) -> int:
    with session(args, out, reading=False) as desk:
        done = shelf.set_status(desk, args.product, status, args.reason)
        if _wants_second(done):
            found = shelf.get(desk, args.product)
            out.say(holders.resuming(desk, () if isinstance(found, Refused) else (found,), out.lang))
            if args.second:
                proof = proof_of(args, out, desk, regrading.LOWER)
                done = shelf.set_status(desk, args.product, status, args.reason, proof)
        return _told(done, desk, out)


def _wants_second(answer: Product | int | Refused) -> bool:
    return isinstance(answer, Refused) and [one.code for one in answer.reasons] == ["DATA-08.second"]


def _told(answer: Product | Refused, desk: Desk, out: Output) -> int:
    if isinstance(answer, Refused):
        return out.refused(answer, desk.pack)
    level = answer.level(desk.pack.levels)
    if out.as_json:
        told = {"code": answer.code, "name": answer.name.of(out.lang), "level": level}
        told["status"] = answer.state_on(desk.today())
        out.json(told | {"unconfirmed": list(answer.unconfirmed)})
        return 0
    status = show.product_state(desk.pack, answer, desk.today(), out.lang)
    out.line(f"{answer.code}  {answer.name.of(out.lang)}  {level or '—'}  {status}")
    if answer.unconfirmed:
        out.line(out.tr("cli.product_unconfirmed", fields=", ".join(answer.unconfirmed)))
    return 0
