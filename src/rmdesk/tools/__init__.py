"""Programs that leave the desk: they run without rmdesk, on the Python that an auditor has."""
