import json
import random
from pathlib import Path

import nbformat
import pytest
from ledger import Stock, by_hand, rows
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.utils import determine_grade, is_grade
from room import QUIZ, any_answer, blank, copied, find, hand_in, put, rewrite

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.marking.autograde import Marked, autograde
from widerwindow.grading.setting.release import release

HONEST = {"dark-clouds": "rain", "max": ["hat"], "in-which-season": {"frost": "winter"}, "a-letter": "My plan."}


def autograded(course: Course, learner: str) -> Path:
    return course.exercises / "autograded" / learner / QUIZ / f"{QUIZ}.ipynb"


def a_class(course: Course, many: int, seed: int = 20261122) -> None:
    """Hand in `many` honest notebooks; some leave questions as they found them."""
    chance = random.Random(seed)
    for number in range(many):
        chosen = [question for question in course.quiz(QUIZ).questions if chance.random() < 0.9]
        answers = {question.id: any_answer(question, chance) for question in chosen}
        put(course, f"L{number:02}", hand_in(blank(course), answers))


def test_ours_and_stock_write_the_same_gradebook(course: Course, stock: Stock, tmp_path: Path) -> None:
    a_class(course, 9)
    theirs = copied(course, tmp_path / "stock")
    stock(theirs, "autograde", QUIZ)
    steps: list[tuple[int, int, str]] = []
    marked = autograde(course, QUIZ, lambda *step: steps.append(step))
    assert rows(course) == rows(theirs)
    assert len({each.points for each in marked}) > 4
    assert any(each.waits for each in marked)
    assert not all(each.waits for each in marked)
    assert (steps[0], steps[-1]) == ((0, 9, "L00"), (9, 9, ""))
    for each in marked:
        mine = nbformat.read(autograded(course, each.learner), as_version=4)
        nbformat.validate(mine)
        MetadataValidator().validate_nb(mine)
        his = nbformat.read(autograded(theirs, each.learner), as_version=4)
        graded = [[cell for cell in notebook.cells if is_grade(cell)] for notebook in (mine, his)]
        grades = [[determine_grade(cell) for cell in cells] for cells in graded]
        assert grades[0][:-1] == grades[1][:-1]  # the last one is written, and shown here in a way that is safe
        assert find(mine, "max").source == find(his, "max").source


def test_marking_again_changes_nothing_and_keeps_what_a_person_did(course: Course) -> None:
    a_class(course, 5)
    put(course, "L9", hand_in(blank(course), HONEST))
    put(course, "L8", hand_in(blank(course), HONEST | {"max": "hat"}))
    autograde(course, QUIZ)
    by_hand(course, "L9", "a-letter", points=5, comment="Kind and clear.")
    by_hand(course, "L8", "max_mark", points=1)
    by_hand(course, "L8", "max", comment="I read it as a hat.")
    before = rows(course)
    files = {path: path.stat().st_mtime_ns for path in course.exercises.glob("autograded/*/*/*")}
    marked = {each.learner: each for each in autograde(course, QUIZ)}
    assert rows(course) == before
    assert {path: path.stat().st_mtime_ns for path in files} == files
    assert (marked["L9"].points, marked["L9"].waits) == (1 + 1 + 2 / 3 + 5, ())
    assert marked["L8"].needs_review == {}


def test_a_newer_hand_in_has_its_changed_answers_looked_at_again(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), HONEST))
    autograde(course, QUIZ)
    by_hand(course, "L1", "a-letter", points=5, comment="Good.")
    by_hand(course, "L1", "max_mark", points=3)
    put(course, "L1", hand_in(blank(course), HONEST | {"a-letter": "Another plan.", "dark-clouds": "nothing"}))
    (marked,) = autograde(course, QUIZ)
    assert marked == Marked("L1", 0 + 3 + 2 / 3 + 5, 12, waits=("a-letter",))
    assert any("Good." in row for row in rows(course))


def test_a_mended_key_changes_the_marks_it_must_and_no_others(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), HONEST))
    put(course, "L2", hand_in(blank(course), HONEST | {"dark-clouds": "nothing"}))
    autograde(course, QUIZ)
    by_hand(course, "L1", "a-letter", points=5)
    before = rows(course)
    rewrite(course, "key: rain", "key: nothing")
    with pytest.raises(ContentError, match=r"changed since it was released\. Release it, then mark again"):
        autograde(course, QUIZ)
    assert rows(course) == before
    release(course, QUIZ)
    autograde(course, QUIZ)
    changed = set(map(str, rows(course))) ^ set(map(str, before))
    assert all("dark-clouds_mark" in row for row in changed)
    assert len(changed) == 4


def test_a_mended_key_leaves_what_a_person_gave_and_asks_for_another_look(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), HONEST))
    put(course, "L2", hand_in(blank(course), HONEST | {"max": "hat"}))
    put(course, "L3", b"{")
    autograde(course, QUIZ)
    by_hand(course, "L1", "max_mark", points=2.5)
    by_hand(course, "L1", "max", comment="A hat and a scarf: nearly.")
    by_hand(course, "L1", "a-letter", points=5, comment="Kind.")
    by_hand(course, "L2", "max_mark", points=1)
    by_hand(course, "L3", "a-letter", points=4)
    rewrite(course, "key: [coat, hat, tea]", "key: [coat, hat]")
    release(course, QUIZ)
    marked = {each.learner: each for each in autograde(course, QUIZ)}
    assert marked["L1"] == Marked("L1", 1 + 2.5 + 2 / 3 + 5, 12, waits=("max",))  # the machine's score has changed
    assert (marked["L2"].points, marked["L2"].waits) == (1 + 1 + 2 / 3, ("a-letter",))  # it still has none
    assert (marked["L3"].points, set(marked["L3"].needs_review)) == (4, set(HONEST) - {"a-letter"})
    grades = {(row[1], row[4]): row[6:] for row in rows(course) if len(row) == 10}
    assert grades["L1", "max_mark"] == (1.5, 2.5, None, 1)
    assert grades["L1", "a-letter"] == (None, 5, None, 0)
    assert grades["L2", "max_mark"] == (None, 1, None, 0)
    assert grades["L3", "a-letter"] == (None, 4, None, 0)
    assert {row[7] for row in rows(course) if len(row) == 8} == {None, "A hat and a scarf: nearly.", "Kind."}
    after = rows(course)
    autograde(course, QUIZ)
    assert rows(course) == after


def test_what_cannot_be_read_waits_with_its_reason_and_is_never_a_silent_nought(course: Course) -> None:
    notebook = hand_in(blank(course), HONEST)
    find(notebook, "dark-clouds")["source"] = "dark_clouds = sky()"
    notebook["cells"].remove(find(notebook, "max"))
    put(course, "L1", notebook)
    (marked,) = autograde(course, QUIZ)
    assert marked.needs_review == {
        "dark-clouds": "its place in the file does not hold one plain answer.",
        "max": "its place in the file is missing.",
    }
    assert (marked.points, marked.waits) == (2 / 3, ("a-letter",))
    grades = {row[4]: row[6:] for row in rows(course) if len(row) == 10}
    assert grades["dark-clouds_mark"] == grades["max_mark"] == grades["a-letter"] == (None, None, None, 1)
    said = [row[6:] for row in rows(course) if len(row) == 8]
    assert ("Needs a look: its place in the file is missing.", None) in said
    shown = json.loads(autograded(course, "L1").read_text())
    assert find(shown, "dark-clouds")["source"] == "dark_clouds = sky()"
    assert find(shown, "dark-clouds_mark")["outputs"] == []
    assert find(shown, "max")["source"] == "".join(find(blank(course), "max")["source"])


def test_a_run_that_is_cut_short_is_finished_by_the_next(course: Course, tmp_path: Path) -> None:
    a_class(course, 6)
    undisturbed = copied(course, tmp_path / "undisturbed")
    autograde(undisturbed, QUIZ)

    def stop(done: int, *_: object) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        autograde(course, QUIZ, stop)
    assert not [row for row in rows(course) if "L00" in row]
    autograde(course, QUIZ)
    assert rows(course) == rows(undisturbed)
    assert autograded(course, "L05").read_bytes() == autograded(undisturbed, "L05").read_bytes()


def test_many_commits_are_one_after_another_and_all_there(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widerwindow.grading.marking.autograde._AT_ONCE", 2)
    a_class(course, 5)
    assert [each.learner for each in autograde(course, QUIZ)] == ["L00", "L01", "L02", "L03", "L04"]
    assert len([row for row in rows(course) if len(row) == 10]) == 5 * 4


def test_the_marked_notebook_shows_an_answer_as_it_was_typed_and_runs_nothing(course: Course) -> None:
    typed = "<script>alert(1)</script>\n\n![x](https://example.org/x.png) $\\href{javascript:1}{x}$ **bold**"
    put(course, "L1", hand_in(blank(course), HONEST | {"a-letter": typed}))
    autograde(course, QUIZ)
    cell = find(json.loads(autograded(course, "L1").read_text()), "a-letter")
    assert "<script" not in cell["source"]
    assert "$" not in cell["source"]
    assert "\n\n" not in cell["source"]
    assert cell["metadata"]["widerwindow"] == {"typed": typed}


def test_the_time_of_the_hand_in_goes_along(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), HONEST))
    put(course, "L2", hand_in(blank(course), HONEST)).with_name("timestamp.txt").write_text("half past nonsense")
    put(course, "L3", hand_in(blank(course), HONEST)).with_name("timestamp.txt").unlink()
    autograde(course, QUIZ)
    times = {row[1]: row[2] for row in rows(course) if len(row) == 10}
    assert times == {"L1": "2026-11-20 10:00:00.000000", "L2": None, "L3": None}
    assert autograded(course, "L1").with_name("timestamp.txt").read_text() == "2026-11-20 10:00:00.000000 UTC"
