"""Another form pack: checked, and what it changes seen by two people (DATA-08)."""
