"""How long marking takes, beside stock nbgrader."""

import json
import random
import re
from pathlib import Path

from benchmarks.tools import course_in, run, show

QUIZ = "window-of-tolerance"


def marking(folder: Path) -> None:
    """Measure 200 hand-ins marked as data beside 20 marked by stock nbgrader, whole commands, per hand-in."""
    seconds = {}
    for who, count, command in (
        ("ours", 200, ["widerwindow", "autograde", QUIZ]),
        ("stock", 20, ["nbgrader", "autograde", QUIZ]),
    ):
        course = course_in(folder / who)
        run(course, "widerwindow", "release", QUIZ)
        hand_in(course, count)
        run(course, "widerwindow", "collect", "handed-in")
        seconds[who] = run(course if who == "ours" else course / "exercises", *command) / count
    show("marking one hand-in, start of the command included", seconds["ours"] * 1000, seconds["stock"] * 1000, "ms")


def hand_in(course: Path, count: int) -> None:
    """Write `count` hand-ins with random answers into `handed-in`, as the quiz's page would make them."""
    release = json.loads((course / "exercises" / "release" / QUIZ / f"{QUIZ}.ipynb").read_text())
    chance = random.Random(1)
    (course / "handed-in").mkdir()
    for number in range(count):
        notebook = json.loads(json.dumps(release))
        notebook["metadata"]["widerwindow"] |= {"learner": f"l{number}", "saved": "2026-01-01T00:00:00Z"}
        cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
        for question in notebook["metadata"]["widerwindow"]["quiz"]["questions"]:
            cells[question["id"]]["source"] = answer_to(question, chance)
        (course / "handed-in" / f"{QUIZ}--l{number}.ipynb").write_text(json.dumps(notebook))


def answer_to(question: dict, chance: random.Random) -> str:  # type: ignore[type-arg]
    """Return a random answer as it stands in its cell."""
    if question["type"] == "written":
        return "She paced. I do not know why."
    name = re.sub("-", "_", question["id"])
    if question["type"] == "sorting":
        groups = [group["id"] for group in question["groups"]]
        return f"{name} = { ({item['id']: chance.choice(groups) for item in question['items']})!r}"
    options = [option["id"] for option in question["options"]]
    if question["type"] == "multiple":
        return f"{name} = {chance.sample(options, chance.randint(1, len(options)))!r}"
    return f"{name} = {chance.choice(options)!r}"
