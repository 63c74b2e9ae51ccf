"""Reports for people and programs: each module renders the same findings in its own form."""
