"""HTML: a declaration as a page to read, one file that asks for nothing else. Written, not read."""
