"""Exchange between desks: this desk's keys, sealed bundles as files, and the chains of other desks."""
