"""Tables that are handed on, described as four communities want it: Croissant, RO-Crate, DCAT, and
a data card. Nothing is made up: what is not known is left out.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.core.json_types import Json, JsonObject
from communique.corpora.distributions import Field

CSV = "text/csv"
PARQUET = "application/vnd.apache.parquet"
_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "list": "sc:Text"}
_SIZES = (
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
    (10**7, "1M<n<10M"),
)
_KNOWN_TO_HUB = {"CC-BY-4.0", "CC0-1.0", "MIT", "CC-BY-SA-4.0", "Apache-2.0"}
"""Licences that have a name of their own on the hub of Hugging Face: the same in lower case."""
_CROISSANT: JsonObject = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_DCAT: JsonObject = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a table: its path from the top, its media type, its bytes and their SHA-256."""

    path: str
    media: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table that is written: what a row is, its columns and key, how many rows, its files."""

    name: str
    about: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: int
    files: tuple[WrittenFile, ...]


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its SPDX id, its title, and its address where there is one."""

    name: str
    title: str
    path: str | None = None

    @property
    def address(self) -> str:
        """The address, else that of the SPDX id."""
        return self.path or f"https://spdx.org/licenses/{self.name}"


@dataclass(frozen=True, slots=True)
class Edition:
    """A distribution that the tables are taken from: its name, version, and the hash of its
    descriptor.
    """

    name: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Package:
    """What is known of tables that are handed on together. `published`: a day or a month."""

    name: str
    title: str
    description: str
    published: str
    licences: tuple[Licence, ...]
    languages: tuple[str, ...]
    tables: tuple[WrittenTable, ...]
    version: str | None = None
    keywords: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    creators: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = ()

    def files(self) -> Iterator[tuple[WrittenTable, WrittenFile]]:
        """Every file with its table."""
        for table in self.tables:
            for file in table.files:
                yield table, file


def described(package: Package) -> dict[str, str]:
    """The descriptions of a package as texts by the names of their files."""
    return {
        "croissant.json": _as_json(croissant(package)),
        "ro-crate-metadata.json": _as_json(crate(package)),
        "dcat.jsonld": _as_json(dcat(package)),
        "README.md": card(package),
    }


def _as_json(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _without_none(value: JsonObject) -> JsonObject:
    """The same without what is not known."""
    return {name: each for name, each in value.items() if each not in (None, [], ())}


# --- Croissant ----------------------------------------------------------------------------------


def croissant(package: Package) -> JsonObject:
    """The description of MLCommons Croissant 1.0: its record sets read the files of Parquet."""
    creators = [_organisation(name) for name in package.creators]
    publishers = [_organisation(name) for name in package.publishers]
    objects = [_file_object(table, file) for table, file in package.files()]
    sets = [_record_set(table) for table in package.tables]
    made: JsonObject = {"@context": _CROISSANT, "@type": "sc:Dataset"}
    made["conformsTo"] = "http://mlcommons.org/croissant/1.0"
    made["name"] = package.name
    made["alternateName"] = package.title
    made["description"] = package.description
    made["version"] = package.version
    made["datePublished"] = package.published
    made["citeAs"] = _citation(package)
    made["license"] = [each.address for each in package.licences]
    made["keywords"] = list(package.keywords)
    made["inLanguage"] = list(package.languages)
    made["creator"] = creators
    made["publisher"] = publishers
    made["distribution"] = objects
    made["recordSet"] = sets
    return _without_none(made)


def _citation(package: Package) -> str:
    """How the tables are cited: who made them, their title, and the edition."""
    makers = ", ".join(package.creators)
    edition = package.version or package.published
    cited = f"{package.title}, edition {edition}"
    return f"{makers}: {cited}" if makers else cited


def _organisation(name: str) -> JsonObject:
    return {"@type": "sc:Organization", "name": name}


def _file_object(table: WrittenTable, file: WrittenFile) -> JsonObject:
    """A file of a table for Croissant."""
    made: JsonObject = {"@type": "cr:FileObject", "@id": file.path}
    made["name"] = file.path
    made["description"] = table.about
    made["contentUrl"] = file.path
    made["contentSize"] = f"{file.size} B"
    made["encodingFormat"] = _croissant_media(file.media)
    made["sha256"] = file.sha256
    return made


def _croissant_media(media: str) -> str:
    """The media type as Croissant has it, which knows Parquet under an older name."""
    return "application/x-parquet" if media == PARQUET else media


def _record_set(table: WrittenTable) -> JsonObject:
    """A table as a record set, read from its file of Parquet."""
    path = next(file.path for file in table.files if file.media == PARQUET)
    made: JsonObject = {"@type": "cr:RecordSet", "@id": table.name}
    made["name"] = table.name
    made["description"] = table.about
    names = {field.name for field in table.fields}
    if table.key and names.issuperset(table.key):
        made["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    made["field"] = [_croissant_field(table, field, path) for field in table.fields]
    return made


def _croissant_field(table: WrittenTable, field: Field, path: str) -> JsonObject:
    """A column of a table for Croissant."""
    made: JsonObject = {"@type": "cr:Field", "@id": f"{table.name}/{field.name}"}
    made["name"] = field.name
    made["description"] = field.about
    made["dataType"] = _TYPES[field.type]
    if field.type == "list":
        made["repeated"] = True
    made["source"] = {"fileObject": {"@id": path}, "extract": {"column": field.name}}
    return made


# --- RO-Crate -----------------------------------------------------------------------------------


def crate(package: Package) -> JsonObject:
    """The metadata of RO-Crate 1.1, and the SHA-256 of each file."""
    address = "https://w3id.org/ro/crate/1.1"
    context: list[Json] = [
        f"{address}/context",
        {"sha256": "https://schema.org/sha256"},
    ]
    about: JsonObject = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork"}
    about["conformsTo"] = {"@id": address}
    about["about"] = {"@id": "./"}
    licences = [_licence_entity(each) for each in package.licences]
    if not licences:
        licences = [_NO_LICENCE]
    makers = dict.fromkeys((*package.creators, *package.publishers))
    agents = [_agent_entity(name) for name in makers]
    editions = [_edition_entity(each) for each in package.editions]
    files = [_crate_file(table, file) for table, file in package.files()]
    root: JsonObject = {"@id": "./", "@type": "Dataset"}
    root["name"] = package.title
    root["description"] = package.description
    root["datePublished"] = package.published
    root["version"] = package.version
    root["license"] = _ids(licences)
    root["keywords"] = list(package.keywords)
    root["inLanguage"] = list(package.languages)
    root["creator"] = [{"@id": _agent(name)} for name in package.creators]
    root["publisher"] = [{"@id": _agent(name)} for name in package.publishers]
    root["isBasedOn"] = _ids(editions)
    root["hasPart"] = _ids(files)
    graph = [about, _without_none(root), *files, *licences, *agents, *editions]
    return {"@context": context, "@graph": graph}


_NO_LICENCE: JsonObject = {
    "@id": "#licence-not-stated",
    "@type": "CreativeWork",
    "name": "No licence is stated",
    "description": "The records state no licence. Ask those who published the documents.",
}


def _ids(entities: Sequence[JsonObject]) -> list[Json]:
    """References to entities."""
    return [{"@id": each["@id"]} for each in entities]


def _agent(name: str) -> str:
    """The id of an organisation in a crate."""
    letters = [char if char.isalnum() else "-" for char in name.lower()]
    return "#" + "".join(letters)


def _agent_entity(name: str) -> JsonObject:
    return {"@id": _agent(name), "@type": "Organization", "name": name}


def _licence_entity(licence: Licence) -> JsonObject:
    return {
        "@id": licence.address,
        "@type": "CreativeWork",
        "identifier": licence.name,
        "name": licence.title,
    }


def _edition_entity(edition: Edition) -> JsonObject:
    return {
        "@id": f"#{edition.name}-{edition.version}",
        "@type": "Dataset",
        "name": edition.name,
        "version": edition.version,
        "identifier": edition.hash,
    }


def _crate_file(table: WrittenTable, file: WrittenFile) -> JsonObject:
    made: JsonObject = {"@id": file.path, "@type": "File"}
    made["name"] = file.path
    made["description"] = table.about
    made["encodingFormat"] = file.media
    made["contentSize"] = str(file.size)
    made["sha256"] = file.sha256
    return made


# --- DCAT ---------------------------------------------------------------------------------------


def dcat(package: Package) -> JsonObject:
    """The description of DCAT 3 as JSON-LD; addresses of files are relative to it."""
    licences: list[Json] = [{"@id": each.address} for each in package.licences]
    made: JsonObject = {"@context": _DCAT, "@id": "./", "@type": "dcat:Dataset"}
    made["dct:title"] = package.title
    made["dct:description"] = package.description
    made["dct:identifier"] = package.name
    made["dct:issued"] = _day(package.published)
    made["dcat:version"] = package.version
    made["dcat:keyword"] = list(package.keywords)
    made["dct:language"] = list(package.languages)
    made["dct:license"] = licences
    made["dct:publisher"] = [_foaf(name) for name in package.publishers]
    made["dct:creator"] = [_foaf(name) for name in package.creators]
    made["dcat:distribution"] = [
        _distribution(table, file, licences) for table, file in package.files()
    ]
    return _without_none(made)


def _day(published: str) -> JsonObject:
    """A day, or a month, with its type."""
    kind = "xsd:date" if len(published) == 10 else "xsd:gYearMonth"
    return {"@type": kind, "@value": published}


def _foaf(name: str) -> JsonObject:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _distribution(
    table: WrittenTable,
    file: WrittenFile,
    licences: list[Json],
) -> JsonObject:
    """A file of a table for DCAT."""
    media = f"https://www.iana.org/assignments/media-types/{file.media}"
    algorithm = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
    checksum: JsonObject = {"@type": "spdx:Checksum"}
    checksum["spdx:algorithm"] = {"@id": algorithm}
    checksum["spdx:checksumValue"] = {"@type": "xsd:hexBinary", "@value": file.sha256}
    size = {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)}
    made: JsonObject = {"@id": f"#{file.path}", "@type": "dcat:Distribution"}
    made["dct:title"] = file.path
    made["dct:description"] = table.about
    made["dcat:downloadURL"] = {"@id": file.path}
    made["dcat:mediaType"] = {"@id": media}
    made["dcat:byteSize"] = size
    made["spdx:checksum"] = checksum
    made["dct:license"] = licences
    return _without_none(made)


# --- the data card ------------------------------------------------------------------------------


def card(package: Package) -> str:
    """The data card in the form of Hugging Face: metadata that its hub reads, then words."""
    lines = ["---"]
    for name, value in _metadata(package).items():
        # JSON is YAML too.
        lines.append(f"{name}: {json.dumps(value, ensure_ascii=False)}")
    lines += ["---", f"# {package.title}", "", package.description, ""]
    if package.editions:
        lines += ["## Editions", ""]
        for edition in package.editions:
            lines.append(f"- `{edition.name}` {edition.version} (`{edition.hash}`)")
        lines.append("")
    lines += ["## Licences", ""]
    for licence in package.licences:
        lines.append(f"- [{licence.title}]({licence.address}) (`{licence.name}`)")
    if not package.licences:
        lines.append(
            "The records state no licence. Ask those who published the documents."
        )
    if package.publishers:
        lines += ["", "## Publishers", ""]
        lines += [f"- {name}" for name in package.publishers]
    lines += [
        "",
        "## Tables",
        "",
        "| Table | Rows | What a row is |",
        "| --- | --- | --- |",
    ]
    for table in package.tables:
        lines.append(f"| `{table.name}` | {table.rows} | {table.about} |")
    for table in package.tables:
        lines += ["", f"### {table.name}", "", "| Column | Type | Meaning |"]
        lines.append("| --- | --- | --- |")
        for field in table.fields:
            about = field.about.replace("|", "\\|")
            lines.append(f"| `{field.name}` | {field.type} | {about} |")
    return "\n".join(lines) + "\n"


def _metadata(package: Package) -> JsonObject:
    """What the hub of Hugging Face reads at the top of a card."""
    licences: list[str] = []
    for each in package.licences:
        name = each.name.lower() if each.name in _KNOWN_TO_HUB else "other"
        licences.append(name)
    configs: list[Json] = []
    for table in package.tables:
        files = [file.path for file in table.files if file.media == PARQUET]
        configs.append({"config_name": table.name, "data_files": files})
    rows = max((table.rows for table in package.tables), default=0)
    made: JsonObject = {"pretty_name": package.title}
    made["license"] = list(dict.fromkeys(licences)) or ["unknown"]
    titles = [each.title for each in package.licences]
    made["license_details"] = "; ".join(titles)
    languages = [each.partition("-")[0] for each in package.languages]
    made["language"] = list(dict.fromkeys(languages))
    made["size_categories"] = [_size(rows)]
    made["tags"] = list(package.keywords)
    made["configs"] = configs
    return made


def _size(rows: int) -> str:
    """The class of size that a number of rows is in."""
    for limit, name in _SIZES:
        if rows < limit:
            return name
    return "n>10M"
