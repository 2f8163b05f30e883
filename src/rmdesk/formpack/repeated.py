"""Faults that say the same again and again, said once: what to do is read, not five thousand lines."""

from collections.abc import Iterable, Iterator

from rmdesk.domain.base import Text
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.languages import META

_MOST = 8  # places of a file that are told one by one where they are wrong in the same way
_NAMED = 3  # further places that are named beside the first of more


def gathered(faults: Iterable[Fault], *, chinese_alone: bool) -> tuple[Fault, ...]:
    """The faults in their order; what is wrong in the same way in more than a few places of a file is told once, with
    how many they are. English texts that lack everywhere are one fault of a pack that does not declare itself Chinese
    alone (`langs`): that is what to do about it."""
    known = tuple(faults)
    lacking = [] if chinese_alone else [one for one in known if _lacks_english(one)]
    if len(lacking) > _MOST:
        first = f"{lacking[0].file} {lacking[0].key}"
        said = fault(META, "langs", "no_english", count=len(lacking), first=first)
        known = (said, *(one for one in known if not _lacks_english(one)))
    return tuple(_once(known))


def _lacks_english(one: Fault) -> bool:
    return one.reason == "untranslated" and one.key.endswith(".en")


def _once(faults: tuple[Fault, ...]) -> Iterator[Fault]:
    alike: dict[tuple[str, str, str], list[Fault]] = {}
    for one in faults:
        alike.setdefault((one.file, one.reason, one.message.en), []).append(one)
    for same in alike.values():
        yield from same if len(same) <= _MOST else (_with_more(same),)


def _with_more(same: list[Fault]) -> Fault:
    """The first of them, with the next few places and how many there are."""
    first, more = same[0], ", ".join(one.key for one in same[1 : _NAMED + 1])
    words = fault(first.file, first.key, "repeated", count=len(same), more=more).message
    return first.model_copy(
        update={"message": Text(zh=f"{first.message.zh}{words.zh}", en=f"{first.message.en}{words.en}")}
    )
