"""Reports for readers: each module renders the same findings in its own way, and knows none of the others."""
