"""Lines cut into segments: layout, labels, numbering, and the atoms that the decoder labels."""
