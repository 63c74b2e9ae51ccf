"""Steps after the decoder that overrule it."""
