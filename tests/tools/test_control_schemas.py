"""The schemas of what controls the checking. That they refuse what is refused is held beside what
refuses it.
"""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tools.generate.data_schemas import make

SCHEMAS = {path: json.loads(data) for path, data in make(Path()).items()}


@pytest.mark.parametrize("path", SCHEMAS)
def test_a_schema_is_one_and_says_what_each_key_is(path: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[path])
    assert all(each.get("description") for each in SCHEMAS[path]["properties"].values())
