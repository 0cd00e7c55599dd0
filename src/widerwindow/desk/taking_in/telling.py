"""Tells what becomes of files that came, and what became of them."""

from collections import Counter
from collections.abc import Sequence

from widerwindow.desk.frame import DeskPage
from widerwindow.grading.collecting.collect import Collected
from widerwindow.messages import Messages

_ORDER = ("refused", "uncounted", "new", "newer", "older", "same", "beside")


class Telling(DeskPage):
    """What the pages on files that came share."""

    messages = Messages(__package__)

    @property
    def signed(self) -> str:
        """What stands at the end of a message to a learner: from whom it comes."""
        return self.course.organisation().name

    def tell(self, template: str, found: Sequence[Collected], **values: object) -> None:
        """Show what becomes of each file: the refused, then the uncounted, then the rest; empty ones first."""
        sorted_ = sorted(found, key=lambda each: (_ORDER.index(each.outcome), not each.empty))
        counts = Counter(each.outcome for each in found)
        taken = len(found) - counts["refused"] - counts["beside"]
        self.show(template, found=sorted_, taken=taken, refused=counts["refused"], signed=self.signed, **values)

    def tell_taken(self, found: Sequence[Collected]) -> None:
        """Show what became of each file, and lead on to marking."""
        quizzes = sorted({each.quiz for each in found if each.quiz and each.outcome in {"new", "newer"}})
        self.tell("taking_in/taken.html.j2", found, quizzes={quiz: self.course.quiz(quiz).title for quiz in quizzes})
