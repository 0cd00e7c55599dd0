import copy
import csv
import random
import time
from pathlib import Path
from typing import Any

import pytest
from ledger import rows
from room import QUIZ, as_bytes, blank, find, hand_in, put

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import Marked, autograde

HONEST = {"dark-clouds": "rain", "max": ["hat", "tea"], "in-which-season": {"frost": "winter"}, "a-letter": "My plan."}

HARMLESS = {
    "zz-last",
    "writes-in-a-mark-cell",
    "writes-in-the-form",
    "schema-two",
    "schema-four",
    "mark-cell-gone",
    "begins-with-a-mark",
}


def odd(notebook: dict[str, Any], name: str, source: str) -> dict[str, Any]:
    """Return the notebook with other text in one cell."""
    made = copy.deepcopy(notebook)
    find(made, name)["source"] = source
    return made


def versioned(notebook: dict[str, Any], version: int) -> dict[str, Any]:
    """Return the notebook with another version of nbgrader's metadata, for which stock nbgrader stops."""
    made = copy.deepcopy(notebook)
    for cell in made["cells"]:
        cell["metadata"]["nbgrader"]["schema_version"] = version
    return made


def hostile(course: Course, canary: Path) -> dict[str, object]:
    """Return hand-ins that mean harm or come from an accident, by the name of what is odd about them."""
    honest = hand_in(blank(course), HONEST)
    write = f"open({str(canary)!r}, 'w').write('was here')"
    doubled, without, bare, renamed, sly, markless = (copy.deepcopy(honest) for _ in range(6))
    doubled["cells"].append(find(doubled, "max"))
    without["cells"] = [
        cell for cell in without["cells"] if not cell["metadata"]["nbgrader"]["grade_id"].startswith("max")
    ]
    markless["cells"].remove(find(markless, "max_mark"))
    for cell in bare["cells"]:
        del cell["metadata"]["nbgrader"]
    find(renamed, "dark-clouds")["metadata"]["nbgrader"]["grade_id"] = "../../x"
    for cell in sly["cells"]:
        cell["metadata"]["nbgrader"] |= {"points": 1000, "schema_version": 99, "locked": False, "grade": True}
        cell["outputs"] = [{"output_type": "execute_result", "data": {"text/plain": "1000"}, "metadata": {}}]
        cell["metadata"]["widerwindow"] = {"typed": "dark_clouds = 'rain'"}
    return {
        "writes-a-file": odd(honest, "dark-clouds", write),
        "reads-the-key": odd(honest, "dark-clouds", f"dark_clouds = open('{course.exercises}/source').read()"),
        "sets-anothers-marks": odd(
            honest, "dark-clouds", f"import sqlite3\nsqlite3.connect('{course.exercises}/gradebook.db')"
        ),
        "overwrites-another": odd(honest, "dark-clouds", f"open('{course.exercises}/submitted/0-first', 'w')"),
        "leaves-a-process": odd(honest, "dark-clouds", f"import os\nos.system('sleep 9; touch {canary}')"),
        "ends-the-kernel": odd(honest, "dark-clouds", "import os\nos._exit(0)"),
        "redefines-round": odd(honest, "dark-clouds", "round = lambda *a: 99\ndark_clouds = 'rain'"),
        "is-markup": odd(honest, "dark-clouds", "dark_clouds = '<script>alert(1)</script>'"),
        "schema-two": versioned(honest, 2),
        "schema-four": versioned(honest, 4),
        "mark-cell-gone": markless,
        "begins-with-a-mark": b"\xef\xbb\xbf" + as_bytes(honest),
        "nbformat-5": honest | {"nbformat": 5},
        "cells-no-list": honest | {"cells": {"0": {}}},
        "writes-in-a-mark-cell": odd(honest, "max_mark", f"{write}\n3.0"),
        "writes-in-the-form": odd(honest, "quiz_form", f"import os\n{write}"),
        "never-ends": odd(honest, "dark-clouds", "while True: pass"),
        "redefines": odd(honest, "dark-clouds", "import builtins\nbuiltins.max = lambda *a: 99"),
        "huge-number": odd(honest, "dark-clouds", "dark_clouds = 10**10**10"),
        "huge-text": odd(honest, "dark-clouds", "dark_clouds = '" + "x" * 1_000_000 + "'"),
        "deep": odd(honest, "dark-clouds", "dark_clouds = " + "[" * 100_000),
        "always-equal": odd(honest, "dark-clouds", "class A:\n  __eq__ = lambda *a: True\ndark_clouds = A()"),
        "other-name": odd(honest, "dark-clouds", "clouds = 'rain'"),
        "other-grade-id": renamed,
        "doubled": doubled,
        "without": without,
        "no-names": bare,
        "sly-metadata": odd(sly, "dark-clouds", "dark_clouds = 'nothing'"),
        "other-quiz": hand_in(blank(course), HONEST) | {"metadata": {"widerwindow": {"quiz": {"id": "tea"}}}},
        "empty": b"",
        "binary": random.Random(1).randbytes(5000),
        "broken-off": as_bytes(honest)[:900],
        "utf-16": as_bytes(honest).decode().encode("utf-16"),
        "deep-json": b"[" * 1_000_000,
        "no-cells": {"nbformat": 4, "nbformat_minor": 5, "metadata": {}},
        "nbformat-3": {"nbformat": 3, "worksheets": [], "metadata": {}},
        "huge": b'{"nbformat": 4, "cells": []' + b" " * 6_000_000 + b"}",
        "a-zip": b"PK\x03\x04",
    }


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "canary"


def test_hostile_hand_ins_touch_nothing_and_each_has_its_reason(course: Course, canary: Path, tmp_path: Path) -> None:
    honest = hand_in(blank(course), HONEST)
    put(course, "0-first", honest)
    (alone,) = autograde(course, QUIZ)
    strange = hostile(course, canary)
    for name, made in strange.items():
        put(course, name, made)
    secret = put(course, "linked", honest)
    secret.rename(tmp_path / "secret.ipynb")
    secret.symlink_to(tmp_path / "secret.ipynb")
    put(course, "moved", honest)
    (course.exercises / "submitted" / "moved").rename(tmp_path / "moved")
    (course.exercises / "submitted" / "moved-link").symlink_to(tmp_path / "moved")
    put(course, "wrong-name", honest).rename(course.exercises / "submitted" / "wrong-name" / QUIZ / "mine (1).ipynb")
    put(course, "<img src=x>", honest)
    put(course, "zz-last", honest)
    outside = sorted(tmp_path.iterdir())

    begun = time.process_time()
    marked = {each.learner: each for each in autograde(course, QUIZ)}
    assert time.process_time() - begun < 10

    assert not canary.exists()
    assert sorted(tmp_path.iterdir()) == outside
    assert marked["0-first"] == alone
    for same in HARMLESS:
        assert marked[same] == Marked(same, alone.points, alone.out_of, alone.waits)
    assert marked["sly-metadata"].points == alone.points - 1
    assert marked["sly-metadata"].needs_review == {}
    untouched = {"0-first", "sly-metadata", *HARMLESS}
    reasons = {name: _reason(each) for name, each in marked.items() if name not in untouched}
    assert set(reasons) == (set(strange) | {"linked", "moved-link", "wrong-name", "<img src=x>"}) - untouched
    assert all(reason and reason.isprintable() and len(reason) < 200 for reason in reasons.values())
    for name, said in {
        "doubled": "more than once",
        "without": "missing",
        "no-names": "none of this quiz",
        "other-quiz": "“tea”",
        "empty": "empty",
        "broken-off": "cannot be read",
        "nbformat-3": "version 4",
        "nbformat-5": "version 4",
        "cells-no-list": "list of cells",
        "is-markup": "none of the options",
        "ends-the-kernel": "more than the answer",
        "huge": "larger than 5 MB",
        "linked": "link",
        "moved-link": "link",
        "wrong-name": f"no file {QUIZ}.ipynb",
        "<img src=x>": "no learner code",
    }.items():
        assert said in reasons[name], name
    assert marked["broken-off"].kept == course.exercises / "kept-aside" / f"{QUIZ}--broken-off.ipynb"

    again = {each.learner: each for each in autograde(course, QUIZ)}
    assert again == marked
    assert "<img src=x>" not in str(rows(course))
    assert len([row for row in rows(course) if len(row) == 10]) == 4 * (len(marked) - 1)

    pages = {each.learner: each for each in feedback(course, QUIZ)}
    assert pages["zz-last"].page
    assert pages["empty"].page is None
    assert "Needs a look: The file is empty." in str(pages["empty"].reason)
    assert export(course, [QUIZ])[0] == len(marked) - 1
    with (course.exercises / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = {row["learner"]: row for row in csv.DictReader(file)}
    assert (lines["empty"]["total"], lines["empty"]["state"]) == ("", "needs a look")
    assert not canary.exists()


def _reason(marked: Marked) -> str:
    return marked.unreadable or "; ".join(marked.needs_review.values())


def test_the_same_files_are_refused_or_collected_and_none_stops_the_others(
    course: Course, canary: Path, tmp_path: Path
) -> None:
    post = tmp_path / "post"
    post.mkdir()
    strange = hostile(course, canary)
    for name, made in strange.items():
        (post / f"{QUIZ}--{name}.ipynb").write_bytes(made if isinstance(made, bytes) else as_bytes(made))
    found = collect(course, [post])
    assert len(found) == len(strange)
    refused = {each.name.split("--")[1].removesuffix(".ipynb"): str(each.reason) for each in found if each.reason}
    expected = {"other-quiz", "empty", "binary", "broken-off", "utf-16", "deep-json", "no-cells", "nbformat-3", "huge"}
    assert set(refused) == expected | {"a-zip", "nbformat-5", "cells-no-list"}
    marked = autograde(course, QUIZ)
    assert len(marked) == len(strange) - len(refused)
    assert not canary.exists()


def test_an_unreadable_file_after_a_good_one_keeps_what_a_person_gave(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), HONEST))
    autograde(course, QUIZ)
    put(course, "L1", b"{")
    (marked,) = autograde(course, QUIZ)
    assert marked.unreadable
    assert set(marked.needs_review) == set(HONEST)
    assert {row[6] for row in rows(course) if len(row) == 10} == {None}
    put(course, "L1", hand_in(blank(course), HONEST))
    (marked,) = autograde(course, QUIZ)
    assert (marked.unreadable, marked.needs_review, marked.waits) == (None, {}, ("a-letter",))


def test_a_gradebook_that_is_none_is_named(course: Course) -> None:
    (course.exercises / "gradebook.db").write_bytes(b"no database" * 1000)
    put(course, "L1", hand_in(blank(course), HONEST))
    for step in (autograde, feedback):
        with pytest.raises(ContentError, match="The gradebook cannot be used"):
            step(course, QUIZ)
