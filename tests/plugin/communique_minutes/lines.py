"""The writer of the format."""

from communique import Declaration


def write(declaration: Declaration) -> str:
    """The title, then each operative paragraph with its number."""
    lines = [declaration.title.text if declaration.title else declaration.id]
    lines += [
        f"{paragraph.num or '-'} {paragraph.text}"
        for paragraph in declaration.commitments
    ]
    return "\n".join(lines) + "\n"
