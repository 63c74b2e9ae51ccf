"""The language server: what `validate` says of a declaration, while it is being written. Needs the extra `lsp`."""
