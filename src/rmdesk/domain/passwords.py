"""What a password must not be (DATA-08). No rule on digits and signs: length is what a guesser pays for."""

import unicodedata
from typing import NamedTuple

from rmdesk.domain.refusal import Refusal, refuse

# The first that anybody tries. Compared without case, and without digits or signs at the end ("Password1!").
_COMMON_WORDS = """
password passwort passw0rd p@ssw0rd p@ssword admin administrator manager welcome letmein login master secret
iloveyou woaini woaini1314 woaini520 5201314 1314520 qwerty qwertyuiop qwer1234 asdfghjkl asdf1234 zxcvbnm 1qaz2wsx
1q2w3e4r 1q2w3e4r5t qazwsx qazwsxedc abc123 abcd1234 aa123456 a123456 a12345678 123abc abc12345 111222 112233
123123 123321 123654 147258369 147258 159357 159753 666888 888666 654321 87654321 987654321 0987654321 11223344
12341234 12344321 123qwe bank banker bankbank rmdesk changeme test demo sunshine dragon football monkey princess
mima wodemima
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ASCENDING = "0123456789012345678901234567890"
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", _ASCENDING, _ASCENDING[::-1])


class Wanted(NamedTuple):
    """What a new password of `login` must be: at least so many characters, and none of what is weak."""

    least: int
    login: str

    def fault(self, password: str) -> Refusal | None:
        """Why it may not be this one: said before it is typed a second time. None when it may."""
        return weakness(password, self.login, self.least)


def weakness(password: str, login: str, least: int) -> Refusal | None:
    """Why `password` may not be the one of `login`; None when it may. `least`: characters that are wanted."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < least:
        return refuse("DATA-08.short", least=least)
    low = plain.casefold().strip()
    if len(set(low)) < 3:
        return refuse("DATA-08.one_character")
    if _has_login(low, login):
        return refuse("DATA-08.login")
    bare = low.rstrip("0123456789!@#$%^&*._-+?~ ")
    if low in _COMMON or bare in _COMMON or any(low in row for row in _ROWS):
        return refuse("DATA-08.common")
    return None


def _has_login(low: str, login: str) -> bool:
    """A password that is the login, also doubled, turned round, or with a year behind it."""
    name = unicodedata.normalize("NFKC", login).casefold().strip()
    left = low.replace(name, "").replace(name[::-1], "") if name else low
    return len(left) < len(low) and len(left) < 6
