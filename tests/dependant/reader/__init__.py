"""What was promised, by whom, and what is recorded of it."""
