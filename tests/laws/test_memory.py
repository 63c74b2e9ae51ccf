"""Memory is bounded: a process that reads and writes for a long time needs no more than one that
does so for a short time.
"""

import json
import subprocess
import sys

import pytest

from communique.formats import FORMATS

# Each format has a process of its own, which comes from one that has the library: to load it takes
# half as long as the rest.
PROGRAM = """
import json, os, sys
from pathlib import Path
import communique
from communique.formats import format_named

few, many = 100, 400
text = '''Joint Declaration of the Rivers

Riga, 3 May 2023

The ministers of the rivers,

Recalling the Convention of Riga (1),

1. welcome the report of the Commission on navigation;
2. call upon the states to
(a) measure the water, and
(b) report by 31 December 2024;
3. decide to meet again in 2025.

(1) Convention on rivers, Riga, 12 July 2019.
'''
declaration = communique.read(text.encode(), "text", language="en").require()

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1])

def grown(name):
    form = next(each for each in communique.FORMATS if each.name == name)
    given = name if form.reads else "akn"
    data = format_named(given).write_bytes(declaration)
    for turn in range(1, many + 1):
        communique.write(communique.read(data, given, language="en").require(), name)
        if turn == few:
            before = resident()
    return resident() / before

for name in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        print(json.dumps([name, grown(name)]), flush=True)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is asked of Linux")
def test_memory_after_many_readings_and_writings_is_that_after_few() -> None:
    names = [each.name for each in FORMATS if each.writes and each.name != "pdf"]
    command = [sys.executable, "-c", PROGRAM, *names]
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=300
    )
    grown = dict(map(json.loads, run.stdout.splitlines()))
    assert list(grown) == names
    assert {name: times for name, times in grown.items() if times >= 1.04} == {}
