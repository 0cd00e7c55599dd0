"""How long marking takes, beside stock nbgrader and beside what the database alone would take."""

import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from sqlalchemy import MetaData, create_engine, insert

import setup_venv
from benchmarks.tools import course_in, run, show

QUIZ = "window-of-tolerance"  # eighteen questions for the machine, two for a person
FILLED = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")
"""nbgrader's tables that marking writes, in an order in which they can be filled."""

_SCORES = """
select handed.student_id, cell.name, grade.auto_score from grade
join base_cell cell on cell.id = grade.cell_id
join submitted_notebook notebook on notebook.id = grade.notebook_id
join submitted_assignment handed on handed.id = notebook.assignment_id
"""


def marking(folder: Path) -> None:
    """Measure whole commands, process start included: 60, 1,000 and 10,000 hand-ins, and stock nbgrader on 1 and 60."""
    released = course_in(folder / "released")
    run(released, "widerwindow", "release", QUIZ)
    ours = {count: _marked(released, folder, count, "widerwindow") for count in (60, 1_000)}
    stock = {count: _marked(released, folder, count, "nbgrader") for count in (1, 60)}
    mine, theirs = (_scores(folder / f"{who}-60") for who in ("widerwindow", "nbgrader"))
    if mine != theirs:
        sys.exit("The grades are not the same.")
    print(f"  the same {len(mine)} grades from both, for 60 hand-ins")
    show("marking 60 hand-ins, the whole command", ours[60][0], stock[60][0], "s")
    show("marking one more", 1000 * _one_more(ours), 1000 * _one_more(stock), "ms")
    show("memory at most, 60 hand-ins", ours[60][1], stock[60][1], "MB")
    limit = _bare_insert(folder / "widerwindow-1000", released)
    for count, (seconds, megabytes) in {**ours, 10_000: _marked(released, folder, 10_000, "widerwindow")}.items():
        about = f"{count:,} hand-ins, the whole command"
        print(f"  {about:<46} {seconds:9.1f} s   {count / seconds:6.0f} a second   {megabytes:4.0f} MB at most")
    print(f"  {'the same rows into the database, and no more':<46} {1000 / limit:9.1f} s   {limit:6.0f} a second")


def _marked(released: Path, folder: Path, count: int, program: str) -> tuple[float, float]:
    """Mark `count` hand-ins in a copy of the course; return the command's seconds, and its megabytes at most."""
    course = folder / f"{program}-{count}"
    shutil.copytree(released, course)
    hand_in(course, count)
    command = [setup_venv.PYTHON.parent / program, "autograde", QUIZ]
    place = course if program == "widerwindow" else course / "exercises"
    with (folder / "said").open("wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=place, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{program} failed:\n{(folder / 'said').read_text()}")
    return seconds, used.ru_maxrss / (1000 if sys.platform == "linux" else 1_000_000)


def _one_more(measured: dict[int, tuple[float, float]]) -> float:
    """Return the seconds for one more hand-in, from the smallest and the largest class."""
    few, many = min(measured), max(measured)
    return (measured[many][0] - measured[few][0]) / (many - few)


def _scores(course: Path) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(course / "exercises" / "gradebook.db")) as book:
        return set(book.execute(_SCORES))


def _bare_insert(marked: Path, released: Path) -> float:
    """Return how many hand-ins a second go into an empty gradebook where their rows are there already."""
    full, empty = marked / "exercises" / "gradebook.db", marked / "exercises" / "empty.db"
    shutil.copy(released / "exercises" / "gradebook.db", empty)
    tables = MetaData()
    with create_engine(f"sqlite:///{full}").connect() as book:
        tables.reflect(book)
        rows = {name: [dict(row) for row in book.execute(tables.tables[name].select()).mappings()] for name in FILLED}
    engine = create_engine(f"sqlite:///{empty}")
    begun = time.perf_counter()
    with engine.begin() as book:
        for name in FILLED:
            book.execute(insert(tables.tables[name]), rows[name])
    return len(rows["submitted_assignment"]) / (time.perf_counter() - begun)


def hand_in(course: Path, count: int) -> None:
    """Lay `count` hand-ins with random answers into `submitted`, as the quiz's page makes them."""
    release = json.loads((course / "exercises" / "release" / QUIZ / f"{QUIZ}.ipynb").read_text())
    chance = random.Random(1)
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in release["cells"]}
    for number in range(count):
        release["metadata"]["widerwindow"] |= {"learner": f"l{number}", "saved": "2026-01-01T00:00:00Z"}
        for question in release["metadata"]["widerwindow"]["quiz"]["questions"]:
            cells[question["id"]]["source"] = answer_to(question, chance)
        folder = course / "exercises" / "submitted" / f"l{number}" / QUIZ
        folder.mkdir(parents=True)
        (folder / "timestamp.txt").write_text("2026-01-01 00:00:00.000000 UTC")
        (folder / f"{QUIZ}.ipynb").write_text(json.dumps(release))


def answer_to(question: dict, chance: random.Random) -> str:  # type: ignore[type-arg]
    """Return a random answer as it stands in its cell."""
    if question["type"] == "written":
        return "She paced. I do not know why."
    name = re.sub("-", "_", question["id"])
    items = [item["id"] for item in question.get("items", [])]
    if question["type"] == "ordering":
        return f"{name} = {chance.sample(items, len(items))!r}"
    if question["type"] in ("sorting", "matching"):
        places = [place["id"] for place in question.get("groups") or question["answers"]]
        return f"{name} = { ({item: chance.choice(places) for item in items})!r}"
    options = [option["id"] for option in question["options"]]
    if question["type"] == "multiple":
        return f"{name} = {chance.sample(options, chance.randint(1, len(options)))!r}"
    return f"{name} = {chance.choice(options)!r}"
