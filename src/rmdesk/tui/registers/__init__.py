"""Registers (台账) on the screen: which there are, their lists, one entry, the forms of acts."""
