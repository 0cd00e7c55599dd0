import encodings.utf_8_sig  # noqa: F401 - else Python loads it when the first list is read, which would look strange
import json
import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from ledger import rows
from mutating import spoilt
from room import QUIZ, any_answer, as_bytes, blank, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.source import BLANK, mark_cell

MANY = 2_000
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
TOUCHES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
NEVER = {"import", "os.system", "os.exec", "os.fork", "os.posix_spawn", "subprocess.Popen", "socket.connect"}

ELSEWHERE = "The place of this answer is empty, and something is written elsewhere in the file."

_seen: list[tuple[str, str]] | None = None


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _seen is None:
        return
    if event in NEVER or event.startswith("ctypes"):
        _seen.append((event, str(arguments)))
    elif event == "exec":
        _seen.append((event, getattr(arguments[0], "co_filename", "a text")))
    elif event in TOUCHES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES):
        paths = arguments[:1] if event == "open" else arguments[:2]
        _seen.extend((event, os.fsdecode(path)) for path in paths if isinstance(path, str | bytes | Path))


sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[tuple[str, str]]]:
    """Yield the list of what Python does meanwhile: code run, programs started, files written (PEP 578)."""
    global _seen  # noqa: PLW0603 - an audit hook stays for good, so it is told when to look
    _seen = []
    try:
        yield _seen
    finally:
        _seen = None


def strange(course: Course, seen: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what is neither a file written in `exercises/` nor its settings read, which are a trainer's own Python."""
    own = ("exec", str(course.exercises / "nbgrader_config.py"))
    inside = f"{course.exercises}{os.sep}"
    files = {*TOUCHES, "open"}
    return [each for each in seen if each != own and not (each[0] in files and each[1].startswith(inside))]


@pytest.fixture
def originals(course: Course) -> list[dict[str, Any]]:
    chance, questions = random.Random(9), course.quiz(QUIZ).questions
    return [hand_in(blank(course), {each.id: any_answer(each, chance) for each in questions}) for _ in range(9)]


def all_spoilt(originals: list[dict[str, Any]], canary: Path) -> dict[str, bytes]:
    """Return the spoilt hand-ins by learner. They come from the originals in turn."""
    chance = random.Random(2000)
    return {f"L{number}": spoilt(as_bytes(originals[number % 9]), chance, str(canary)) for number in range(MANY)}


def texts(data: bytes) -> dict[str, list[str]]:
    """Return the text of each cell by its name, as often as it stands there."""
    found: dict[str, list[str]] = {}
    for cell in json.loads(data)["cells"]:
        try:
            found.setdefault(cell["metadata"]["nbgrader"]["grade_id"], []).append("".join(cell["source"]))
        except (TypeError, KeyError):
            continue
    return found


def is_open(texts: list[str]) -> bool:
    """Return whether an answer was left open."""
    return texts[0].endswith(("= None", "= []", "= {}", BLANK))


@pytest.mark.thorough
@pytest.mark.no_cover
def test_two_thousand_spoilt_hand_ins_are_marked_or_named_and_hurt_nobody(
    course: Course, originals: list[dict[str, Any]], tmp_path: Path
) -> None:
    for number, original in enumerate(originals):
        put(course, f"0-{number}", original)
        put(course, f"z-{number}", original)
    autograde(course, QUIZ)
    others = rows(course)
    made = all_spoilt(originals, tmp_path / "canary")
    for learner, data in made.items():
        put(course, learner, data)

    with watched() as seen:
        marked = {each.learner: each for each in autograde(course, QUIZ)}
    assert strange(course, seen) == []
    assert len(seen) > MANY
    assert not (tmp_path / "canary").exists()
    after = rows(course)
    assert set(others) <= set(after)

    scores = {(row[1], row[4]): row[6] for row in after if len(row) == 10}
    waits = {(row[1], row[4]): row[9] for row in after if len(row) == 10}
    questions, honest_texts = course.quiz(QUIZ).questions, [texts(as_bytes(original)) for original in originals]
    for number, (learner, data) in enumerate(made.items()):
        each = marked[learner]
        reasons = [each.unreadable] if each.unreadable else [*each.needs_review.values()]
        assert all(reason and reason.isprintable() and len(reason) < 200 for reason in reasons), learner
        found = {} if each.unreadable else texts(data)
        for question in questions:
            mark = mark_cell(question)
            score, honest = scores[learner, mark], scores[f"0-{number % 9}", mark]
            if found.get(question.id) == (whole := honest_texts[number % 9][question.id]):
                asked = is_open(whole) and each.needs_review.get(question.id) == ELSEWHERE
                assert asked or score == honest, f"{learner} {question.id}: the answer is whole, the score is not"
            elif score is None:
                assert waits[learner, mark], f"{learner} {question.id}: no score, and nobody is asked"
                assert question.id in {*each.needs_review, *each.waits}
    assert {bool(each.unreadable) for each in marked.values()} == {True, False}


@pytest.mark.thorough
@pytest.mark.no_cover
def test_each_of_two_thousand_spoilt_files_is_collected_or_kept_with_its_reason(
    course: Course, originals: list[dict[str, Any]], tmp_path: Path
) -> None:
    post = tmp_path / "post"
    post.mkdir()
    for learner, data in all_spoilt(originals, tmp_path / "canary").items():
        (post / f"{QUIZ}--{learner}.ipynb").write_bytes(data)
    collect(course, [])
    with watched() as seen:
        taken = collect(course, [post])
    assert strange(course, seen) == []
    assert not (tmp_path / "canary").exists()
    assert sorted(each.name for each in taken) == sorted(str(file) for file in post.iterdir())
    for each in taken:
        if each.outcome == "refused":
            assert each.reason and each.reason.isprintable()
            assert each.kept and each.kept.read_bytes() == Path(each.name).read_bytes()
        else:
            assert (course.exercises / "submitted" / str(each.learner) / QUIZ / f"{QUIZ}.ipynb").is_file()
    assert {"new", "refused"} <= {each.outcome for each in taken}
