import json
from pathlib import Path

import nbformat
import pytest
from ledger import Stock, by_hand, rows
from nbgrader.nbgraderformat import MetadataValidator
from room import QUIZ, TEXT, blank, find, hand_in, make_course, put, quiz_text, rewrite

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.source import BLANK, mark_source, notebook
from widerwindow.grading.setting.release import is_fresh, release


def released(course: Course) -> Path:
    return course.exercises / "release" / QUIZ / f"{QUIZ}.ipynb"


def everything(course: Course) -> dict[str, bytes]:
    files = (path for path in course.exercises.rglob("*") if path.is_file() and path.name != "gradebook.db")
    return {str(path.relative_to(course.exercises)): path.read_bytes() for path in files}


def test_the_release_is_what_nbgrader_makes_of_the_source(course: Course) -> None:
    made = blank(course)
    nbformat.validate(nbformat.from_dict(made))
    MetadataValidator().validate_nb(nbformat.from_dict(made))
    assert made["metadata"]["widerwindow"]["quiz"] == course.quiz(QUIZ).public()
    assert find(made, "dark-clouds")["source"][0].startswith("dark_clouds = None  # ")
    assert "".join(find(made, "dark-clouds")["source"]).count("\n") == 1
    assert find(made, "a-letter")["source"] == [BLANK]
    assert find(made, "max_mark")["source"] == ["# This cell gives the points for `max`."]
    assert find(made, "max_mark")["metadata"]["nbgrader"]["points"] == 3
    assert find(made, "max")["metadata"]["deletable"] is False
    assert find(made, "quiz_form")["metadata"]["editable"] is False


def test_no_key_is_anywhere_but_in_the_source_and_the_gradebook(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), {"dark-clouds": "nothing", "a-letter": "Text."}))
    autograde(course, QUIZ)
    feedback(course, QUIZ)
    quiz = course.quiz(QUIZ)
    keys = [line for question in quiz.machine_marked for line in mark_source(question).splitlines()[1:]]
    keys += [json.dumps(question.key) for question in quiz.machine_marked if not isinstance(question.key, str)]
    parts = [part for question in quiz.machine_marked for part in question.explained()]
    unchosen = [part.feedback for part in parts if part.id != "nothing"]
    texts = {name: data.decode() for name, data in everything(course).items()}
    kept = {name: text for name, text in texts.items() if not name.startswith(("source/", "quizzes/"))}
    assert {name.split("/")[0] for name in kept} == {
        "release",
        "submitted",
        "autograded",
        "feedback",
        "nbgrader_config.py",
    }
    for name, text in kept.items():
        assert [word for word in [*keys, *unchosen, '"key"', "HIDDEN"] if word in text] == [], name
    source = texts[f"source/{QUIZ}/{QUIZ}.ipynb"]
    assert all(json.dumps(key, ensure_ascii=False)[1:-1] in source for key in keys[:4])


def test_the_release_is_the_same_whatever_the_key_is(course: Course) -> None:
    before = released(course).read_bytes()
    rewrite(course, "key: rain", "key: nothing")
    rewrite(course, "key: [coat, hat, tea]", "key: [ice-cream]")
    rewrite(course, "fog: [summer, winter]", "fog: summer")
    assert not is_fresh(course, QUIZ)
    release(course, QUIZ)
    assert released(course).read_bytes() == before


def test_releasing_again_gives_the_same_files(course: Course) -> None:
    assert is_fresh(course, QUIZ)
    before = everything(course)
    assert release(course, QUIZ) == released(course)
    assert everything(course) == before
    assert is_fresh(course, QUIZ)


def test_a_release_is_stale_once_something_that_learners_or_marking_see_has_changed(course: Course) -> None:
    rewrite(course, "intro:", "# A note to me.\nintro:")
    rewrite(course, "Often so, and not always.", "Often so.")
    assert is_fresh(course, QUIZ)
    rewrite(course, "Rain may come.", "It may rain.")
    assert not is_fresh(course, QUIZ)
    release(course, QUIZ)
    assert is_fresh(course, QUIZ)
    assert b"It may rain." in released(course).read_bytes()
    (course.exercises / "gradebook.db").rename(course.exercises / "moved.db")
    assert not is_fresh(course, QUIZ)
    (course.exercises / "moved.db").rename(course.exercises / "gradebook.db")
    released(course).unlink()
    assert not is_fresh(course, QUIZ)


def test_questions_may_change_as_long_as_nobody_has_handed_in(course: Course) -> None:
    rewrite(course, "- id: dark-clouds", "- id: grey-clouds")
    release(course, QUIZ)
    assert find(blank(course), "grey-clouds")
    put(course, "L1", hand_in(blank(course), {"grey-clouds": "rain"}))
    assert autograde(course, QUIZ)[0].points == 1


def test_words_points_and_keys_may_change_after_a_hand_in_and_marks_stay(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), {"dark-clouds": "rain", "a-letter": "My plan."}))
    autograde(course, QUIZ)
    by_hand(course, "L1", "a-letter", points=4, comment="Good.")
    rewrite(course, "Rain may come.", "It may rain.")
    rewrite(course, "points: 3", "points: 4")
    rewrite(course, "key: rain", "key: nothing")
    release(course, QUIZ)
    (marked,) = autograde(course, QUIZ)
    assert (marked.points, marked.out_of, marked.waits) == (4, 13, ())
    assert any("Good." in row for row in rows(course))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("- id: dark-clouds", "- id: grey-clouds", "“What may dark clouds mean?”"),
        (TEXT[TEXT.index("  - id: a-letter") :], "", "“Tell a friend how you would plan a walk in doubtful weather.”"),
    ],
)
def test_questions_may_not_come_or_go_after_a_hand_in(course: Course, old: str, new: str, named: str) -> None:
    put(course, "L1", hand_in(blank(course), {"dark-clouds": "rain"}))
    autograde(course, QUIZ)
    before, marks = everything(course), rows(course)
    rewrite(course, old, new)
    with pytest.raises(ContentError) as error:
        release(course, QUIZ)
    (problem,) = error.value.problems
    assert problem.file.name == f"{QUIZ}.yml"
    assert f"so its questions must stay: none can come or go. It is about: {named}." in str(problem)
    rewrite(course, quiz_text(course), TEXT)
    assert everything(course) == before
    assert rows(course) == marks
    assert is_fresh(course, QUIZ)


def test_nbgraders_own_refusal_is_told_and_changes_nothing(course: Course) -> None:
    before = everything(course)
    rewrite(course, "Tell a friend how", "Tell BEGIN HIDDEN TESTS how")
    with pytest.raises(ContentError, match=r"nbgrader could not make the release: .*hidden tests"):
        release(course, QUIZ)
    rewrite(course, quiz_text(course), TEXT)
    assert everything(course) == before


def test_what_a_run_that_was_cut_short_left_is_cleared(course: Course) -> None:
    left = course.exercises / "source" / ".making-x" / "source" / QUIZ
    left.mkdir(parents=True)
    (left / "half.ipynb").write_text("{")
    release(course, QUIZ)
    assert not left.exists()
    assert sorted(path.name for path in (course.exercises / "source").iterdir()) == [f".{QUIZ}.made-from", QUIZ]


def test_a_course_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    course = make_course(tmp_path / "new")
    for step in (autograde, feedback):
        with pytest.raises(ContentError, match="Release a quiz first"):
            step(course, QUIZ)
    assert not (course.exercises / "gradebook.db").exists()


def test_the_stock_command_makes_the_same_release_in_this_folder(course: Course, stock: Stock) -> None:
    before = released(course).read_bytes()
    stock(course, "generate_assignment", QUIZ, "--force")
    assert released(course).read_bytes() == before
    assert notebook(course, QUIZ) == (course.exercises / "source" / QUIZ / f"{QUIZ}.ipynb").read_bytes()


def test_the_stock_command_collects_a_zip_of_hand_ins(course: Course, stock: Stock) -> None:
    arrived = course.exercises / "downloaded" / QUIZ / "archive"
    arrived.mkdir(parents=True)
    for name in ("weather--L1.ipynb", "weather--a_b-2 (1).ipynb"):
        (arrived / name).write_text(json.dumps(hand_in(blank(course), {"dark-clouds": "rain"})))
    stock(course, "zip_collect", QUIZ)
    found = sorted(str(path.relative_to(course.exercises)) for path in course.exercises.glob("submitted/*/*/*.ipynb"))
    assert found == [f"submitted/L1/{QUIZ}/{QUIZ}.ipynb", f"submitted/a_b-2/{QUIZ}/{QUIZ}.ipynb"]
