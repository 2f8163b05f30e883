"""How long a test waits for another program that may hang."""

PATIENCE = 300
"""So many seconds, however busy the machine: a slow one turns no test red, and a hung program ends its test."""
