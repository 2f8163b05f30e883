"""How far each number may be set. `legal` marks the bound that the law sets: no setting moves it looser."""

from decimal import Decimal
from typing import NamedTuple

Bound = int | Decimal


class Limit(NamedTuple):
    """From `low` to `high`, both included. `legal` is the bound that is law, by `rule`; `house` the side on which the
    bank's own number asks for less, "" where neither side does."""

    low: Bound
    high: Bound
    rule: str
    legal: str = ""  # "low" or "high"
    house: str = ""

    @property
    def looser(self) -> str:
        """The side on which the number asks for less: "low", "high", or ""."""
        return self.legal or self.house

    def passed(self, number: Decimal) -> Bound | None:
        """The legal bound that a number is looser than; None where it keeps it, or is no number."""
        if not number.is_finite():
            return None
        if self.legal == "low":
            return self.low if number < self.low else None
        return self.high if self.legal == "high" and number > self.high else None


_MONEY = 10**12

LIMITS: dict[str, Limit] = {
    "assessment_valid_months": Limit(1, 12, "SUIT-20", "high"),
    "assessments_per_day": Limit(1, 2, "SUIT-18", "high"),
    "assessments_per_year": Limit(1, 8, "SUIT-18", "high"),
    "reassess_remind_days": Limit(0, 365, "DESK-07"),
    "lift_before_sale_days": Limit(1, 365, "QUES-09", house="low"),
    "same_pattern_count": Limit(2, 50, "QUES-09", house="high"),
    "same_pattern_days": Limit(1, 365, "QUES-09", house="low"),
    "amount_share": Limit(Decimal("0.01"), 1, "SUIT-03", house="high"),
    "yearly_premium_share": Limit(Decimal("0.01"), 1, "SUIT-03", house="high"),
    "issuer_share": Limit(Decimal("0.01"), 1, "SUIT-03", house="high"),
    "means_fresh_days": Limit(1, 365, "SUIT-03", house="low"),
    "rate_valid_days": Limit(0, 366, "SUIT-03", house="high"),
    "rate_leap_share": Limit(Decimal("0.001"), 1, "SUIT-03", house="high"),
    "regrade_notice_days": Limit(0, 30, "SUIT-14", house="high"),
    "elder_age": Limit(40, 65, "SUIT-10", "high"),
    "elder_thinking_hours": Limit(1, 720, "SUIT-10", house="low"),
    "elder_call_days": Limit(1, 30, "SUIT-10", house="high"),
    "no_capacity_below": Limit(8, 18, "SUIT-11", "low"),
    "full_capacity_age": Limit(18, 25, "SUIT-11", "low"),
    "own_earnings_age": Limit(16, 25, "SUIT-11", "low"),
    "child_below": Limit(14, 18, "DATA-13", "low"),
    "opinion_valid_days": Limit(1, 365, "SUIT-01", house="high"),
    "qualified_years": Limit(2, 50, "SALE-06", "low"),
    "qualified_net_financial_assets": Limit(3_000_000, _MONEY, "SALE-06", "low"),
    "qualified_financial_assets": Limit(5_000_000, _MONEY, "SALE-06", "low"),
    "qualified_income": Limit(400_000, _MONEY, "SALE-06", "low"),
    "qualified_org_net_assets": Limit(10_000_000, _MONEY, "SALE-06", "low"),
    "qualified_valid_months": Limit(1, 36, "SALE-06", house="high"),
    "private_minimum.fixed_income": Limit(300_000, _MONEY, "SALE-07", "low"),
    "private_minimum.mixed": Limit(400_000, _MONEY, "SALE-07", "low"),
    "private_minimum.equity": Limit(1_000_000, _MONEY, "SALE-07", "low"),
    "private_minimum.derivative": Limit(1_000_000, _MONEY, "SALE-07", "low"),
    "private_thinking_hours": Limit(0, 720, "SALE-08", house="low"),
    "private_thinking_signed": Limit(0, 1, "SALE-08", house="low"),
    "insurance_single_income_multiple": Limit(0, 4, "SUIT-26", "high"),
    "insurance_yearly_income_share": Limit(0, Decimal("0.2"), "SUIT-26", "high"),
    "insurance_pay_age": Limit(1, 75, "SUIT-26", "high"),
    "insurance_budget_multiple": Limit(0, Decimal("1.5"), "SUIT-26", "high"),
    "id_grace_days": Limit(0, 365, "KYC-06", house="high"),
    "id_remind_days": Limit(0, 365, "DESK-07"),
    "aml_review_months": Limit(1, 12, "KYC-05", "high"),
    "aml_remind_days": Limit(0, 365, "DESK-07"),
    "owner_share": Limit(Decimal("0.01"), Decimal("0.25"), "KYC-07", "high"),
    "maturity_remind_days": Limit(0, 365, "DESK-07"),
    "follow_up_days": Limit(1, 90, "DESK-07", house="high"),
    "certificate_remind_days": Limit(0, 365, "DESK-07"),
    "birthday_remind_days": Limit(0, 30, "DESK-07"),
    "backup_remind_days": Limit(1, 31, "DESK-19", house="high"),
    "password_min_length": Limit(8, 64, "DATA-08", house="low"),
    "compliance_training_hours": Limit(8, 200, "DESK-15", house="low"),
    "backups_kept": Limit(2, 100, "DESK-19", house="low"),
    "clock_gap_days": Limit(1, 90, "DESK-19", house="high"),
    "told_seconds": Limit(2, 600, "SUIT-22", house="low"),
    "pause_look_days": Limit(1, 365, "COMP-07", house="high"),
    "idle_lock_minutes": Limit(1, 30, "DATA-08", house="high"),
}
