"""Registers (台账): records of one kind that a bank declares in a file, folded and judged by one kernel."""
