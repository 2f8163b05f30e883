"""One figure over all branches: counted from the rows of all desks, no share of shares (DESK-11)."""

from pathlib import Path

from exchange.meeting import one_of
from office.headquarters import headquarters
from rmdesk.commands.indicators import figure_json
from rmdesk.desk import opening
from rmdesk.desk.guarding import Proof
from rmdesk.desk.indicators.figures import all_shown
from rmdesk.domain.indicators.periods import month_of
from rmdesk.formpack import Pack
from rmdesk.office import reporting
from rmdesk.office.readings import Together
from support.clock import Clock
from support.desks import PASSWORD, FreshDesks, done
from support.people import staff
from support.postgres import Server
from support.sampled import copied
from support.tiers import exhaustive
from support.walk import register


@exhaustive
def test_the_bank_is_counted_as_if_it_were_one_desk(
    server: Server, built_sample: Path, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """A large branch and a small one: a share, a median or a count over both is that of all their rows together."""
    copied(built_sample, tmp_path / "large").close()
    large = done(opening.unlock(tmp_path / "large", "admin", PASSWORD, clock=clock))
    with (
        headquarters(server, tmp_path, clock, large.branch.bank) as head,
        one_of(fresh_desks, tmp_path / "small", pack, clock) as small,
    ):
        head.knows(large, Proof(PASSWORD, "compliance"))
        small.branch = small.branch.model_copy(update={"bank": large.branch.bank, "branch": "虚构二支行"})
        head.knows(small)
        for name in ("欧阳静怡", "司徒明"):
            register(small, name=name)
        for one in (large, small):
            done(head.load(head.bundle(one)))
        head.project()
        later = clock.forward(days=40)
        month = month_of(later.date())
        branches, whole = done(reporting.report(head.office, head.dsn, month.start, month.end, later))
        for one in (large, small):
            one.actor = staff("nobody", "compliance")
        together = [figure_json(one) for one in all_shown(Together((large, small)), month)]
        large.close()
    assert ([one.desks for one in branches], whole.desks) == ([1, 1], 2)
    assert [figure_json(one) for one in whole.figures] == together
    clients = [[one.figure.n for one in each.figures if one.indicator.source == "clients"] for each in branches]
    over = [one.figure.n for one in whole.figures if one.indicator.source == "clients"]
    assert over == [sum(each) for each in zip(*clients, strict=True)]
    assert min(clients[1]) == 2
