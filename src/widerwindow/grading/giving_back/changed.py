"""Says what has changed since a learner was given her page, by holding it against the page that she would get now.

Both are read as people read them: what only a browser sees of them makes no difference.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from markupsafe import Markup

from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook.marks import Mark, Marks
from widerwindow.messages import Messages

_say = Messages(__package__)

_QUESTION = re.compile(r'<section aria-labelledby="question-\d+">')
_PARTS = {
    "points": re.compile(r'<p class="points">.*?</p>', re.DOTALL),
    "comment": re.compile(rf'<h3>{_say.html("comment")}</h3>\s*<div class="comment">.*?</div>\s*$', re.DOTALL),
    "rubric": re.compile(rf"<h3>{_say.html('rubric')}</h3>\s*<dl>.*?</dl>", re.DOTALL),
    "answer": re.compile(r'<blockquote class="typed">.*?</blockquote>|<p class="what">.*?</p>', re.DOTALL),
    "key": re.compile(rf'<h3>{_say.html("key")}</h3>\s*<ul>.*?</ul>|<p class="fit">.*?</p>', re.DOTALL),
}
"""What is looked for in a question, one after the other, each in what the ones before have left."""

_HEAD = {name: re.compile(rf'<p class="{name}">.*?</p>', re.DOTALL) for name in ("kind", "sum", "late", "passing")}


class Now(NamedTuple):
    """What holds now beside the page itself."""

    marks: Marks
    has_more_time: bool
    """Whether the learner has a deadline of her own."""


class _Told(NamedTuple):
    """What one part of a page says: what is looked for in it, by name, and the rest."""

    parts: dict[str, str]
    rest: str


def changes(quiz: Quiz, now: Now, given: str, other: str) -> list[str]:
    """Return what differs between the page that was `given` and the `other` one of now, in a trainer's words."""
    (head, *before), (head_now, *after) = _read(given), _read(other)
    if len(before) != len(after):
        return [_say("other_questions")]
    old, new = ([_told(text, _PARTS) for text in texts] for texts in (before, after))
    had_key, has_key = (any(told.parts["key"] for told in each) for each in (old, new))
    found = list(_on_key(quiz, shown=has_key)) if had_key != has_key else []
    for number, (question, *both) in enumerate(zip(quiz.questions, old, new, strict=True), 1):
        found += _on_question(number, question, now.marks.questions[question.id], *both)
        if had_key and has_key and both[0].parts["key"] != both[1].parts["key"]:
            found.append(_say("other_shown_key", number=number))
    return [*found, *_on_head(now, _told(head, _HEAD), _told(head_now, _HEAD))]


def _read(page: str) -> list[str]:
    """Return what stands above the questions, and each of them, with nothing of what stands below."""
    return [part.partition("</section>")[0] for part in _QUESTION.split(page[page.index("<body>") :])]


def _told(text: str, wanted: dict[str, re.Pattern[str]]) -> _Told:
    parts = {}
    for name, pattern in wanted.items():
        parts[name] = " · ".join(_words(each) for each in pattern.findall(text))
        text = pattern.sub("", text)
    return _Told(parts, _words(text))


def _words(html: str) -> str:
    return Markup(html).striptags()


def _on_key(quiz: Quiz, *, shown: bool) -> Iterator[str]:
    """Yield why the right answers are `shown` now and were not, or the other way round."""
    if quiz.show_key != "after_deadline":
        yield _say(f"key_{quiz.show_key}")
    elif shown:
        yield _say("key_deadline_over")
    else:
        is_over = quiz.deadline is not None and quiz.deadline < datetime.now(UTC)
        yield _say("key_somebody_has_time" if is_over else "key_deadline_to_come")


def _on_question(number: int, question: Question, mark: Mark, old: _Told, new: _Told) -> Iterator[str]:
    differs = {name for name in _PARTS if old.parts[name] != new.parts[name]} - {"key"}
    if "answer" in differs:
        yield _say("other_answer", number=number)
    if "points" in differs:
        is_key = question.marked_by_machine and not mark.by_hand and "answer" not in differs
        points = {"before": old.parts["points"], "now": new.parts["points"]}
        yield _say("other_key" if is_key else "other_mark", number=number, **points)
    elif "rubric" in differs:
        yield _say("other_levels", number=number)
    if "comment" in differs:
        yield _say("other_comment", number=number)
    if old.rest != new.rest and not differs:
        yield _say("other_words", number=number)


def _on_head(now: Now, old: _Told, new: _Told) -> Iterator[str]:
    said = {name: (old.parts[name], new.parts[name]) for name in _HEAD if old.parts[name] != new.parts[name]}
    if "kind" in said:
        yield _say("other_code")
    if "late" in said:
        yield _on_lateness(now, *said["late"])
    if "passing" in said:
        before, after = said["passing"]
        yield _say("other_passing", before=_quoted(before), now=_quoted(after))
    if old.rest != new.rest:
        yield _say("other_head")


def _on_lateness(now: Now, before: str, after: str) -> str:
    if before and after:
        return _say("other_late")
    if after:
        return _say("late_now")
    return _say("more_time" if now.has_more_time else "late_no_longer")


def _quoted(text: str) -> str:
    return _say("quoted", text=text) if text else _say("nothing")
