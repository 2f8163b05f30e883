"""Which judge tells of a place in a pack whether its change is looser: one table. What is not in it is "changed"."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from rmdesk.formpack.check.limits import LIMITS
from rmdesk.formpack.comparing.change import Way
from rmdesk.formpack.comparing.judging import (
    Judge,
    ceases,
    falls,
    gains,
    higher_level,
    longer_clock,
    loses,
    rises,
    steps_down,
    widens,
)
from rmdesk.formpack.comparing.tree import Difference
from rmdesk.formpack.pack import Pack

_NAMED = r"\.[^.]+"
_PLACES: tuple[tuple[str, str, Judge], ...] = (
    (r"sensitive_acts", r"act\[\]\.demand", steps_down("none", "password", "second_person")),
    (r"sensitive_acts", r"act\[\]\.roles", gains),
    (r"questionnaire.*", r"questions\[\]\.options\[\]\.score", rises),
    (r"questionnaire.*", r"fast_seconds", falls),
    (r"questionnaire.*", r"regimes|families", widens),  # its level is enough for what needed another's (SUIT-24)
    (r"intake_.*", r"steps\[\]\.fields\[\]\.required", ceases),
    (r"disclosures/.*", r"items\[\](\.care)?|understanding\[\]|risk\[\]|declaration\.lines\[\]", ceases),
    (r"families", r"family\[\](\.(certified|floats|asks_offer))?", ceases),
    (r"families", r"family\[\]\.principal", steps_down("kept", "may_be_kept", "at_risk", "beyond")),
    (r"families", r"family\[\]\.regimes", gains),
    (r"families", r"family\[\]\.terms", ceases),
    (r"families", r"family\[\]\.called", gains),  # what a list calls so is believed, and asked no more
    (r"imports", r"words\.(unsaid|privately|linked|noted|telling)", loses),
    (r"imports", rf"named{_NAMED}{_NAMED}", loses),
    (
        r"imports",
        rf"words\.(nothing|unrated|harmless|unused|harmless_remark)|word\.level{_NAMED}|word\.institution_state\.active",
        gains,
    ),
    (r"imports", r"word\.(offer\.public|insurance_design\.traditional|(premium|payment)\.single)", gains),
    (r"imports", rf"word\.(offer\.private|client_kind{_NAMED}|insurance_design{_NAMED}|premium\.yearly)", loses),
    (r"families", r"family\[\]\.papers\.(always|if_due)", loses),
    (r"paper_sets", r"paper\[\]\.copied", ceases),
    (r"paper_sets", r"paper\[\]\.signed_by", loses),
    (r"banned_words", r"words", loses),
    (r"banned_words", r"patterns|denied_twice", loses),
    (r"banned_words", r"allowed|denials", gains),
    (r"complaint_clocks", r"clock\[\]", ceases),
    (r"complaint_clocks", r"clock\[\]\.(count|unit)", longer_clock),
    (r"archive", r"clock\[\]", ceases),
    (r"archive", r"clock\[\]\.years", falls),
    (r"registers/.*", rf"act{_NAMED}\.proof", steps_down("none", "password", "second")),
    (r"registers/.*", rf"read|act{_NAMED}\.(roles|by|second)", gains),
    (r"registers/.*", rf"act{_NAMED}\.(not_by|asks)", loses),
    (r"registers/.*", rf"act{_NAMED}\.needs|(due|recurring){_NAMED}", ceases),
    (r"registers/.*", r"keep_years", falls),
)
_THRESHOLD = re.compile(r"threshold\[([a-z_]+)[^\]]*\]\.value(.*)")


class Ranks(NamedTuple):
    """The ranks of both scales by code, under the older and the newer pack."""

    client: tuple[Mapping[str, int], Mapping[str, int]]
    product: tuple[Mapping[str, int], Mapping[str, int]]

    @classmethod
    def of(cls, old: Pack, new: Pack) -> "Ranks":
        """Both packs' ranks."""
        one, other = ({level.code: level.rank for level in pack.levels.product} for pack in (old, new))
        return cls((old.client_ranks, new.client_ranks), (one, other))


def way(file: str, one: Difference, ranks: Ranks) -> Way | None:
    """Which way a change goes; None where nobody can tell."""
    judge = _judge(file, one, ranks)
    said = 0 if judge is None else judge(one)
    return "looser" if said > 0 else "tighter" if said < 0 else None


def _judge(file: str, one: Difference, ranks: Ranks) -> Judge | None:
    if file == "thresholds.toml":
        return _threshold(one, ranks)
    if file.startswith("questionnaire"):
        special = _questionnaire(one, ranks)
        if special is not None:
            return special
    stem = file.removesuffix(".toml")
    return next(
        (judge for files, places, judge in _PLACES if re.fullmatch(files, stem) and re.fullmatch(places, one.plain)),
        None,
    )


def _questionnaire(one: Difference, ranks: Ranks) -> Judge | None:
    """A knock-out caps the level, a matrix gives it; fewer points for a level are looser, but the lowest level is
    anybody's (QUES-02)."""
    if one.plain in ("questions[].options[].knock_out", "matrix[].level"):
        return higher_level(ranks.client)
    if one.plain == "bands[].low" and ranks.client[1].get(one.beside[1].get("level", "")) != 1:
        return falls
    return None


def _threshold(one: Difference, ranks: Ranks) -> Judge | None:
    found = _THRESHOLD.fullmatch(one.key)
    if found is None:
        return None
    name = "".join(found.groups())
    if name in ("elder_high_risk", "review_from_level", "limited_capacity_reach"):
        return higher_level(ranks.product)
    if name in ("recorded_families", "review_families"):
        return loses
    return {"high": rises, "low": falls}.get(LIMITS[name].looser) if name in LIMITS else None
