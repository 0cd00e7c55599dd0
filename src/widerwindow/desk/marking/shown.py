"""What a marker sees of one answer: the task, the learner's words as data, the rubric, and whom to tell of a worry."""

from collections.abc import Mapping
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.questions import KeyedQuestion, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.for_trainers.reading import worked
from widerwindow.grading.giving_back.answers import Marked
from widerwindow.grading.giving_back.page import blocks, inline
from widerwindow.grading.keeping.people import Person, people
from widerwindow.grading.notebook.submission import Unreadable


def shown(course: Course, quiz: Quiz, question: Question, learner: str) -> Mapping[str, Any]:
    """Return what stands on the page beside what the gradebook holds."""
    found = Marked(course, quiz).said(learner)
    answer = found.answers.get(question.id) if found else None
    return {
        "question": question,
        "learner": learner,
        "person": people(course).get(learner, Person()),
        "safeguarding": [each for each in course.organisation().contacts if each.safeguarding],
        "prompt": blocks(question.prompt),
        "answer": text_of(question, answer),
        "elsewhere": found.elsewhere.get(question.id) if found else None,
        "worked": worked(course, question),
        "rubric": [(row, [inline(level) for level in row.levels]) for row in question.rubric_rows()],
    }


def text_of(question: Question, answer: Any) -> str:  # noqa: ANN401 - an answer of any kind, or one that is Unreadable
    """Return an answer as text; whatever a template shows of it is escaped there."""
    if isinstance(answer, Unreadable):
        return answer.text
    if isinstance(answer, str) and not isinstance(question, KeyedQuestion):
        return answer
    return "" if answer is None else "\n".join(part for part, _ in question.feedback(answer))
