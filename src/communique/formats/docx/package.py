"""The parts of a file put together, the same bytes every time."""

import io
import posixpath
import zipfile
from importlib.resources import files

from communique.model.text import escaped
from communique.naming.iso639 import direction

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = ("document", "footnotes", "numbering", "settings", "footer")
_SETTINGS = (
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
_FOOTER = '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
_DATE = (1980, 1, 1, 0, 0, 0)
"""When each part was made: the first day that an archive can say."""


def packed(body: str, notes: str, lists: str, *, language: str, title: str) -> bytes:
    """A file of these contents; `title` is what its properties say, if it is not empty."""
    parts = dict(zip(_PARTS, (f"<w:body>{body}</w:body>", notes, lists, _SETTINGS, _FOOTER), strict=True))
    named = f"<dc:title>{escaped(' '.join(title.split()))}</dc:title>" if title.strip() else ""
    spoken = f"<dc:language>{language}</dc:language>" if language != "und" else ""
    properties = f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    made = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"word/document.xml": f"{_OFFICE}/officeDocument",
                                   "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties"}),
        "docProps/core.xml": f'{properties}{named}{spoken}</cp:coreProperties>',
        "word/_rels/document.xml.rels": _relations(
            {f"{name}.xml": f"{_OFFICE}/{name}" for name in (*parts, "styles") if name != "document"}
        ),
        "word/styles.xml": _styles(language),
    }  # fmt: skip
    for name, inner in parts.items():
        root = "ftr" if name == "footer" else name
        made[f"word/{name}.xml"] = f'<w:{root} xmlns:w="{W}" xmlns:r="{_OFFICE}">{inner}</w:{root}>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in made.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, _HEAD + text)
    return data.getvalue()


def _types() -> str:
    kinds = {"document": "document.main", "styles": "styles", **{each: each for each in _PARTS[1:]}}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{parts}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    """The relationships of a part; the id of each is the name of the part that it leads to."""
    rows = "".join(
        f'<Relationship Id="{posixpath.basename(target).partition(".")[0]}" Type="{kind}" Target="{target}"/>'
        for target, kind in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles(language: str) -> str:
    """The styles, set in the language of the document and in its direction."""
    text = files("communique.formats.docx").joinpath("styles.xml").read_text("utf-8").strip()
    spoken = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/>' if language != "und" else ""
    turned = "<w:bidi/>" if direction(language) == "rtl" else ""
    return text.replace("<!--language-->", spoken).replace("<!--direction-->", turned)
