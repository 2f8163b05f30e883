"""A product as the fields of a form say it and the same as a list of one row."""

from pathlib import Path

from rmdesk.domain.fees import Fee

TEXTS = {
    "code": "T-001",
    "name": "虚构测试一号",
    "family": "理财产品",
    "issuer": "虚构远山理财有限责任公司",
    "issuer_level": "PR2",
    "bank_level": "三级",
    "minimum": "1万",
    "step": "1000",
    "term_days": "91天",
    "raise_from": "2026年1月5日",
    "fee_management": "0.30%",
    "worst_loss": "5%",
    "worst_case": "示例：净值下跌。",
    "return_kind": "浮动收益",
    "status": "在售",
    "client_kind": "个人",
    "note": "示例备注，总行写了很多。" * 50,
}


def listed(folder: Path, texts: dict[str, str]) -> Path:
    """The same as a list of one row."""
    path = folder / "one.csv"
    path.write_text(",".join(texts) + "\n" + ",".join(texts.values()) + "\n", encoding="utf-8")
    return path


def in_zh(fee: Fee) -> tuple[str | None, ...]:
    """What was said of a fee, its note in Chinese."""
    figures = (None if one is None else f"{one:f}" for one in (fee.rate, fee.amount))
    return (fee.kind, *figures, fee.when, fee.note.zh)
