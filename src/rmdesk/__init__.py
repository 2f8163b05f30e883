"""rmdesk: the desk of a bank's relationship manager in a terminal."""

__version__ = "0.5.0"
