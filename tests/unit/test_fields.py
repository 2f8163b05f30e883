"""What people type: read as they meant it, or refused with the reason; never half understood."""

import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdesk.domain.fields import FieldKind, read
from rmdesk.domain.refusal import Refusal

KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
OPTIONS = ("a", "b", "c")


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("text", "  张  三 ", "张  三"),
        ("text", "[/b]<script>&", "[/b]<script>&"),
        ("text", "𠮷野家", "𠮷野家"),
        ("text", "娜\u0301", "娜\u0301"),
        ("text", "e\u0301", "é"),
        ("long_text", "一\r\n二\n三", "一\n二\n三"),
        ("date", "2026-11-21", "2026-11-21"),
        ("date", "20261121", "2026-11-21"),
        ("date", "2026/1/2", "2026-01-02"),
        ("date", "2026 1 2", "2026-01-02"),
        ("date", "２０２６年１１月２１日", "2026-11-21"),
        ("date_or_long", "长期", "long"),
        ("date_or_long", "Long", "long"),
        ("date_or_long", "9999-12-31", "long"),  # as other systems of a bank write it
        ("date_or_long", "2036.5.1", "2036-05-01"),
        ("amount", "20万", "200000"),
        ("amount", "２０万", "200000"),
        ("amount", "1.5亿", "150000000"),
        ("amount", "¥1,234.5", "1234.50"),
        ("amount", "12万元", "120000"),
        ("amount", "0", "0"),
        ("amount", "0012", "12"),
        ("percent", "25%", "25"),
        ("percent", "33.33", "33.33"),
        ("percent", "０", "0"),
        ("integer", "007", "7"),
        ("phone", "138 0000 0001", "13800000001"),
        ("phone", "138-0000-0001", "13800000001"),
        ("phone", "+86 138-0000-0001", "13800000001"),
        ("phone", "１３８００００００01", "13800000001"),
        ("phone", "(010)12345678", "01012345678"),
        ("phone", "010-12345678-801", "01012345678-801"),
        ("phone", "+44 20 7946 0000", "+442079460000"),
        ("id_number", "11010519491231002x", "11010519491231002X"),
        ("id_number", "110105 19491231 002X", "11010519491231002X"),
        ("uscc", "91350100m000100y43", "91350100M000100Y43"),
        ("email", "a.b@example.com", "a.b@example.com"),
        ("yes_no", "是", "yes"),
        ("yes_no", "N", "no"),
        ("choice", "b", "b"),
        ("choices", "c, a", "a,c"),
        ("choices", "a,a", "a"),
    ],
)
def test_what_was_meant_is_understood(kind: FieldKind, raw: str, value: str) -> None:
    """A clerk types as people write; the file keeps one form of it."""
    assert read(kind, raw, options=OPTIONS) == value


@pytest.mark.parametrize(
    ("kind", "raw", "case"),
    [
        ("text", "张\x00三", "INPUT.control"),
        ("text", "张\x1b[31m三", "INPUT.control"),
        ("text", "张\n三", "INPUT.control"),
        ("text", "张\t三", "INPUT.control"),
        ("text", "张\u200b三", "INPUT.control"),  # would be another name than 张三, and look the same
        ("text", "\u202e三张", "INPUT.control"),  # would be printed backwards
        ("text", "张\u2028三", "INPUT.control"),
        ("text", "张\ue000", "INPUT.control"),
        ("text", "字" * 121, "INPUT.too_long"),
        ("text", "字" * 10_000, "INPUT.too_long"),
        ("date", "2026-02-29", "INPUT.date"),
        ("date", "2026-13-01", "INPUT.date"),
        ("date", "2026-112", "INPUT.date"),  # 2 November or 12 January: nobody knows
        ("date", "2026112", "INPUT.date"),
        ("date", "21/11/2026", "INPUT.date"),
        ("date", "1899-12-31", "INPUT.date"),
        ("date", "3000-01-01", "INPUT.date"),  # days are counted on from it
        ("date", "0000-00-00", "INPUT.date"),
        ("date", "昨天", "INPUT.date"),
        ("amount", "-1", "INPUT.amount"),
        ("amount", "1e5", "INPUT.amount"),
        ("amount", "NaN", "INPUT.amount"),
        ("amount", "inf", "INPUT.amount"),
        ("amount", "1.234", "INPUT.amount"),
        ("amount", "9" * 30, "INPUT.amount"),
        ("amount", "万", "INPUT.amount"),
        ("percent", "101", "INPUT.percent"),
        ("percent", "-1", "INPUT.percent"),
        ("integer", "1000", "INPUT.integer"),
        ("integer", "1.5", "INPUT.integer"),
        ("integer", "²", None),  # NFKC makes it a 2
        ("phone", "12345", "INPUT.phone"),
        ("phone", "1380000000a", "INPUT.phone"),
        ("phone", "1" * 16, "INPUT.phone"),
        ("email", "a@b", "INPUT.email"),
        ("email", "a b@c.d", "INPUT.email"),
        ("id_number", "110105/1949", "KYC-09.characters"),
        ("uscc", "91350100M000100Y44", "KYC-02.uscc"),
        ("yes_no", "maybe", "INPUT.choice"),
        ("choice", "d", "INPUT.choice"),
        ("choice", "a,b", "INPUT.choice"),
        ("choices", "a,d", "INPUT.choice"),
    ],
)
def test_what_cannot_be_meant_is_refused(kind: FieldKind, raw: str, case: str | None) -> None:
    """Nonsense must not reach the file in any shape."""
    found = read(kind, raw, options=OPTIONS)
    assert (found.code if isinstance(found, Refusal) else None) == case


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_typed_stays_nothing(kind: FieldKind) -> None:
    """Whether a field may stay empty is the form's business."""
    assert read(kind, "  ", options=OPTIONS) == ""


@pytest.mark.parametrize("kind", KINDS)
@given(
    raw=st.one_of(st.text(max_size=150), st.text("0123456789-/.年月日万亿元%+() xX,long长期是否abcＡ１", max_size=30))
)
def test_reading_never_fails_and_reading_twice_changes_nothing(kind: FieldKind, raw: str) -> None:
    """A value that goes back into its field, as when a draft is resumed, stays what it was."""
    value = read(kind, raw, options=OPTIONS)
    if isinstance(value, str):
        assert read(kind, value, options=OPTIONS) == value
        assert all(unicodedata.category(one) not in {"Cc", "Cf", "Cs"} or one == "\n" for one in value)
