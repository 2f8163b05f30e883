"""How a client stands assessed, and what a match is judged by: one assessment of each questionnaire (SUIT-20, SUIT-24).
For use cases."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from rmdesk.desk import packs_known, same_person
from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings.portfolio import portfolio
from rmdesk.desk.shelf import institutions
from rmdesk.desk.training import seller_of
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client, ClientKind
from rmdesk.domain.match import MatchInput
from rmdesk.domain.people import Person
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.domain.refusal import stop
from rmdesk.formpack import Pack


def latest(desk: Desk, client_id: str, on: date | None = None, questionnaire: str = "") -> Assessment | None:
    """The client's last assessment up to `on`, of the general questionnaire or a further one."""
    return taken(desk, client_id, on).get(questionnaire)


def taken(desk: Desk, client_id: str, on: date | None = None) -> dict[str, Assessment]:
    """The client's last assessment of each questionnaire up to `on`, by their keys. One of a form that was never known
    here for such a client, or at a level that there is not, stands for nothing (QUES-07)."""
    kind, found = _kind(desk, client_id), dict[str, Assessment]()
    wanted = {one.key for one in desk.pack.served(kind)}  # a form for organisations alone is not waited for by a person
    for one in every(desk, client_id, on or desk.today()):
        if one.questionnaire not in found and stands(desk, kind, one):
            found[one.questionnaire] = one
        if wanted <= found.keys():
            break  # nothing older counts, and each is read whole
    return found


def every(desk: Desk, client_id: str, until: date = date.max) -> Iterator[Assessment]:
    """The assessments of all files of the same person up to a day, the latest first."""
    rows = same_person.rows_of(desk, "assessment", same_person.ids(desk, client_id))
    for row in sorted(rows, key=lambda row: (str(row["taken_at"]), str(row["id"])), reverse=True):
        if row["on_day"] <= until.isoformat():
            yield desk.parsed(Assessment, row["doc"])


def match_input(
    desk: Desk,
    client: Client,
    on: date | None = None,
    *,
    sale_id: str = "",
    sellers: tuple[str, ...] = (),
    seller: Person | None = None,
) -> MatchInput:
    """What a match of this client is judged by on a day (today when not given). `sale_id`: the sale that is judged,
    with what its visit has chosen beside it; `sellers`: who had a part in it; `seller`: who sells, else whoever is at
    the desk."""
    day = on or desk.today()
    assessed = taken(desk, client.id, day)
    return MatchInput(
        client=client,
        assessment=assessed.get(""),
        further={key: one for key, one in assessed.items() if key},
        served=desk.pack.served(client.kind),
        seller=seller_of(desk, desk.actor if seller is None else seller),
        day=day,
        levels=desk.pack.levels,
        thresholds=desk.pack.thresholds_on(day),
        portfolio=portfolio(desk, client.id, day, sale_id),
        institutions=dict(institutions.standing(desk)),
        named_loss=min(_named_losses(desk, client, assessed.values()), default=None),
        uncertified=desk.pack.families.uncertified,
        sellers=sellers,
    )


def pack_used(desk: Desk, one: Assessment) -> Pack:
    """The pack that an assessment was taken under (QUES-07). KeyError when it was never adopted here."""
    same = one.pack_digest == desk.pack.digest
    return desk.pack if same else packs_known.pack_of(desk.store, one.pack_digest)


def form_used(desk: Desk, client: Client, one: Assessment) -> Questionnaire:
    """The very form that an assessment was taken with; QUES-07.form when nobody ever knew it here."""
    try:
        return pack_used(desk, one).questionnaire(client.kind, one.questionnaire)
    except KeyError:
        stop("QUES-07.form", given=f"{one.form_id} {one.form_version}")


def _kind(desk: Desk, client_id: str) -> ClientKind:
    row = desk.store.get("client", client_id)
    return "person" if row is None else desk.parsed(Client, row["doc"]).kind


def stands(desk: Desk, kind: ClientKind, one: Assessment) -> bool:
    """Whether it says anything: a form that was known here for such a client, and a level that there is (QUES-07)."""
    try:
        form = pack_used(desk, one).questionnaire(kind, one.questionnaire)
        desk.pack.levels.of_client(one.level)
    except KeyError:
        return False
    return form.id == one.form_id


def _named_losses(desk: Desk, client: Client, assessed: Iterable[Assessment]) -> Iterator[Decimal]:
    """The most that can be borne, as a share, by the answers under the very forms that were used (QUES-07, SUIT-16)."""
    for one in assessed:
        named = form_used(desk, client, one).named_loss(one.answers)
        if named is not None:
            yield named
