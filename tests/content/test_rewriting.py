"""Other values are written into a YAML text, and what a person wrote there stays."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widerwindow.content.core.rewriting import held, rewritten

ROOT = Path(__file__).parents[2]
FILES = [
    *sorted(ROOT.glob("exercises/*/*.yml")),
    ROOT / "src" / "widerwindow" / "content" / "quiz-template.yml",
]
TEXT = """\
# A quiz.
id: tea   # its name
title: "Tea"

questions:
  # The first.
  - id: one
    prompt: |
      Long
      words
    key: [a, b]

  # The second.
  - {id: two, prompt: 'Short'}
  - id: three
    points: 2
# The end.
"""

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\r\x85\u2028\u2029\ufeff"))
VALUES = st.recursive(
    WORDS | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_regex(r"[a-z]{1,4}", fullmatch=True), inner),
    max_leaves=12,
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_that_shall_hold_what_it_holds_stays_letter_by_letter(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert rewritten(text, held(text)) == text


@pytest.mark.parametrize("file", [file for file in FILES if "quiz" in str(file)], ids=lambda file: file.stem)
def test_what_changes_in_a_question_changes_those_lines_alone(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    wanted = held(text)
    wanted["questions"][-1]["prompt"] = "Quite another: prompt?"
    lines = rewritten(text, wanted).splitlines()
    left = [line for line in text.splitlines() if line not in lines]
    prompt = [line.strip() for line in held(text)["questions"][-1]["prompt"].splitlines()]
    assert {line.strip() for line in left} - set(prompt) == set()


def changed(change: str) -> str:
    wanted = held(TEXT)
    exec(change, {"quiz": wanted, "questions": wanted["questions"]})
    return rewritten(TEXT, wanted)


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ("quiz['title'] = 'Tea: a plan'", 'title: "Tea"', 'title: "Tea: a plan"'),
        ("questions[0]['key'] = ['b']", "key: [a, b]", "key: [b]"),
        ("questions[0]['prompt'] = 'Other'", "|\n      Long\n      words", "Other"),
        (
            "questions[1]['prompt'] = 'Two\\nlines'",
            "{id: two, prompt: 'Short'}",
            "id: two\n    prompt: |\n      Two\n      lines",
        ),
        ("del questions[0]['prompt']", "    prompt: |\n      Long\n      words\n", ""),
        ("questions[2]['tags'] = ['x']", "points: 2\n", "points: 2\n    tags: [x]\n"),
        ("questions.pop(1)", "\n\n  # The second.\n  - {id: two, prompt: 'Short'}", ""),
        ("questions.append({'id': 'four'})", "points: 2\n", "points: 2\n\n  - {id: four}\n"),
    ],
)
def test_notes_order_and_layout_stay_around_a_change(change: str, old: str, new: str) -> None:
    assert old in TEXT
    assert changed(change) == TEXT.replace(old, new, 1)


def test_what_moves_takes_its_notes_along() -> None:
    made = changed("questions.append(questions.pop(1))")
    assert made.index("points: 2") < made.index("# The second.") < made.index("id: two") < made.index("# The end.")


@settings(deadline=None, max_examples=15)
@given(st.dictionaries(st.from_regex(r"[a-z]{1,4}", fullmatch=True), VALUES, min_size=1), st.data())
def test_whatever_is_wanted_is_what_the_text_holds_then(wanted: dict[str, Any], data: st.DataObject) -> None:
    text = rewritten(TEXT, wanted)
    assert rewritten(text, wanted) == text
    assert rewritten(text, held(text)) == text
    other = copy.deepcopy(wanted)
    other[data.draw(st.sampled_from(sorted(wanted)))] = data.draw(VALUES)
    assert rewritten(rewritten(text, other), other) == rewritten(text, other)
