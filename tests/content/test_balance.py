"""A right answer that its length or its place gives away is told."""

from pathlib import Path

import pytest
import small_course
from checking import faults

from widerwindow.content.activities.selfcheck import SelfCheck
from widerwindow.content.checks import balance
from widerwindow.content.core.reading import parse

KEYS = "abcd"


def check(keys: str, longest: str) -> str:
    """A self-check with a question for each letter in `keys`; the letter in `longest` is the longest option."""
    questions = [
        f"  - id: q{number}\n    type: single\n    prompt: Which?\n    key: {key}\n    options:\n"
        + "".join(
            f"      - {{id: {option}, text: {'Longer than those' if option == long else 'Short'}, feedback: It is.}}\n"
            for option in KEYS
        )
        for number, (key, long) in enumerate(zip(keys, longest, strict=True))
    ]
    return f"id: tea\ntitle: Tea\nquestions:\n{''.join(questions)}"


def scenario(better: str, longest: str) -> str:
    """A scenario with a scene for each letter in `better`, which names the choice that helps most."""
    scenes = ""
    for number, (best, long) in enumerate(zip(better, longest, strict=True)):
        scenes += f"  - id: s{number}\n    title: A\n    text: B.\n    choices:\n"
        for option in KEYS:
            text = "Longer than those" if option == long else "Short"
            effects = "{trust: 1, safety: 1}" if option == best else "{trust: 1}"
            scenes += f"      - {{id: {option}, text: {text}, effects: {effects}, feedback: C., next: s{number + 1}}}\n"
    variable = "{label: A, start: 0, min: 0, max: 9, low: A, high: B}"
    return (
        f"id: tea\ntitle: Tea\nminutes: 5\nintro: A.\nvariables: {{trust: {variable}, safety: {variable}}}\nstart: s0\n"
        f"scenes:\n{scenes}  - {{id: s{len(better)}, kind: ending, title: Z, text: Z.}}\n"
        "debrief: {text: A., person: {name: Jo, views: [{text: B.}]}, evidence: C.}\nsupport: D.\n"
    )


LONGEST = "Who chooses the longest option is right in 3 of 4 here, and by chance in 1."
FIRST = "In 3 of 5, the right one stands in place 1."
LAST = "In 3 of 4, the right one stands in place 4."
CASES = [
    ("checks", "abcd", "abca", [LONGEST]),
    ("checks", "abcd", "abba", []),
    ("checks", "aabac", "ddddd", [FIRST]),
    ("checks", "aabb", "dddd", []),
    ("checks", "aaa", "aaa", []),
    ("scenarios", "abcd", "abca", [LONGEST]),
    ("scenarios", "ddda", "bbbb", [LAST]),
    ("scenarios", "abcd", "dcba", []),
    ("scenarios", "xxxx", "abca", []),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the checker says of each case in a small course, by the name of its file."""
    course = small_course.write(tmp_path_factory.mktemp("planted") / "course")
    for number, (folder, best, longest, _) in enumerate(CASES):
        write = check if folder == "checks" else scenario
        text = write(best, longest).replace("id: tea", f"id: tea-{number}", 1)
        (course.book / "tea" / folder / f"tea-{number}.yml").write_text(text, encoding="utf-8")
    found = faults(course)
    names = [f"tea-{number}" for number in range(len(CASES))]
    return {name: [problem.message for problem in found if problem.file.stem == name] for name in names}


@pytest.mark.parametrize(
    "number", range(len(CASES)), ids=[f"{folder}-{best}-{long}" for folder, best, long, _ in CASES]
)
def test_what_gives_itself_away_is_told(told: dict[str, list[str]], number: int) -> None:
    assert told[f"tea-{number}"] == CASES[number][3]


@pytest.mark.parametrize(("keys", "faults"), [("ababa", 0), ("abaaa", 1), ("abab", 0), ("abaa", 1)])
def test_of_two_options_one_place_may_have_one_more_where_their_number_is_odd(keys: str, faults: int) -> None:
    options = "[{id: a, text: One, feedback: Y.}, {id: b, text: Two, feedback: Z.}]"
    questions = "".join(
        f"\n  - {{id: q{number}, type: single, prompt: X, key: {key}, options: {options}}}"
        for number, key in enumerate(keys)
    )
    found = parse(f"id: tea\ntitle: Tea\nquestions:{questions}\n", Path("tea.yml"), SelfCheck)
    assert len(list(balance.in_questions(found.questions, []))) == faults
