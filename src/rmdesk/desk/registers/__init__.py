"""Registers at the desk: records whose kinds are files of the pack. Nothing here knows any register by name."""
