"""Indicators (DESK-11): figures over what the desk holds, each declared in the form pack. Pure."""
