"""Lists that leave the desk as a table: masked, and the export is a fact (DATA-07)."""
