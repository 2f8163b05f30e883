"""The complaint desk on the screen: taking in, the case, the board, the figures (COMP-01..17, DESK-08)."""
