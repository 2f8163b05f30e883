"""Bringing in what other systems hold: read, shown in a dry run, then taken whole or not at all."""
