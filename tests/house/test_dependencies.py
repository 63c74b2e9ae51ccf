"""The lower bounds of the dependencies are those that the tests are run with."""

import re
import tomllib

from tests.house.checkout import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOWEST = dict(
    re.findall(
        r"^([\w-]+)==([\d.]+)$",
        (ROOT / "tests" / "lowest.txt").read_text("utf-8"),
        re.MULTILINE,
    )
)


def lower_bounds() -> dict[str, str]:
    extras = PROJECT["optional-dependencies"]
    requirements = [
        *PROJECT["dependencies"],
        *(
            each
            for name in ("corpus", "dask", "lsp", "mcp", "pdf", "print", "xlsx")
            for each in extras[name]
        ),
    ]
    return dict(
        re.findall(r"^([\w-]+)>=([\d.]+)", "\n".join(requirements), re.MULTILINE)
    )


def test_the_lowest_versions_are_those_of_the_settings() -> None:
    assert set(LOWEST) == set(lower_bounds())
    for name, bound in lower_bounds().items():
        assert LOWEST[name] == bound or LOWEST[name].removesuffix(".0") == bound


def test_every_extra_but_those_for_developers_is_in_all() -> None:
    extras = set(PROJECT["optional-dependencies"]) - {
        "all",
        "dev",
        "docs",
        "test",
        "train",
    }
    (everything,) = PROJECT["optional-dependencies"]["all"]
    assert set(re.findall(r"\[(.*)\]", everything)[0].split(",")) == extras
