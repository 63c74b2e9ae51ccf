"""Every code that a reader, a schema, the model or a run gives to a finding, by family.

The codes of rules and cross checks are not here: each has its own, beside its documentation
(`rules`, `checking.cross`). A number is never used again.
"""

from communique.core.diagnostics import Code, Severity

_INFO = Severity.INFO
_WARNING = Severity.WARNING
_ERROR = Severity.ERROR


# --- Runs: what is said of a check itself, and of comments that ignore findings. ---

CANNOT_OPEN = Code(
    "RUN001", "cannot-open", _ERROR, "a file cannot be opened or read", fatal=True
)
ENGINE_FAULT = Code(
    "RUN002",
    "engine-fault",
    _ERROR,
    "a reader, a writer or a check broke down, so that nothing is known",
    fatal=True,
)
SCHEMA_ONLY = Code(
    "RUN003",
    "schema-only",
    _INFO,
    "not a declaration: only the schema and the rules that need no record were used",
)
WITHOUT_REASON = Code(
    "RUN004",
    "ignore-without-reason",
    _WARNING,
    "a comment ignores findings and does not say why",
)
UNUSED_IGNORE = Code(
    "RUN005", "unused-ignore", _WARNING, "a comment ignores findings that are not there"
)
WRONG_IGNORE = Code(
    "RUN006",
    "wrong-ignore",
    _WARNING,
    "a comment is meant to ignore findings, but names none that can be ignored",
)
BROKEN_PLUGIN = Code(
    "RUN007",
    "broken-plugin",
    _WARNING,
    "a package adds a format, a rule or a command that cannot be used",
)

# --- Sources: what every reader may say of its bytes. ---

NOT_TEXT = Code(
    "SRC001", "not-text", _ERROR, "the bytes are not valid UTF-8 text", fatal=True
)
NOT_WELL_FORMED = Code(
    "SRC002",
    "not-well-formed",
    _ERROR,
    "the text breaks the grammar of its format",
    fatal=True,
)
DOCTYPE = Code(
    "SRC003",
    "doctype",
    _ERROR,
    "the XML has a document type declaration, which can name other files and is never read",
    fatal=True,
)
TOO_LARGE = Code(
    "SRC004", "too-large", _ERROR, "the file is larger than the limit", fatal=True
)
LINE_TOO_LONG = Code(
    "SRC005", "line-too-long", _ERROR, "a line is longer than the limit", fatal=True
)
TOO_NESTED = Code(
    "SRC006",
    "too-nested",
    _ERROR,
    "elements or values are nested deeper than the limit",
    fatal=True,
)
OTHER_DOCUMENT_TYPE = Code(
    "SRC007",
    "other-document-type",
    _ERROR,
    "the file contains something other than a declaration",
    fatal=True,
)
UNSUPPORTED = Code(
    "SRC008",
    "unsupported-element",
    _ERROR,
    "words are in a position that the record has no place for",
    loss=True,
)
EMPTY = Code(
    "SRC009", "empty-file", _ERROR, "the file contains only white space", fatal=True
)
OTHER_NAMESPACE = Code(
    "SRC010",
    "other-namespace",
    _WARNING,
    "the file is in a draft or another version of Akoma Ntoso",
)
NOT_KEPT = Code(
    "SRC011",
    "not-kept",
    _WARNING,
    "metadata or an attribute that the record has no place for",
    loss=True,
)
GUESSED = Code(
    "SRC012",
    "guessed",
    _INFO,
    "a foreign construct was read as the nearest one of the record",
)
UNUSABLE_ID = Code(
    "SRC013",
    "unusable-id",
    _WARNING,
    "an identifier that the record cannot keep",
    loss=True,
)
NOT_FOLLOWED = Code(
    "SRC014",
    "not-followed",
    _WARNING,
    "an instruction to read another file was not followed",
    loss=True,
)
UNUSABLE_VALUE = Code(
    "SRC015",
    "unusable-value",
    _WARNING,
    "a value that its field does not take was left out",
    loss=True,
)
DUPLICATE_KEY = Code(
    "SRC016",
    "duplicate-key",
    _ERROR,
    "a key is used twice in one object, so that one of its values would be lost",
    fatal=True,
)

# --- Files whose text is taken out: DOCX, HTML, PDF. ---

DAMAGED = Code(
    "INP001",
    "damaged-input",
    _ERROR,
    "the file cannot be opened as what it is",
    fatal=True,
)
ENCRYPTED = Code(
    "INP002", "encrypted-file", _ERROR, "the file is locked with a password", fatal=True
)
INFLATED = Code(
    "INP003",
    "inflated",
    _ERROR,
    "the unpacked content of the file is larger than the limit",
    fatal=True,
)
WITHOUT_WORDS = Code(
    "INP004",
    "without-words",
    _ERROR,
    "the file holds no words that can be read",
    fatal=True,
)
OTHER_KIND = Code(
    "INP005",
    "other-kind",
    _WARNING,
    "the file's ending says one kind, its bytes another",
)
OTHER_ENCODING = Code(
    "INP006",
    "other-encoding",
    _WARNING,
    "the bytes are in another encoding than the file says",
)
SET_ASIDE = Code(
    "INP007",
    "set-aside",
    _WARNING,
    "words of the file that are not part of its text: headers, menus, hidden words",
    loss=True,
)
CHANGES = Code(
    "INP008",
    "tracked-changes",
    _WARNING,
    "the file has tracked changes; it is read as if all were accepted",
    loss=True,
)
NOT_READ = Code(
    "INP009",
    "not-read",
    _WARNING,
    "a part of the file that can hold words and is not read",
    loss=True,
)
NOTE_NUMBERS = Code(
    "INP010", "numbered-notes", _INFO, "notes were numbered in their order"
)
OTHER_TITLE = Code(
    "INP011",
    "other-title",
    _INFO,
    "the file's properties give it a title that is not printed in it",
)
NOT_INSTALLED = Code(
    "INP021",
    "not-installed",
    _ERROR,
    "the package that opens this kind of file is not installed",
    fatal=True,
)
NO_TEXT_LAYER = Code(
    "INP022",
    "no-text-layer",
    _ERROR,
    "the pages are pictures, or empty, and hold no text",
    fatal=True,
)
PAGES_WITHOUT_TEXT = Code(
    "INP023", "pages-without-text", _WARNING, "some pages hold no text", loss=True
)
UNREADABLE_LETTERS = Code(
    "INP024",
    "unreadable-letters",
    _ERROR,
    "letters that the file has no character for",
    loss=True,
)
COLUMNS_IN_TURN = Code(
    "INP025",
    "columns-in-turn",
    _INFO,
    "columns of running text were read one after the other",
)
TURNED_WORDS = Code(
    "INP026",
    "turned-words",
    _INFO,
    "words at an angle were moved to the end of their page",
)
PAGES_LEFT_OUT = Code(
    "INP027",
    "pages-left-out",
    _ERROR,
    "pages that could not be read, or are beyond the limit",
)
MARGIN_NOTES = Code(
    "INP028", "margin-notes", _INFO, "notes in the margins were put behind the text"
)
CUT_OFF = Code(
    "INP029",
    "cut-off",
    _WARNING,
    "the end of the file is missing, and perhaps pages",
    loss=True,
)
READER_DIED = Code(
    "INP030",
    "reader-died",
    _ERROR,
    "reading the file took too long or too much memory, or crashed",
    fatal=True,
)
GARBLED = Code(
    "INP031",
    "garbled-text",
    _WARNING,
    "the letters in the file do not look like any language",
)

RECORD_USED = Code(
    "INP032",
    "record-used",
    _INFO,
    "the record in the file was read instead of the words",
)
RECORD_SET_ASIDE = Code(
    "INP033",
    "record-set-aside",
    _WARNING,
    "somebody changed the words after the record in the file was written, so the words were read",
)
RECORD_DAMAGED = Code(
    "INP034",
    "record-damaged",
    _WARNING,
    "the record in the file cannot be read, so the words were read",
)
DEEP_NESTING = Code(
    "INP035",
    "deep-nesting",
    _INFO,
    "elements are nested too deep: their words were given to the elements around them",
)
LOST_LETTERS = Code(
    "INP036",
    "lost-letters",
    _WARNING,
    "a page of a PDF has characters that are not in the text",
    loss=True,
)
LAID_OVER = Code(
    "INP037",
    "laid-over",
    _INFO,
    "values of form fields, notes or stamps on a page of a PDF were read",
)
GIVEN_ENCODING = Code(
    "INP038",
    "given-encoding",
    _INFO,
    "the file was decoded by the encoding that you named",
)

# --- Raw text: structure that was guessed, and words without a place. ---

LEFT_OVER = Code(
    "DET001", "left-over", _ERROR, "words that found no place in the record"
)
NUMBER_REPEATED = Code(
    "DET004", "repeated-number", _WARNING, "a printed number repeats or goes back"
)
NUMBER_SKIPPED = Code(
    "DET005", "skipped-number", _WARNING, "printed numbers skip one or more"
)
NUMBER_RESTARTS = Code(
    "DET006",
    "numbering-restarts",
    _INFO,
    "numbering begins again, or does not begin at 1",
)
NOTE_WITHOUT_CALL = Code(
    "DET007",
    "note-without-call",
    _WARNING,
    "a note whose marker is nowhere in the text",
)
CALL_WITHOUT_NOTE = Code(
    "DET008",
    "call-without-note",
    _WARNING,
    "a note marker in the text, and no such note",
)
AMBIGUOUS_CALL = Code(
    "DET009", "ambiguous-call", _INFO, "a note marker could belong in several places"
)
HYPHEN_KEPT = Code(
    "DET010",
    "hyphen-kept",
    _INFO,
    "a hyphen at a line's end that may be a broken word's",
)
SEVERAL_LANGUAGES = Code(
    "DET011",
    "several-languages",
    _INFO,
    "words of several languages are about as frequent",
)
LANGUAGE_UNKNOWN = Code(
    "DET012", "language-unknown", _INFO, "the language could not be decided"
)
GUESSED_END = Code(
    "DET015", "guessed-end-of-cover", _INFO, "the end of the cover note was guessed"
)
CONTROL = Code(
    "DET016",
    "control-character",
    _WARNING,
    "the text has a control character",
    loss=True,
)
HINT_NOT_FOUND = Code(
    "DET017",
    "hint-not-found",
    _ERROR,
    "a hint's words are not in the source, or more than once",
)
HINT_WRONG = Code(
    "DET018", "hint-wrong", _ERROR, "a hint that is none: unknown keys or values"
)
READ_FURNITURE = Code(
    "DET019", "furniture", _INFO, "page numbers and rules were set aside"
)
COLUMNS = Code("DET020", "columns", _INFO, "lines were read as columns")
OVERLAY_WRONG = Code(
    "DET021", "overlay-wrong", _ERROR, "an overlay that says something no record has"
)
OVERLAY_UNMATCHED = Code(
    "DET022",
    "overlay-unmatched",
    _ERROR,
    "words of an overlay that are not in the text, or twice",
)
SIDE_BY_SIDE = Code(
    "DET023",
    "side-by-side",
    _WARNING,
    "columns of running text, or a table, read line by line",
)
DOUBT = Code(
    "DET024", "doubtful-role", _INFO, "the reader is not sure of the role of a block"
)
FACTS_DISAGREE = Code(
    "DET025",
    "facts-disagree",
    _WARNING,
    "the text and its metadata disagree on a fact",
    loss=True,
)
METADATA = Code(
    "DET026",
    "metadata-unused",
    _WARNING,
    "metadata before the text that cannot be parsed or have no place in the record",
    loss=True,
)
RUNNING_HEAD = Code(
    "DET027",
    "running-head",
    _WARNING,
    "a line with words was set aside as a page's header or footer",
    loss=True,
)
LABEL_IN_WORDS = Code(
    "DET028",
    "label-in-words",
    _WARNING,
    "words without a number begin with the label that a series before them waits for",
)

# --- The model: values that are no record, and its laws. ---

MISSING_FIELD = Code(
    "MOD001", "missing-field", _ERROR, "a field that every record has is not there"
)
UNKNOWN_FIELD = Code("MOD002", "unknown-field", _ERROR, "a field that no record has")
WRONG_VALUE = Code(
    "MOD003", "wrong-value", _ERROR, "a value that its field does not take"
)
DUPLICATE = Code(
    "MOD010", "duplicate-eid", _ERROR, "an eid or id is used twice in one record"
)
RESERVED_ID = Code(
    "MOD011",
    "reserved-id",
    _ERROR,
    "an eid or id is a name that Akoma Ntoso files use themselves",
)
COVER_EID = Code(
    "MOD012",
    "cover-eid",
    _ERROR,
    "an eid of the cover does not begin with cover__, or begins with cover__att_",
)
MARK_OUTSIDE = Code(
    "MOD013",
    "mark-outside-text",
    _ERROR,
    "a mark ends after its text, or ends before it starts",
)
MARK_WIDTH = Code(
    "MOD014", "mark-width", _ERROR, "a note mark has words, or another mark has none"
)
MARK_ORDER = Code(
    "MOD015",
    "mark-order",
    _ERROR,
    "marks stand by start, zero width first, longest first",
)
MARK_STRADDLE = Code(
    "MOD016",
    "marks-straddle",
    _ERROR,
    "two marks overlap without one holding the other",
)
NOTE_DANGLING = Code(
    "MOD017", "dangling-note", _ERROR, "a note mark names a note that is not there"
)
NOTE_ORDER = Code(
    "MOD018",
    "note-order",
    _ERROR,
    "notes stand in the order of their first calls, notes without a call last",
)
NO_SUCH_DAY = Code("MOD019", "no-such-day", _ERROR, "a date is in no calendar")
BARE_GROUP = Code(
    "MOD020", "bare-group", _ERROR, "a group of recitals has neither number nor heading"
)
TOO_DEEP = Code(
    "MOD021",
    "too-deep",
    _ERROR,
    "points, sections, annexes or notes are nested deeper than 30 levels",
)
UNKNOWN_SIGNATORY = Code(
    "MOD022",
    "unknown-signatory",
    _ERROR,
    "a signature names a signatory that the record does not have",
)

# --- The OASIS schema. ---

SCHEMA_CONTENT = Code(
    "XSD001",
    "unexpected-content",
    _ERROR,
    "something is not allowed here by the schema, or is missing",
)
SCHEMA_ATTRIBUTE = Code(
    "XSD002",
    "wrong-attribute",
    _ERROR,
    "an attribute is not allowed here, or a required one is missing",
)
SCHEMA_VALUE = Code(
    "XSD003",
    "wrong-schema-value",
    _ERROR,
    "a value does not match its type in the schema",
    echoes=("SRC013", "SRC015"),
)
SCHEMA_REPEATED_EID = Code(
    "XSD004",
    "repeated-eid",
    _ERROR,
    "an eId or GUID is used twice in one file",
    echoes=("SRC013", "EID003", "EID004"),
)
SCHEMA_TEXT = Code(
    "XSD005",
    "text-not-allowed",
    _ERROR,
    "text appears where the schema allows only elements",
)
SCHEMA_ELEMENT = Code(
    "XSD006", "undeclared-element", _ERROR, "the schema has no such element"
)
NO_SCHEMA = Code(
    "XSD090",
    "schema-missing",
    _ERROR,
    "the schema is missing, or is not the expected one",
    fatal=True,
)

# --- JSON files. ---

KEY_ORDER = Code(
    "JSN006",
    "key-order",
    _INFO,
    "keys are not in the order in which a record is written",
)

# --- Two files that are not compared. The other codes of this family belong to the cross checks.
# ---

NOT_COMPARED = Code(
    "CRS003",
    "not-compared",
    _ERROR,
    "one of two files contains no declaration, so nothing is compared",
    fatal=True,
)

# --- Follow-ups. ---

OTHER_WORK = Code(
    "FUP001",
    "ledger-of-another-work",
    _ERROR,
    "a follow-up belongs to another declaration",
)
UNKNOWN_NODE = Code(
    "FUP002",
    "unknown-node",
    _ERROR,
    "an event concerns a paragraph that the declaration does not have",
)
NO_DOCUMENT = Code(
    "FUP003",
    "event-without-document",
    _WARNING,
    "an event names no document with an address or an identifier",
)
NO_QUOTATION = Code(
    "FUP004",
    "event-without-quotation",
    _WARNING,
    "an event quotes no words of a document",
)
NOT_IN_ORDER = Code(
    "FUP005",
    "event-after-a-later-one",
    _ERROR,
    "the events of a follow-up are not in the order of their dates",
)
UNKNOWN_PROMISE = Code(
    "FUP006",
    "unknown-promise",
    _ERROR,
    "a score is of a promise that the declaration does not have",
)
OTHER_VERSION = Code(
    "FUP007",
    "ledger-of-another-version",
    _ERROR,
    "the scores of a follow-up are of another version of the text",
)

# --- The data package. ---

MISSING_FILE = Code(
    "PKG001", "missing-file", _ERROR, "a file that the data package lists is not there"
)
DAMAGED_FILE = Code(
    "PKG002", "damaged-file", _ERROR, "a file has other bytes than it should have"
)
UNLISTED_FILE = Code(
    "PKG003", "unlisted-file", _ERROR, "a file that the data package does not list"
)
BAD_DESCRIPTOR = Code(
    "PKG004",
    "bad-descriptor",
    _ERROR,
    "the description of the data package is not valid",
)
NOT_DERIVED = Code(
    "PKG005",
    "not-derived",
    _ERROR,
    "a generated file cannot be derived from its sources",
)
TEXT_DIFFERS = Code(
    "PKG006",
    "text-differs",
    _ERROR,
    "the words of a record differ from its source",
)


OF_HINTS = (HINT_NOT_FOUND, HINT_WRONG, OVERLAY_WRONG, OVERLAY_UNMATCHED)
"""The codes about the hints and the overlay that a person gives."""

LAWS = tuple(
    each
    for each in vars().values()
    if isinstance(each, Code) and "MOD010" <= each.code <= "MOD999"
)
"""The codes of the laws of the record, which hold across its fields."""

CODES = tuple(each for each in vars().values() if isinstance(each, Code))
"""All of them."""
