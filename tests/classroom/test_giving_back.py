import re
from html import unescape
from pathlib import Path

import pytest
from ledger import by_hand
from playwright.sync_api import Browser
from room import POURING, QUIZ, blank, find, hand_in, put, rewrite

from axe import violations
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import read
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.feedback import feedback, feedback_page
from widerwindow.grading.giving_back.standing import standings
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judgement, Judging
from widerwindow.grading.gradebook.marks import Mark, Marks
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

TYPED = "<script>document.title = 'owned'</script>\n\nFirst I look.\n  Then I pack <b>tea</b>. “☃”"
ANSWERS = {
    "dark-clouds": "nothing",
    "max": ["coat", "ice-cream"],
    "in-which-season": {"frost": "winter", "fog": "summer"},
    "a-letter": TYPED,
}


def pages(course: Course) -> dict[str, str]:
    return {given.learner: given.page.read_text() for given in feedback(course, QUIZ) if given.page}


def changed(course: Course) -> list[list[str]]:
    """Return what has changed since each page was made."""
    with connection.open_gradebook(course) as book:
        return [list(each.changes) for each in standings(book, course, QUIZ)]


def words(html: str) -> str:
    """Return what there is to read in a page."""
    body = html[html.index("<body>") :]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_each_answer_is_given_back_in_words_with_its_feedback_and_points(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    said = words(pages(course)["L1"])
    for part in (
        "Feedback for L1",
        "You handed this in on 20 November 2026.",
        "You have 1.33 points so far, of 12 in all. One answer still waits for your trainer.",
        "What may dark clouds mean? Your answer They mean nothing. They do tell something about the air. 0 of 1 point",
        "This is about being cold.",
        "A coat It keeps the wind out, and the &lt;i&gt;warmth&lt;/i&gt; in.",
        "Ice cream It tastes good and warms nobody. 0 of 3 points",
        "Frost: Winter It needs a night below zero.",
        "You left these open, so there are no points for them: Swifts 1.33 of 2 points",
        "What your trainer looks for Plan 0 There is no plan.",
        "Your trainer has not marked this answer yet.",
    ):
        assert part in said
    assert "Often so" not in said
    assert "Tea in a flask" not in said
    assert "%" not in said


def test_what_a_person_gave_is_there_and_what_is_open_or_unreadable_is_said_so(course: Course) -> None:
    notebook = hand_in(blank(course), {"a-letter": "A plan."})
    find(notebook, "dark-clouds")["source"] = "dark_clouds = clouds"
    put(course, "L1", notebook)
    put(course, "L2", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    by_hand(course, "L1", "a-letter", points=4.5, comment="Clear. *Thank you.*\n\n<script>alert(1)</script>")
    by_hand(course, "L2", "a-letter", points=6, comment="For L2 alone.")
    found = pages(course)
    said = words(found["L1"])
    assert "The computer could not read this answer, so your trainer reads it. Your trainer has not marked" in said
    assert said.count("You gave no answer here, so there are no points for it.") == 2
    assert "From your trainer Clear. Thank you. &lt;script&gt;" in said
    assert "4.5 of 6 points" in said
    assert "<em>Thank you.</em>" in found["L1"]
    assert "L2" not in found["L1"]
    assert "You have 7.33 of 12 points." in words(found["L2"])


def test_the_level_that_was_chosen_stands_out_and_points_without_the_rubric_stand_alone(course: Course) -> None:
    for learner in ("L1", "L2", "L3"):
        put(course, learner, hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    quiz = course.quiz(QUIZ)
    with connection.open_gradebook(course) as book:
        answers = Judging(book, quiz, quiz.questions[3])
        for place in answers.places():
            if place.learner != "L3":
                answers.judge(place.id, Judgement(3.0, levels={"plan": 2, "words": 1}))
    by_hand(course, "L2", "a-letter", points=4)  # in another program, which knows nothing of levels
    by_hand(course, "L3", "a-letter", points=3)
    found = {learner: words(page) for learner, page in pages(course).items()}
    plan = "Plan 0 There is no plan. 1 There is half a plan. 2 Your trainer chose this: There is a plan. 3 The plan has"
    assert plan in found["L1"]
    assert "1 Your trainer chose this: In parts clear." in found["L1"]
    assert not any("There is half a plan." in found[learner] for learner in ("L2", "L3"))
    assert "4 of 6 points" in found["L2"]


def test_a_mark_to_look_at_again_and_a_hand_in_to_mark_are_told(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    by_hand(course, "L1", "max_mark", points=2)
    rewrite(course, "key: [coat, hat, tea]", "key: [coat]")
    release(course, QUIZ)
    put(course, "L1", hand_in(blank(course), ANSWERS | {"max": ["coat"]}))
    autograde(course, QUIZ)
    assert "2 of 3 points so far. Your trainer looks at this answer once more." in words(pages(course)["L1"])
    put(course, "L1", hand_in(blank(course), ANSWERS)).with_name("timestamp.txt").write_text("2026-11-21 10:00:00 UTC")
    put(course, "L2", hand_in(blank(course), ANSWERS))
    first, second = feedback(course, QUIZ)
    assert first.page
    assert "newer hand-in is not marked yet" in str(first.reason)
    assert second.page is None
    assert "Mark the quiz first" in str(second.reason)


def test_no_page_holds_anything_of_another_learner(course: Course) -> None:
    theirs = {
        "Quartz-1": ({"dark-clouds": "nothing", "a-letter": "The heron waits."}, "Heron, well seen."),
        "Basalt-2": ({"max": ["ice-cream"], "a-letter": "A lantern by the door."}, "The lantern helps."),
    }
    for learner, (answers, _) in theirs.items():
        put(course, learner, hand_in(blank(course), answers))
    autograde(course, QUIZ)
    for learner, (_, comment) in theirs.items():
        by_hand(course, learner, "a-letter", points=3, comment=comment)
    first, second = (pages(course)[learner] for learner in theirs)
    for given, own, other in (
        (first, ("Quartz-1", "heron", "Heron", "They mean nothing."), ("Basalt-2", "lantern", "Ice cream")),
        (second, ("Basalt-2", "lantern", "Ice cream"), ("Quartz-1", "heron", "Heron", "They mean nothing.")),
    ):
        assert [word for word in own if word not in given] == []
        assert [word for word in other if word in given] == []


def test_the_key_is_told_only_where_the_trainer_says_so(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    assert "all the points" not in pages(course)["L1"]
    rewrite(course, "intro: |", "show_key: always\nintro: |")
    said = words(pages(course)["L1"])
    for part in (
        "0 of 1 point",
        "The answer that gives all the points Rain may come. 0 of 1 point",
        "The answer that gives all the points A coat A hat Tea in a flask 0 of 3 points",
        "The answer that gives all the points Frost: Winter Swifts: Summer Fog: Summer or Winter 1.33 of 2 points",
    ):
        assert part in said
    assert said.count("all the points") == 3
    assert "Often so" not in said  # what there is to say to an option is for those who chose it


def test_every_kind_of_question_can_tell_its_key() -> None:
    quiz = read(POURING, Quiz)
    blank_marks = {question.id: Mark(0.0, question.points) for question in quiz.questions}
    answers = {question.id: None for question in quiz.questions}
    said = words(feedback_page(quiz, Marks("L1", None, blank_marks), answers, with_key=True))
    for part in (
        "Sam, always : Green tea & mint Ida: Black tea Jo: Black tea or Green tea & mint 0 of 3 points",
        "1. Boil the water 2. Pour 3. Wait 4. Drink 0 of 3 points",
        "3.3 minutes 0 of 2 points",
    ):
        assert part in unescape(said)


def test_the_key_is_told_once_the_time_of_the_last_learner_is_up(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    rewrite(course, "intro: |", "show_key: after_deadline\nintro: |")
    with pytest.raises(ContentError, match="there is none"):
        feedback(course, QUIZ)
    rewrite(course, "intro: |", "deadline: 2020-01-01 17:00\nintro: |")
    release(course, QUIZ)
    assert "all the points" in pages(course)["L1"]
    more = "extensions:\n  - {quiz: weather, learner: L2, until: 2999-01-01 17:00}\n"
    (course.exercises / "extensions.yml").write_text(more)
    assert changed(course) == [["Somebody has more time now, so the right answers would not be shown yet."]]
    assert "all the points" not in pages(course)["L1"]
    (course.exercises / "extensions.yml").write_text(more.replace("L2", "L1"))
    assert changed(course) == [["She has more time now, so it is late no longer."]]
    pages(course)
    (course.exercises / "extensions.yml").unlink()
    over = "The deadline is over for everybody, so the right answers would be shown."
    assert changed(course) == [[over, "It counts as late now."]]


def test_the_pages_are_the_same_each_time(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    assert pages(course) == pages(course)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_asks_nothing_runs_nothing_and_is_open_to_everyone(
    course: Course, browser: Browser, width: int, scheme: str, tmp_path: Path
) -> None:
    rewrite(
        course, "What helps on a cold walk?", "What helps? ![x](https://example.org/x.png) [more](https://example.org)"
    )
    release(course, QUIZ)
    put(course, "L1", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    by_hand(course, "L1", "a-letter", points=4, comment="See ![x](https://example.org/y.png) and [z](javascript:1).")
    (given,) = feedback(course, QUIZ)
    assert given.page
    html = given.page.read_text()
    assert "<script" not in html
    assert "javascript:" not in re.sub(r"<[^a][^>]*>|\[z\]\(javascript:1\)", "", html)
    asked: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(given.page.as_uri())
    assert asked == [given.page.as_uri()]
    assert page.title() == "Feedback: Weather and plans"
    assert page.locator(".typed").inner_text() == TYPED
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    # Axe is a script, and the page's own policy runs none: it is looked at without the policy.
    (tmp_path / "open.html").write_text(re.sub(r"<meta http-equiv[^>]*>", "", html))
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((tmp_path / "open.html").as_uri())
    assert violations(page) == []
    context.close()


def test_one_page_that_cannot_be_written_keeps_nobody_else_from_hers(course: Course) -> None:
    for learner in ("L1", "L2", "L3"):
        put(course, learner, hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    (course.exercises / "feedback").mkdir()
    (course.exercises / "feedback" / "L2").write_text("a file where a folder should be")
    given = {each.learner: each for each in feedback(course, QUIZ)}
    assert [each.page is not None for each in given.values()] == [True, False, True]
    assert "Take away what is in its place" in str(given["L2"].reason)
