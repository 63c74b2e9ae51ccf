import json
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tools.generate.data_schemas import make

from communique.catalogues import CATALOGUES
from communique.checking.config_file import (
    CatalogueName,
    Configuration,
    FormName,
    ProfileName,
    SeverityName,
    faults,
)
from communique.checking.configurations import read_config
from communique.checking.patterns import Pattern
from communique.checking.settings import OUTPUT_FORMATS, Settings
from communique.core.diagnostics import Severity
from communique.core.errors import BadConfiguration
from communique.rules.rule import Profile

KEYS = [field.alias or name for name, field in Configuration.model_fields.items()]
SCHEMA = json.loads(make(Path())["schema/config.schema.json"])
WHOLE = """profile = "council"
select = ["EID", "numbering-gap"]
extend-select = ["TXT"]
ignore = ["EID004"]
max-findings = 5
exclude = ["build", "drafts/*"]
fail-on = "warning"
output-format = "concise"
lang = "sl"
jobs = 2
baseline = "known/b.json"

[per-file-ignores]
"old/**" = ["NUM"]

[severity]
EID = "info"
"""


def written(path: Path, text: str) -> str:
    path.write_text(text, "utf-8")
    return str(path)


def test_every_key_is_a_setting(tmp_path: Path) -> None:
    assert set(tomllib.loads(WHOLE)) == set(KEYS)
    folder = str(tmp_path)
    wanted = Settings(
        profile="council",
        select=("EID", "numbering-gap"),
        extend_select=("TXT",),
        ignore=("EID004",),
        per_file_ignores=((Pattern("old/**", folder), ("NUM",)),),
        severity={"EID": Severity.INFO},
        max_findings=5,
        exclude=(Pattern("build", folder), Pattern("drafts/*", folder)),
        fail_on=Severity.WARNING,
        output_format="concise",
        lang="sl",
        jobs=2,
        baseline=str(tmp_path / "known" / "b.json"),
    )
    assert read_config(written(tmp_path / "communique.toml", WHOLE)) == wanted
    shared = WHOLE.replace("[", "[tool.communique.").replace(
        "= [tool.communique.", "= ["
    )
    assert (
        read_config(
            written(tmp_path / "pyproject.toml", f"[tool.communique]\n{shared}")
        )
        == wanted
    )


def test_an_empty_configuration_says_nothing(tmp_path: Path) -> None:
    assert read_config(written(tmp_path / "communique.toml", "")) == Settings()
    assert (
        read_config(written(tmp_path / "pyproject.toml", "[tool.communique]\n"))
        == Settings()
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[tool.black]\n",
        '[project]\nname = "communique"\n',
        "this is no TOML",
        "tool = 3 # communique",
    ],
)
def test_a_shared_file_without_our_table_is_no_configuration(
    text: str, tmp_path: Path
) -> None:
    assert read_config(written(tmp_path / "pyproject.toml", text)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nselct = []", "2: unknown key 'selct'; did you mean 'select'?"),
        ("extend_select = []", "1: unknown key 'extend_select'; did you mean 'extend-select'?"),
        ("qqq = []", "1: unknown key 'qqq'; the keys are profile, select, extend-select"),
        ("profile = 'akn4xx'", "1: profile is 'akn4xx', but should be 'generic', 'declaration', 'council', 'akn4un' or 'akn4eu'"),
        ("profile = []", "1: profile is an array, but should be 'generic'"),
        ("select = 'EID'", "1: select is 'EID', but should be an array of strings"),
        ("select = [\n'EID',\n3]", "1: select[1] is 3, but should be a non-empty string"),
        ("select = ['']", "1: select[0] is an empty string, but should be a non-empty string"),
        ("select = ['EIDD']", "1: select: unknown code or name 'EIDD'; did you mean EID"),
        ("max-findings = 0", "1: max-findings is 0, but should be a whole number from 1"),
        ("max-findings = true", "1: max-findings is true, but should be a whole number from 1"),
        ("max-findings = 1.5", "1: max-findings is 1.5, but should be a whole number from 1"),
        ("[severity]\nEID = 'info'\nNUM = 'grave'", "3: severity.NUM is 'grave', but should be 'info', 'warning' or 'error'"),
        ("[severity]\nQQQ = 'info'", "2: severity.QQQ: unknown code or name 'QQQ'"),
        ("severity = 3", "1: severity is 3, but should be a table"),
        ("[per-file-ignores]\n'a.json' = 'EID'", "2: per-file-ignores.a.json is 'EID', but should be an array of strings"),
        ("[per-file-ignores]\n'a.json' = ['QQQ']", "2: per-file-ignores.a.json: unknown code or name 'QQQ'"),
        ("exclude = [2024-01-01]", "1: exclude[0] is a date or time, but should be a non-empty string"),
        ("fail-on = {}", "1: fail-on is a table, but should be 'info', 'warning' or 'error'"),
        ("output-format = 'pdf'", "1: output-format is 'pdf', but should be 'full', 'concise', 'json'"),
        ("select = [", "1: not valid TOML: invalid value"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence_with_its_line(
    text: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "communique.toml"
    with pytest.raises(BadConfiguration) as error:
        read_config(written(path, text))
    assert str(error.value).startswith(f"{path}:{said}")
    assert "\n" not in str(error.value)


def test_a_table_of_ours_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(
        BadConfiguration, match=r":2: tool.communique is 3, but should be a table"
    ):
        read_config(written(tmp_path / "pyproject.toml", "[tool]\ncommunique = 3"))


def test_the_published_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(tomllib.loads(WHOLE))


VALUES = st.recursive(
    st.none().map(lambda _: 1.5)
    | st.booleans()
    | st.integers(-1, 2)
    | st.sampled_from(["", "EID", "info", "json", "council"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["EID", "*.json"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*KEYS, "other"]), VALUES, max_size=3))
def test_a_table_is_refused_exactly_where_the_published_schema_refuses_it(
    table: dict[str, Any],
) -> None:
    assert (list(faults(table)) == []) is Draft202012Validator(SCHEMA).is_valid(table)


def test_a_file_may_name_what_there_is() -> None:
    assert get_args(ProfileName) == tuple(map(str, Profile))
    assert get_args(SeverityName) == tuple(map(str, Severity))
    assert get_args(FormName) == OUTPUT_FORMATS
    assert get_args(CatalogueName) == tuple(CATALOGUES)
