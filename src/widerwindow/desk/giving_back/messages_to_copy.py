"""The words that go with feedback, for the trainer to copy: to one learner, or to all. They tell nobody's points."""

from collections.abc import Iterable, Iterator

from widerwindow.content.about.organisation import Contact, Organisation
from widerwindow.content.course import Course
from widerwindow.grading.gradebook.marks import Marks
from widerwindow.messages import Messages

_say = Messages(__package__)


def to_each(course: Course, quiz: str, marked: Iterable[Marks]) -> dict[str, str]:
    """Return the message to each learner, whose page is a file that goes with it, by her code."""
    title, organisation = course.quiz(quiz).title, course.organisation()
    return {each.learner: _letter(organisation, *_to_one(quiz, title, each)) for each in marked}


def to_all(course: Course, quiz: str) -> str:
    """Return the message to a whole class."""
    return _letter(course.organisation(), _say("letter_all", quiz=course.quiz(quiz).title))


def page_name(quiz: str, learner: str) -> str:
    """Return what a learner's page is called where it is saved."""
    return f"{quiz}--{learner}.html"


def _to_one(quiz: str, title: str, marked: Marks) -> Iterator[str]:
    yield _say("letter_one", quiz=title, file=page_name(quiz, marked.learner), learner=marked.learner)
    if marked.waits:
        yield _say("letter_waits", count=marked.waits)


def _letter(organisation: Organisation, *parts: str) -> str:
    contact = organisation.contacts[0]
    return "\n\n".join([_say("letter_hello"), *parts, _ask(contact), organisation.name])


def _ask(contact: Contact) -> str:
    if contact.name.startswith(_say("letter_role")):  # so learners call the trainer, who writes this
        return _say("letter_ask_me", how=contact.how)
    return _say("letter_ask", name=contact.name, how=contact.how)
