"""Registers as files of the pack: reading them, checking them, and what may change when a pack is adopted."""
