"""A record as JSON."""

from communique.model import Declaration


def write(declaration: Declaration) -> str:
    """The record as JSON (RFC 8259): every key, also where its value is null or empty, in the order of the model.

    Two spaces of indentation, characters as they are, LF at the end; the same bytes for equal records.
    """
    return declaration.model_dump_json(indent=2) + "\n"
