"""The language server: it validates a declaration while it is written. Needs the extra `lsp`."""
