"""A client's portrait in lines: stage and segments with their reasons, what is held, what is due and open (DESK-02)."""

from collections.abc import Iterator, Sequence

from rmdesk.desk import show
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.client_dues import as_due
from rmdesk.desk.holdings.summary import summary
from rmdesk.desk.portrait.saying import asked_for, why
from rmdesk.domain.client import ROLES, ClientKind, mask_phone
from rmdesk.domain.portrait import Found
from rmdesk.faces import pictures
from rmdesk.faces.cells import head, listed
from rmdesk.faces.lines import Line
from rmdesk.faces.nearness import how_near
from rmdesk.faces.sale.person import no_contact
from rmdesk.locale import Lang, tr
from rmdesk.tui.lines.case_rows import STATES

_FEW = 5


def lines(desk: Desk, file: ClientFile, lang: Lang, cells: int) -> list[Line]:
    """What a manager wants first, for a pane of `cells`."""
    found, kind = file.portrait, file.client.kind
    return [
        *_reached(desk, file, lang),
        *_placed("stage", desk, found.stage, kind, lang),
        *_next(found.stage, lang),
        *_placed("value", desk, found.value, kind, lang),
        *_placed("risk", desk, found.risk, kind, lang),
        *(Line(tr(lang, "clients.section.checks"), f"{one.group.label.of(lang)} · {why(desk, one, kind, lang)}", "late")
          for one in found.checks),
        *under_way(desk, file, lang),
        *held(desk, file, lang, cells),
        *(Line("", line, "muted") for line in (summary(file.held, lang) if file.held.shares else ())),
    ]  # fmt: skip


def stage(file: ClientFile, lang: Lang) -> Iterator[Line]:
    """The stage alone, for a glance from elsewhere."""
    if file.portrait.stage is not None:
        yield Line(tr(lang, "portrait.stage"), file.portrait.stage.group.label.of(lang))


def _placed(name: str, desk: Desk, found: Found | None, kind: ClientKind, lang: Lang) -> Iterator[Line]:
    """The group with why; that no other fits goes without saying here."""
    if found is not None:
        reasons = f" · {why(desk, found, kind, lang)}" if found.why else ""
        yield Line(tr(lang, f"portrait.{name}"), f"{found.group.label.of(lang)}{reasons}")


def _next(found: Found | None, lang: Lang) -> Iterator[Line]:
    if found is not None and found.group.next:
        yield Line(tr(lang, "portrait.next"), "\n".join(one.of(lang) for one in found.group.next))


def _reached(desk: Desk, file: ClientFile, lang: Lang) -> Iterator[Line]:
    """The last contact, how and whether he wants to be written to, and who else belongs to him."""
    client = file.client
    said = [
        no_contact(file, lang) if file.last_contact is None else tr(lang, "clients.last_contact", day=file.last_contact)
    ]
    if client.profile.get("phone"):
        said.insert(0, mask_phone(client.profile["phone"]))
    asked = asked_for(desk, client, lang)
    said += [asked] if asked else []
    marketing = client.profile.get("consent_marketing", "")
    said += [tr(lang, f"portrait.marketing_{marketing}")] if marketing in ("yes", "no") else []
    yield Line(tr(lang, "portrait.contact"), " · ".join(said))
    people = [(role, one) for role in ROLES for one in client.related(role) if one.get("name")]
    for role, one in people:
        phone = mask_phone(one.get("phone", ""))
        yield Line(tr(lang, f"portrait.role.{role}"), f"{one['name']}  {phone}".rstrip())
    if file.also:
        yield Line(tr(lang, "portrait.also"), listed(file.also, lang))


def held(desk: Desk, file: ClientFile, lang: Lang, cells: int) -> Iterator[Line]:
    """What is held by families, with its bar; product by product where nothing has a value in yuan."""
    found = file.held
    mine = [line for line in file.holdings if line.held]
    if not mine:
        return
    yield Line("")
    yield Line(tr(lang, "beside.holdings"), tone="head")
    if found.shares:
        signs = pictures.share_signs()
        yield Line("", pictures.shares([one.share for one in found.shares], max(8, cells - 24)))
        for at, one in enumerate(found.shares[:_FEW]):
            name = tr(lang, "holdings.other") if one.family is None else desk.pack.label("family", one.family, lang)
            yield Line(f"{signs[at % len(signs)]} {name}", show.money(one.yuan, lang))
        return
    for line in mine[:_FEW]:
        yield Line(head(line.name.of(lang), 20), show.money(line.holding.amount, lang, line.holding.currency))
    yield from _more(mine, lang)


def _more(found: Sequence[object], lang: Lang) -> Iterator[Line]:
    """That there are others than the few that stand above."""
    if len(found) > _FEW:
        yield Line("", tr(lang, "beside.more", count=len(found) - _FEW), "muted")


def under_way(desk: Desk, file: ClientFile, lang: Lang) -> Iterator[Line]:
    """What is due, sales and cases that are open."""
    if file.dues:
        yield Line("")
        yield Line(tr(lang, "beside.dues"), tone="head")
    for due in file.dues[:_FEW]:
        said = as_due(due)
        late = due.on < desk.today()
        yield Line(said.what.of(lang), f"{how_near(desk, due.on, lang)}  {due.rule}", "late" if late else "")
    yield from _more(file.dues, lang)
    selling = [one for one in file.sales if one.state == "open"]
    if selling:
        yield Line("")
        yield Line(tr(lang, "beside.sales"), tone="head")
    for sale in selling[:_FEW]:
        yield Line(sale.no, f"{desk.pack.label('step', sale.step, lang)} {sale.product or ''}".strip())
    yield from _more(selling, lang)
    open_cases = [one for one in file.complaints if one.state in STATES]
    if open_cases:
        yield Line("")
        yield Line(tr(lang, "beside.cases"), tone="head")
    for case in open_cases[:_FEW]:
        yield Line(case.no, head(case.claim, 60))
    yield from _more(open_cases, lang)
