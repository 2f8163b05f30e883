"""Whether an option begins as somebody types it: in its own letters or characters, or in pinyin."""

import unicodedata


def begins(label: str, typed: str) -> bool:
    """Whether `label` begins with `typed`: as it is written, in whole syllables ("nongmin") or their initials ("nm").
    Nothing begins with nothing."""
    from rmdesk.store.pinyin import sound  # late: its tables are read by whoever types letters where numbers choose

    wanted, read = _plain(typed), _plain(label)
    sounds = [sound(one) or one for one in read]
    ways = (read, "".join(sounds), "".join(one[:1] for one in sounds))
    return bool(wanted) and any(one.startswith(wanted) for one in ways)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
