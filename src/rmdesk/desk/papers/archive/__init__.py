"""Papers that come out of the archive: a client's copy of the own data."""
