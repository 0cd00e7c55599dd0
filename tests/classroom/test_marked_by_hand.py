"""Before a quiz is changed, its trainer is told which marks of her own would fit no more."""

from room import QUIZ, blank, hand_in, put

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judgement, Judging
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.marking.marked_by_hand import Unfitting, unfitting

LEVELS = {"ada": {"plan": 2, "words": 3}, "bea": {"plan": 1, "words": 0}}


def _marked(course: Course) -> Quiz:
    """Mark three hand-ins by machine, two of them by a person too."""
    for learner, answer in {"ada": "rain", "bea": "nothing", "cyd": "rain"}.items():
        put(course, learner, hand_in(blank(course), {"dark-clouds": answer, "a-letter": "A plan."}))
    autograde(course, QUIZ)
    quiz = course.quiz(QUIZ)
    letter = next(question for question in quiz.questions if question.id == "a-letter")
    with connection.open_gradebook(course) as book:
        answers = Judging(book, quiz, letter)
        for place in answers.places():
            if levels := LEVELS.get(place.learner):
                answers.judge(place.id, Judgement(float(sum(levels.values())), levels=levels))
    return quiz


def _changed(quiz: Quiz, question: str, **values: object) -> Quiz:
    data = quiz.model_dump()
    next(each for each in data["questions"] if each["id"] == question).update(values)
    return Quiz.model_validate(data)


def test_marks_by_the_old_rubric_are_told_before_anything_is_changed(course: Course) -> None:
    quiz = _marked(course)
    assert unfitting(course, quiz) == []
    assert unfitting(course, _changed(quiz, "a-letter", prompt="Others words for the same.")) == []
    assert unfitting(course, _changed(quiz, "dark-clouds", key="nothing")) == []

    rows = quiz.model_dump()["questions"][3]["rubric"]
    without_half = [{**rows[0], "levels": [rows[0]["levels"][0], *rows[0]["levels"][2:]]}, rows[1]]
    fewer = unfitting(course, _changed(quiz, "a-letter", rubric=without_half, points=5))
    assert fewer == [Unfitting("ada", "a-letter", 5.0, 4.0), Unfitting("bea", "a-letter", 1.0, None)]
    gone = quiz.model_copy(update={"questions": quiz.questions[:3]})
    assert [(each.learner, each.after) for each in unfitting(course, gone)] == [("ada", None), ("bea", None)]
