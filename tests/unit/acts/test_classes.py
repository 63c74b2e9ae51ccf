"""Sentences of each class that a promise may be, in each language with words: what is promised, to
the letter, and by whom.

A line of a file is a class, and an invented sentence: `⟦⟧` stand around what is promised or asked
for, `{}` around who acts, if somebody is named; `\\n` is the end of a line. Classes: F future, P
present of engagement, I infinitives below a verb or a heading, N nouns, V passive, D decisions, A
asks, J demands, X asks in the passive, L points below a lead, Y asks of a reader, W we and a noun,
M imperatives, Z none.
"""

import re
import textwrap
from pathlib import Path

import pytest

from communique import promises, read

CLASSES = Path(__file__).with_name("classes")
TITLES = {
    "en": "Declaration on Tides and Bells", "ja": "潮と鐘に関する宣言", "zh": "关于潮汐与钟声的宣言", "ko": "조수와 종에 관한 선언",
}  # fmt: skip


@pytest.mark.parametrize(
    "language", sorted(each.stem for each in CLASSES.glob("*.txt"))
)
def test_each_class_of_sentences_is_read(language: str) -> None:
    wrong = [
        line
        for line in (CLASSES / f"{language}.txt").read_text("utf-8").splitlines()
        if not _right(language, line)
    ]
    assert wrong == []


def _right(language: str, line: str) -> bool:
    marked = line.partition(" ")[2].replace("\\n", "\n")
    named = re.search(r"\{(.*?)\}", marked)
    marked = re.sub(r"[{}]", "", marked)
    text = re.sub(r"[⟦⟧]", "", marked)
    body = text if "\n" in text else f"1. {text}\n\n2. 2031."
    found = promises(
        read(
            f"{TITLES.get(language, 'DECLARATIO')}\n\n{body}\n".encode(),
            format="text",
            language=language,
        ).require()
    )
    if [" ".join(act.what.split()) for act in found] != re.findall("⟦(.*?)⟧", marked):
        return False
    return all(
        act.actor == named[1] if named else act.everyone or act.actor is None
        for act in found
    )


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("en", "We thank the ministers of Norland, the Government of Sudland requests nothing.", []),
        ("de", "Unter dem Titel „Brot. Die Städte in Norland“ verabschiedet:\n\n1. Die Mühle.\n\n2. Der Hafen.", []),
        ("fr", "La nature profonde de la crise exige une réponse nouvelle.", []),
        ("en", "Two winters ago our guild pledged to mend the bridge.", []),
        ("fr", "Signez bientôt la pétition ?", []),
        ("uk", "В И Р І Ш И Л И :\n\n1. Відкрити млин.\n\n2. Захистити лелек.", ["Відкрити млин", "Захистити лелек"]),
        ("en", "We demand:\n\n1. Stop the works.\n\n2. Open the mill.", ["Stop the works", "Open the mill"]),
        ("sr", "Свечано се обавезујемо да обновимо млин.", ["обновимо млин"]),
        ("sv", "Samebyarna är beredda att öppna leden.", ["öppna leden"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [72, 30])
def test_what_is_like_a_promise_is_told_from_one(
    language: str, text: str, what: list[str], width: int
) -> None:
    wrapped = "\n\n".join(
        "\n".join(textwrap.wrap(part, width)) for part in text.split("\n\n")
    )
    found = promises(
        read(
            f"DECLARATIO\n\n{wrapped}\n".encode(), format="text", language=language
        ).require()
    )
    assert [" ".join(act.what.split()) for act in found] == what
