"""Half-typed work is kept at every answer."""

from datetime import timedelta
from pathlib import Path

from rmdesk.store import Draft, Store
from store.kit import START, opened


def _draft(id: str, *, owner: str = "wang", kind: str = "intake", minute: int = 0, **values: object) -> Draft:
    return Draft(id, owner, kind, "client/1", START + timedelta(minutes=minute), values)


def test_a_draft_comes_back_as_it_was(store: Store, folder: Path) -> None:
    """Typed work that comes back changed is worse than lost."""
    draft = _draft("d", name="赵一鸣 𠅤 [/b]", answers=[1, None, {"a": True}], empty="")
    store.drafts.put(draft)
    store.close()
    with opened(folder) as again:
        assert again.drafts.get("d") == draft


def test_a_later_answer_replaces_the_earlier(store: Store) -> None:
    """One draft per form, the latest answers in it."""
    store.drafts.put(_draft("d", step=1))
    store.drafts.put(_draft("d", step=2, minute=1))
    assert [draft.values for draft in store.drafts.list()] == [{"step": 2}]


def test_drafts_are_listed_latest_first_by_owner_and_kind(store: Store) -> None:
    """The desk offers one's own work to resume, and no other's."""
    store.drafts.put(_draft("a"))
    store.drafts.put(_draft("b", minute=2))
    store.drafts.put(_draft("c", owner="li", minute=1))
    store.drafts.put(_draft("d", kind="sale", minute=3))
    assert [draft.id for draft in store.drafts.list()] == ["d", "b", "c", "a"]
    assert [draft.id for draft in store.drafts.list(owner="wang", kind="intake")] == ["b", "a"]


def test_a_finished_draft_is_gone(store: Store) -> None:
    """Else it is offered for ever."""
    store.drafts.put(_draft("a"))
    store.drafts.delete("a")
    store.drafts.delete("never there")
    assert store.drafts.get("a") is None


def test_drafts_are_no_facts(store: Store) -> None:
    """What was typed and not said must not stand in the audit trail."""
    before = store.head()
    store.drafts.put(_draft("a"))
    assert store.head() == before
    assert store.replay().ok
