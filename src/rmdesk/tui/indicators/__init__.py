"""Indicators on the screen (DESK-11)."""
