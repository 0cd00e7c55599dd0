from pathlib import Path

import pytest
from room import POURING, make_course

from widerwindow.content.questions import Answer


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        (
            "who-drinks-what",
            [{"sam": "green", "ida": "soup"}, {"sam": "green"}],
            [("Sam, *always*", "Green tea & *mint*", True, 2), ("Ida", "Soup", False, 1)],
        ),
        (
            "max",
            [["boil", "pour", "wait", "drink"], ["boil", "wait"]],
            [
                ("Pour", "2", True, 1),
                ("Boil the *water*", "1", True, 2),
                ("Wait", "2", False, 1),
                ("Wait", "3", True, 1),
                ("Drink", "4", True, 1),
            ],
        ),
        (
            "how-long",
            [3.7, 0, 4],
            [
                (None, "2.9 to 3.7 minutes", True, 1),
                (None, "Less than 2.9 minutes", False, 1),
                (None, "More than 3.7 minutes", False, 1),
            ],
        ),
    ],
)
def test_what_was_chosen_is_told_with_the_key(
    tmp_path: Path, name: str, given: list[Answer], expected: list[tuple[str | None, str, bool, int]]
) -> None:
    quiz = make_course(tmp_path / "a course", POURING.read_text(encoding="utf-8"), "pouring").quiz("pouring")
    question = next(question for question in quiz.questions if question.id == name)
    found = question.count_choices([*given, None])
    assert [(each.item, each.text, each.is_key, each.count) for each in found if each.count] == expected
