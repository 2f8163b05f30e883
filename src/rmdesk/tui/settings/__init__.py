"""Settings, and the branch's own particulars (SALE-14)."""
