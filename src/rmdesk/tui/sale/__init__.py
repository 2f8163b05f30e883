"""The sale on the screen: intake, questionnaire, match, disclosure, confirmation (SALE-01).

Nothing is lost on the way out: half-typed work is a draft, and everything else was recorded when it happened.
"""
