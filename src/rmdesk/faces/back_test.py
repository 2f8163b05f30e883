"""How the back-test of a form pack reads, on a screen and on the command line."""

from rmdesk.desk.back_testing import Counted, Stopped
from rmdesk.desk.packs import Proposal
from rmdesk.domain.base import Lang
from rmdesk.locale import tr


def reason_lines(one: Stopped, proposal: Proposal, lang: Lang) -> list[str]:
    """Each reason by its rule, and below it the figures that the other pack sets otherwise."""
    found = []
    for reason in one.reasons:
        said = proposal.pack.say(reason.refusal, lang)
        found.append(f"{said.rule}  {said.text}")
        for each in reason.figures:
            found.append("  " + tr(lang, "pack.back.figure", name=each.name.of(lang), was=each.was, now=each.now))
    return [*found, tr(lang, "pack.back.already")] if one.already else found


def tested_lines(tested: Counted, proposal: Proposal, lang: Lang) -> list[str]:
    """What came of it in all."""
    pack = f"{proposal.pack.meta.name.of(lang)} {proposal.pack.version}"
    key = "pack.back.withheld" if tested.withheld else "pack.back.none"
    found = [tr(lang, key, pack=pack, count=tested.sales, withheld=tested.withheld)]
    return [*found, tr(lang, "pack.back.erased", count=tested.erased)] if tested.erased else found
