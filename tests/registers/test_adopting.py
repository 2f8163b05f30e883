"""A new pack never takes the words from what somebody recorded."""

import pytest

from formpack.packs import Change, changed, swap
from rmdesk.formpack import Pack, load_texts
from rmdesk.formpack.registers.adopting import InUse, dropped

R = "registers/risk.toml"
CLASS = "[label.risk_class]\nmarket"
USED = InUse(
    states=frozenset({"open"}),
    past_states=frozenset({"treated"}),
    fields=frozenset({"title", "class"}),
    options={"class": frozenset({"market"})},
    acts=frozenset({"identify", "review"}),
)
REFUSED = [
    (swap(R, "state = { open =", "state = { opened ="), "state.open", "r_dropped_state"),
    (swap(R, 'en = "Open" }', 'en = "Open", retired = true }'), "state.open", "r_dropped_state"),
    (swap(R, "treated = {", "handled = {"), "state.treated", "r_dropped"),
    (swap(R, "title = { kind", "name = { kind"), "field.title", "r_dropped"),
    (swap(R, "\nidentify = {", "\nfind = {"), "act.identify", "r_dropped"),
    (swap(R, 'title = { kind = "text"', 'title = { kind = "date"'), "field.title.kind", "r_kind"),
    (swap("labels.toml", CLASS, f"{CLASS}s"), "field.class.options", "r_dropped"),
    (swap(R, '["branch", "product", "client"]', '["branch"]'), "about", "r_changed"),
    (swap(R, '"RK"', '"RS"'), "number", "r_changed"),
]
TAKEN = [
    swap(R, 'title = { kind = "text"', 'title = { kind = "long_text"'),
    swap(R, "title = { kind", 'name = { was = "title", kind'),
    swap(R, "\nidentify = {", '\nfind = { was = "identify",'),
    swap(R, "treated = {", 'handled = { was = "treated",'),
    swap("labels.toml", f"{CLASS} = {{", f'{CLASS}s = {{ was = "market",'),
    swap(R, 'zh = "已处置", en = "Treated" }', 'zh = "已处置", en = "Treated", retired = true }'),
    swap(R, "\ncontrol = {", "\nmeasure = {"),
]


@pytest.mark.parametrize(("change", "key", "reason"), REFUSED)
def test_what_entries_hold_does_not_go(pack: Pack, change: Change, key: str, reason: str) -> None:
    """Each of these would leave a stored entry with a code that nobody can read."""
    found = dropped(pack.registers, load_texts(changed(change)).registers, {"risk": USED})
    assert (R, key, reason) in [(one.file, one.key, one.reason) for one in found]


@pytest.mark.parametrize("change", TAKEN)
def test_what_is_renamed_widened_or_unused_may_change(pack: Pack, change: Change) -> None:
    """A bank improves its registers while they are in use."""
    assert dropped(pack.registers, load_texts(changed(change)).registers, {"risk": USED}) == ()


def test_a_register_in_use_does_not_go(pack: Pack) -> None:
    """Its entries would have no list to stand in; one without entries goes as it came, or takes another name."""
    without = {key: one for key, one in pack.registers.items() if key != "risk"}
    (found,) = dropped(pack.registers, without, {"risk": InUse()})
    assert (found.file, found.reason) == (R, "r_dropped")
    assert dropped(pack.registers, without, {}) == ()
    renamed = {**without, "hazard": pack.registers["risk"].model_copy(update={"id": "hazard", "was": "risk"})}
    assert dropped(pack.registers, renamed, {"risk": USED}) == ()
