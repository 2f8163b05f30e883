"""The numbers that rules use, resolved for a day. They stand in `forms/thresholds.toml`, each with its date."""

from decimal import Decimal

from rmdesk.domain.base import Value


class Thresholds(Value):
    """Every number a rule needs, in force on one day. Amounts in CNY yuan, shares from 0 to 1, ages in whole years."""

    # assessment
    assessment_valid_months: int  # SUIT-20
    assessments_per_day: int  # SUIT-18
    assessments_per_year: int  # SUIT-18
    reassess_remind_days: int  # DESK-07
    lift_before_sale_days: int  # QUES-09: a retake this short before, that lifts the level, is flagged
    same_pattern_count: int  # QUES-09: so many clients with one pattern ...
    same_pattern_days: int  # ... within so many days
    # suitability
    amount_share: Decimal  # SUIT-03: the largest share of financial assets in one product
    yearly_premium_share: Decimal  # SUIT-03: the largest share of the yearly income in all yearly premiums
    issuer_share: Decimal  # SUIT-03: the share of financial assets with one issuer above which a warning is given
    rate_valid_days: int  # SUIT-03: so long an entered exchange rate may be used
    regrade_notice_days: int  # SUIT-14: days to tell all holders of a changed level
    elder_age: int  # SUIT-10
    elder_high_risk: str  # SUIT-10: product level from which special care is due
    elder_thinking_hours: int  # SUIT-10
    elder_call_days: int  # SUIT-10: days to the follow-up call
    no_capacity_below: int  # SUIT-11
    full_capacity_age: int  # SUIT-11
    own_earnings_age: int  # SUIT-11
    child_below: int  # DATA-13: the guardian consents for whoever is younger
    limited_capacity_reach: str  # SUIT-11: highest product level for limited capacity
    opinion_valid_days: int  # a match opinion older than this is made anew
    # qualified investors and private products
    qualified_years: int  # SALE-06
    qualified_net_financial_assets: Decimal  # SALE-06
    qualified_financial_assets: Decimal  # SALE-06
    qualified_income: Decimal  # SALE-06
    qualified_org_net_assets: Decimal  # SALE-06
    private_minimum: dict[str, Decimal]  # SALE-07, by fixed_income, mixed, equity, derivative
    private_thinking_hours: int  # SALE-08
    # insurance statements
    insurance_single_income_multiple: Decimal  # SUIT-26
    insurance_yearly_income_share: Decimal  # SUIT-26
    insurance_pay_age: int  # SUIT-26
    insurance_budget_multiple: Decimal  # SUIT-26
    # identity
    id_grace_days: int  # KYC-06
    id_remind_days: int  # DESK-07
    aml_review_months: int  # KYC-05
    aml_remind_days: int  # DESK-07
    owner_share: Decimal  # KYC-07
    # confirmation, review and follow-up
    review_families: tuple[str, ...]  # SALE-13
    review_from_level: str  # SALE-13
    recorded_families: tuple[str, ...]  # SALE-09: families whose sale to a person is recorded, where it needs a match
    maturity_remind_days: int  # DESK-07
    # people
    password_min_length: int  # DATA-08
    # later than the first packs: what one says that was adopted before them
    compliance_training_hours: int = 8  # DESK-15: before recommending
    clock_gap_days: int = 30  # DESK-19: so long after the last fact, the clock must be confirmed
    backups_kept: int = 10  # DESK-19: automatic ones in the desk's folder
    qualified_valid_months: int = 12  # SALE-06: so long a verified investor or institution serves
    told_seconds: int = 3  # SUIT-22: nobody takes in an item faster; the reviewer sees it
    rate_leap_share: Decimal = Decimal("0.1")  # SUIT-03: a rate that differs by more from the last wants a reason
    means_fresh_days: int = 0  # SUIT-03: so long a sale that only raised means allow waits for a reviewer
    follow_up_days: int = 15  # DESK-07: to the call after a sale that may lose
    certificate_remind_days: int = 60  # DESK-07
    birthday_remind_days: int = 3  # DESK-07
    backup_remind_days: int = 7  # DESK-19: so long after the last one
    private_thinking_signed: int = 0  # SALE-08: 1: the hours run from the signed papers' return; 0: from the telling
    pause_look_days: int = 60  # COMP-07: so long a clock stands still before somebody asks why
    idle_lock_minutes: int = 5  # DATA-08: after which the screen locks
