import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.checking.config_file import lines, parse
from communique.core.errors import BadConfiguration
from communique.core.source import Source

TEXT = '''# [comment]
profile = "council"

"odd.key" = """
select = [
\\""" [""" # and so on
ignore = [
  "A", # ]
  'B]"',
]
severity = {EID = "error", "a b" = 'x'}
text = \'\'\'
a]\'\'\'
[tool.communique]
select = ["x"]
per-file-ignores."x.json" = ["A"]
  [ tool . "communique" . severity ]
EID = "error"
[[list.of]]
one = 1
[[list.of]]
two = 2
'''

LINES = {
    ("profile",): 2,
    ("odd.key",): 4,
    ("ignore",): 7,
    ("severity",): 11,
    ("severity", "EID"): 11,
    ("severity", "a b"): 11,
    ("text",): 12,
    ("tool",): 14,
    ("tool", "communique"): 14,
    ("tool", "communique", "select"): 15,
    ("tool", "communique", "per-file-ignores"): 16,
    ("tool", "communique", "per-file-ignores", "x.json"): 16,
    ("tool", "communique", "severity"): 17,
    ("tool", "communique", "severity", "EID"): 18,
    ("list",): 19,
    ("list", "of"): 19,
    ("list", "of", "one"): 20,
    ("list", "of", "two"): 22,
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_key_stands_on_the_line_on_which_it_is_first_named(end: str) -> None:
    assert lines(Source("a.toml", TEXT.replace("\n", end).encode())) == LINES


def test_values_are_those_of_the_standard_library() -> None:
    assert parse(Source("a.toml", b'\xef\xbb\xbfa = 1\r\n[b]\r\nc = "\xc5\xbe"')) == {
        "a": 1,
        "b": {"c": "ž"},
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a = ", "a.toml:1: not valid TOML: invalid value"),
        (
            b"a = 1\nb\n",
            "a.toml:2:2: not valid TOML: expected '=' after a key in a key/value pair",
        ),
        (b"a = 1\na = 2\n", "a.toml:2:6: not valid TOML: cannot overwrite a value"),
        (b"a = [1,\n", "a.toml:2: not valid TOML: invalid value"),
        (
            b"\xe8 = 1",
            "a.toml: not valid TOML: byte 0xE8 is not valid UTF-8; the file looks like ISO 8859-7 or Windows-1251",
        ),
        (b"a = 1\0", "a.toml: not valid TOML: not text: there is a zero byte here"),
        (
            "a = 1".encode("utf-16"),
            "a.toml: not valid TOML: the file is UTF-16 by its byte order mark; only UTF-8 is read",
        ),
        (
            b"a = " + b"[" * 100_000,
            "a.toml: not readable TOML: values are nested too deeply",
        ),
        (b"<xml/>", "a.toml:1:1: not valid TOML: invalid statement"),
    ],
)
def test_what_is_no_toml_is_said_in_a_sentence_with_its_place(
    data: bytes, said: str
) -> None:
    with pytest.raises(BadConfiguration) as error:
        parse(Source("a.toml", data))
    assert str(error.value) == said


PIECES = st.sampled_from(
    [
        "a = 1\n",
        "[t]\n",
        "[[u]]\n",
        "b.c = [\n1,\n]\n",
        'd = """\n]"""\n',
        "e = '''\n['''\n",
        "# [\n",
        "\n",
        "f = {g = 1}\n",
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_every_key_of_a_file_has_a_line_that_names_it(pieces: list[str]) -> None:
    source = Source("a.toml", "".join(pieces).encode())
    try:
        values = parse(source)
    except BadConfiguration:
        return
    found = lines(source)
    assert {key for key in found if len(key) == 1} == {(name,) for name in values}
    for key, line in found.items():
        assert key[-1] in source.text.split("\n")[line - 1]
