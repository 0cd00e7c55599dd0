"""Notes when pages are saved to be sent."""

from collections.abc import Iterable
from contextlib import suppress

from widerwindow.content.core.problems import ContentError
from widerwindow.desk.frame import DeskPage
from widerwindow.grading.giving_back.sent import note_sent
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import Trouble


def note_saved(page: DeskPage, quiz: str, saved: Iterable[bytes]) -> None:
    """Note it. Where nothing can be written, as in a cohort that is over, the pages can be saved all the same."""
    with suppress(Trouble, ContentError, OSError), alone(page.course, "desk"), page.gradebook.open() as book:
        note_sent(book, page.course, quiz, saved)
