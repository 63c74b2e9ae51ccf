"""What a run of the benchmarks says, as the table of docs/performance.md: `python table.py
bench.json performance.md`.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARKS = ("<!-- measured: make bench -->", "<!-- end -->")

RATIOS = {
    "akn-read": ("Akoma Ntoso to Declaration", "`lxml.etree.fromstring`", 8.0),
    "akn-write": ("Declaration to Akoma Ntoso", "`lxml.etree.tostring`", 5.0),
    "html-write": (
        "Declaration to HTML, its record inside",
        "writing Akoma Ntoso",
        3.0,
    ),
    "akn-check": (
        "Akoma Ntoso read, by schema and all rules",
        "`lxml` parse and XSD",
        4.5,
    ),
    "json-read": ("JSON to Declaration", "`json.loads`", 1.6),
}
PER_PARAGRAPH = 0.05
IMPORT = 20.0
LOAD = 150.0
VALIDATE = 1.0
MEMORY = 12.0
JOBS = 1.8
MANY = 1.1

Runs = dict[tuple[str, str, int | None], dict[str, Any]]


def runs(report: dict[str, Any]) -> Runs:
    """The runs by row, side and number of paragraphs: the fastest round in milliseconds, and what
    else was noted.
    """
    found: Runs = {}
    for run in report["benchmarks"]:
        info = run["extra_info"]
        found[info["row"], info["side"], info.get("paragraphs")] = {
            **info,
            "ms": run["stats"]["min"] * 1000,
        }
    return found


def verdict(value: float, target: float) -> str:
    """Whether a target is met, in a word."""
    return "met" if value <= target else f"missed by {value / target - 1:.0%}"


def rows(found: Runs) -> Iterator[tuple[str, str, str, str, str, str]]:
    """The rows of the table: work, size, ours, measure, target, verdict."""
    sizes = sorted({size for _, _, size in found if size is not None})
    for row, (work, limit, target) in RATIOS.items():
        for size in sizes:
            ours, other = (found[row, side, size]["ms"] for side in ("ours", "limit"))
            ratio = ours / other
            yield (work, f"{size:,}", f"{ours:,.2f} ms", f"{ratio:.1f} x {limit} ({other:,.3f} ms)", f"{target:g} x",
                   verdict(ratio, target))  # fmt: skip
    for size in sizes:
        ours = found["text-read", "ours", size]["ms"]
        each = ours / size
        yield ("raw text to Declaration", f"{size:,}", f"{ours:,.2f} ms", f"{each:.4f} ms per paragraph",
               f"{PER_PARAGRAPH} ms", verdict(each, PER_PARAGRAPH))  # fmt: skip
    yield from process_rows(found)


def process_rows(found: Runs) -> Iterator[tuple[str, str, str, str, str, str]]:
    """The rows about whole processes."""
    ours, other = (
        found["import", "ours", None][f"{side}_ms"] for side in ("ours", "limit")
    )
    yield ("`import communique`", "", f"{ours:.1f} ms", f"{ours - other:.1f} ms over bare Python ({other:.1f} ms)",
           f"{IMPORT:g} ms", verdict(ours - other, IMPORT))  # fmt: skip
    ours, other = (
        found["load", "ours", None][f"{side}_ms"] for side in ("ours", "limit")
    )
    yield ("`load()` of the shipped declaration", "26", f"{ours:.0f} ms", f"{ours - other:.0f} ms over bare Python ({other:.1f} ms)",
           f"{LOAD:g} ms", verdict(ours, LOAD))  # fmt: skip
    if ("validate", "ours", None) in found:
        ours, other = (
            found["validate", "ours", None][f"{side}_ms"] for side in ("ours", "limit")
        )
        yield ("`communique validate FILE.xml`", "26", f"{ours:.0f} ms", f"{ours / other:.2f} x `xmllint --schema` ({other:.0f} ms)",
               f"{VALIDATE:g} x", verdict(ours / other, VALIDATE))  # fmt: skip
    run = found["jobs", "ours", None]
    faster = run["s1"] / run["s2"]
    met = "met" if faster >= JOBS else f"missed by {1 - faster / JOBS:.0%}"
    yield ("`communique validate --jobs 2 FOLDER`", f"{run['files']:,} files of 26", f"{run['s2']:,.2f} s",
           f"{faster:.2f} x as fast as with one process ({run['s1']:,.2f} s)", f"{JOBS:g} x at least", met)  # fmt: skip
    for form in ("akn", "json", "text"):
        if (f"memory-{form}", "ours", None) not in found:
            continue
        run = found[f"memory-{form}", "ours", None]
        yield (f"memory, reading `{form}`", f"{run['bytes'] / 1e6:.1f} MB", "", f"grows by {run['growth']:.1f} x the input",
               f"{MEMORY:g} x", verdict(run["growth"], MEMORY))  # fmt: skip
    if ("memory-many", "ours", None) in found:
        run = found["memory-many", "ours", None]
        more = run["many"] / run["few"]
        yield ("memory, validating many", f"{run['files']:,} files of 26", "",
               f"{run['many'] / 1024:.0f} MB in each process, {more:.2f} x that with a tenth of them", f"{MANY:g} x",
               verdict(more, MANY))  # fmt: skip


def table(report: dict[str, Any]) -> str:
    """The table, and a line that says when, of which commit and on what it was measured."""
    head = ("Work", "Paragraphs", "Time", "Measured", "Target", "")
    lines = [head, ("---",) * len(head), *rows(runs(report))]
    day = report["datetime"][:10]
    commit = report["commit_info"]["id"][:8]
    machine = report["machine_info"]
    cpu = machine.get("cpu", {})
    where = f"Python {machine['python_version']}, {cpu.get('brand_raw', machine['machine'])}, {cpu.get('count', '?')} cores"
    return "\n".join(
        [
            *(f"| {' | '.join(line)} |" for line in lines),
            "",
            f"Measured on {day}, commit {commit}, with {where}. The fastest round counts.",
        ]
    )


def main(report: Path, page: Path) -> None:
    """Put the table into the page, and print it."""
    text = table(json.loads(report.read_text("utf-8")))
    start, end = map(re.escape, MARKS)
    new = "\n".join((MARKS[0], "", text, "", MARKS[1]))
    page.write_text(
        re.sub(
            rf"{start}.*{end}", lambda _: new, page.read_text("utf-8"), flags=re.DOTALL
        ),
        "utf-8",
    )
    print(text)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
