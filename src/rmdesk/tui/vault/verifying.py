"""Checking the journal, with the result said in words."""

from rmdesk.desk import checking
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.formpack.fault import lines as pack_lines
from rmdesk.store.verify import Verdict
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message

_SHOWN = 8


async def check_chain(screen: AskingScreen) -> None:
    """Ask how thoroughly, check, and say what came of it."""
    heading = screen.tr("keys.about.check")
    options = [Option(one, screen.tr(f"vault.check.{one}")) for one in ("chain", "replay", "rules")]
    how = await screen.pick(heading, "", options)
    if how is None:
        return
    screen.notify(screen.tr("common.proof.working"), markup=False, timeout=2)
    if how == "rules":
        screen.call_after_refresh(_ask_rules, screen, heading)
    else:
        screen.call_after_refresh(_check, screen, heading, how == "replay")


def _ask_rules(screen: AskingScreen, heading: str) -> None:
    kept = checking.rules(screen.desk_app.desk)
    screen.app.clear_notifications()
    if isinstance(kept, Refused):
        screen.refuse(kept)
        return
    key, facts = "cli.rules_kept" if kept.ok else "cli.rules_broken", f"{kept.facts:,}"
    lines = [screen.tr(key, facts=facts, count=len(kept.faults))]
    lines += [f"! {one.fact}  {said(screen, one.what)}  {one.detail}".rstrip() for one in kept.faults[:_SHOWN]]
    lines += pack_lines(kept.figures[:_SHOWN], screen.lang)
    screen.app.push_screen(Message(heading, "\n".join(lines), lang=screen.lang))


def said(screen: AskingScreen, what: str) -> str:
    """A fault in words; the rule itself where a sale broke one."""
    return screen.tr(f"cli.fault.{what}") if what.islower() else what


def _check(screen: AskingScreen, heading: str, replay: bool) -> None:
    verdict = checking.verify(screen.desk_app.desk, replay=replay)
    screen.app.clear_notifications()
    if isinstance(verdict, Refused):
        screen.refuse(verdict)
    else:
        said = (verdict_text(screen, verdict), *((screen.tr("vault.tables_alike"),) if replay and verdict.ok else ()))
        screen.app.push_screen(Message(heading, "\n".join(said), lang=screen.lang))


def verdict_text(screen: AskingScreen, verdict: Verdict) -> str:
    """The verdict and the first faults."""
    values = {"facts": f"{verdict.facts:,}", "head": verdict.head.short, "faults": len(verdict.faults)}
    lines = [screen.tr("vault.chain_good" if verdict.ok else "vault.chain_bad", **values)]
    for one in verdict.faults[:_SHOWN]:
        lines.append(f"! {one.seq or '—'}  {screen.tr(f'cli.fault.{one.what}')}  {one.where}".rstrip())
    return "\n".join(lines)
