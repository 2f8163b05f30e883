"""Where papers are, what keeps a client's file, and how it ends (DESK-16, KYC-08, SUIT-09)."""
