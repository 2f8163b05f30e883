"""The client's portrait: what is known of many at once, and what the pack's rules say of it (DESK-01, DESK-02)."""
