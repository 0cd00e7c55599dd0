"""A small course with one quiz of every type of question, and hand-ins as the page or JupyterLab would make them."""

import copy
import json
import random
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from profiles import profile
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.grading.notebook import source

QUIZ = "weather"
EXERCISES = Path(__file__).parents[2] / "exercises"
POURING = Path(__file__).parents[1] / "widgets" / "course" / "exercises" / "quizzes" / "pouring.yml"
"""A quiz with questions to match, to order and to answer with a number."""

TEXT = """\
id: weather
title: Weather and plans
intro: |
  Five short questions about **weather**, with a word for each answer.
outcomes: {sky: Read the sky, plans: Make a plan}
questions:
  - id: dark-clouds
    type: single
    outcome: sky
    prompt: What may dark clouds mean?
    options:
      - {id: rain, text: Rain may come., feedback: "Often so, and not always."}
      - {id: snow-for-sure, text: It will snow., feedback: Snow needs cold air as well.}
      - {id: nothing, text: They mean nothing., feedback: They do tell something about the air.}
    key: rain
  - id: max
    type: multiple
    outcome: plans
    points: 3
    note: {themes: [cold], intensity: low, text: This is about being cold., summary: Being cold.}
    prompt: |
      What helps on a cold walk?

      Choose all that do.
    options:
      - {id: coat, text: A coat, feedback: "It keeps the wind out, and the <i>warmth</i> in."}
      - {id: hat, text: A hat, feedback: Much warmth is lost there.}
      - {id: ice-cream, text: Ice cream, feedback: It tastes good and warms nobody.}
      - {id: tea, text: Tea in a flask, feedback: It warms hands and people.}
    key: [coat, hat, tea]
  - id: in-which-season
    type: sorting
    outcome: sky
    points: 2
    prompt: When do you see these most?
    groups:
      - {id: summer, text: Summer}
      - {id: winter, text: Winter}
    items:
      - {id: frost, text: Frost, feedback: It needs a night below zero.}
      - {id: swifts, text: Swifts, feedback: They fly south early.}
      - {id: fog, text: Fog, feedback: It comes whenever damp air cools.}
    key: {frost: winter, swifts: summer, fog: [summer, winter]}
  - id: a-letter
    type: written
    outcome: plans
    points: 6
    prompt: Tell a friend how you would plan a walk in doubtful weather.
    rubric:
      - id: plan
        title: Plan
        levels: [There is no plan., There is half a plan., There is a plan., The plan has a second one behind it.]
      - id: words
        title: Words
        levels: [Hard to follow., In parts clear., Clear., Clear and kind.]
"""


def make_course(root: Path, quiz: str = TEXT, name: str = QUIZ) -> Course:
    """Make a course with the settings that the project's own course has, and one quiz."""
    (root / "exercises" / "quizzes").mkdir(parents=True)
    (root / "book").mkdir()
    shutil.copy(EXERCISES / "nbgrader_config.py", root / "exercises")
    (root / "exercises" / "quizzes" / f"{name}.yml").write_text(quiz, encoding="utf-8")
    shutil.copy(EXERCISES.parent / "organisation.yml", root)
    (root / "book" / "course.yml").write_text(profile(), encoding="utf-8")
    (root / "_config.yml").touch()
    return Course(root)


def copied(course: Course, to: Path) -> Course:
    """Copy a whole course, its gradebook too: nbgrader takes seconds to make one, a copy takes none."""
    shutil.copytree(course.root, to)
    return Course(to)


def quiz_text(course: Course, name: str = QUIZ) -> str:
    return (course.exercises / "quizzes" / f"{name}.yml").read_text(encoding="utf-8")


def rewrite(course: Course, old: str, new: str, name: str = QUIZ) -> None:
    """Change the quiz as a trainer would, in its file."""
    text = quiz_text(course, name)
    assert old in text
    (course.exercises / "quizzes" / f"{name}.yml").write_text(text.replace(old, new), encoding="utf-8")


def blank(course: Course, name: str = QUIZ) -> dict[str, Any]:
    """Return the notebook that a learner has before she answers: the released one, else one that looks like it."""
    released = course.exercises / "release" / name / f"{name}.ipynb"
    if released.is_file():
        return json.loads(released.read_text(encoding="utf-8"))
    made = json.loads(source.notebook(course, name))
    for cell in made["cells"]:
        cell["source"] = cell["source"].split("### BEGIN")[0]
    return made


def hand_in(
    notebook: dict[str, Any], answers: dict[str, object], *, learner: str | None = None, saved: str | None = None
) -> dict[str, Any]:
    """Return the notebook with answers in it: a text as it is, anything else as a Python literal."""
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        name = cell["metadata"]["nbgrader"]["grade_id"]
        if name in answers and cell["cell_type"] == "code":
            cell["source"] = f"{name.replace('-', '_')} = {answers[name]!r}"
        elif answers.get(name) is not None:
            cell["source"] = answers[name]
    about = {"learner": learner, "saved": saved}
    made["metadata"]["widerwindow"] |= {key: value for key, value in about.items() if value}
    return made


def find(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def as_bytes(notebook: object) -> bytes:
    return json.dumps(notebook, ensure_ascii=False).encode()


def put(course: Course, learner: str, notebook: object, name: str = QUIZ) -> Path:
    """Lay a hand-in straight into `submitted/`, as nbgrader's own exchange does."""
    folder = course.classroom / "submitted" / learner / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "timestamp.txt").write_text("2026-11-20 10:00:00.000000 UTC", encoding="utf-8")
    file = folder / f"{name}.ipynb"
    file.write_bytes(notebook if isinstance(notebook, bytes) else as_bytes(notebook))
    return file


def any_answer(question: Question, chance: random.Random) -> object:
    """Return an honest answer to `question`, right, wrong, in part or missing: any plain data that it takes for one."""
    if chance.random() < 0.12:
        return None
    shapes = (_one_name, _list_of_names, _names_by_name, _number, _text)
    found = [answer for shape in shapes if question.unreadable(answer := shape(question, chance)) is None]
    return chance.choice([answer for answer in found if answer is not None])


def _names(question: Question, chance: random.Random) -> list[str]:
    """Return the ids of all parts of the question, in any order."""
    lists = [parts for parts in question.model_dump().values() if isinstance(parts, list)]
    names = [part["id"] for parts in lists for part in parts if isinstance(part, dict)]
    return chance.sample(names, len(names))


def _one_name(question: Question, chance: random.Random) -> str | None:
    if not question.marked_by_machine:
        return None
    return next((name for name in _names(question, chance) if question.unreadable(name) is None), None)


def _list_of_names(question: Question, chance: random.Random) -> list[str]:
    names = [name for name in _names(question, chance) if question.unreadable([name]) is None]
    return names if chance.random() < 0.5 else chance.sample(names, chance.randint(0, len(names)))


def _names_by_name(question: Question, chance: random.Random) -> dict[str, str]:
    pairs = product(_names(question, chance), _names(question, chance))
    placed = {one: other for one, other in pairs if question.unreadable({one: other}) is None}
    return {one: other for one, other in placed.items() if chance.random() < 0.9}


def _number(question: Question, chance: random.Random) -> float:
    own = [value for value in _values(question.model_dump()) if type(value) in (int, float)]
    edges = [one + sign * other for one in own for other in own for sign in (-1, 1)]
    return chance.choice([*own, *edges, round(chance.uniform(-10, 10), 2), 0, 10**12])


def _text(question: Question, chance: random.Random) -> str | None:
    if question.marked_by_machine:
        return None
    return chance.choice(["", "A plan.\n\nAnd a second one: stay in.", "Ça va, \u2603 **bold** $x$ <b>text</b>"])


def _values(value: object) -> Iterator[object]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    yield from [value] if inner is None else (each for one in inner for each in _values(one))
