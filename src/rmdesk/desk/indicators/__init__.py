"""Indicators (DESK-11): rows by query, counted by `domain.indicators`, shown to whoever may see them."""
