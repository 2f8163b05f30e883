"""How clients' files are kept: filing and scans, sealing, retention, and the end of it."""
