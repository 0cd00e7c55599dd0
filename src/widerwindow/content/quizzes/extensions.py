"""`extensions.yml` of a classroom: who has more time for which quiz. It stays with the trainer, never published."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text
from widerwindow.content.quizzes.rules import Moment, Settings
from widerwindow.messages import Messages

_say = Messages(__package__)

_LOOK_ALIKE = str.maketrans("oil", "011")


def _somebody(learner: object) -> object:
    if learner is None:  # a code that was never typed must not give everybody more time
        raise ValueError(_say("nobody"))
    return learner


class Extension(Part):
    """A later deadline for one quiz: one learner's own, or everybody's in the classroom whose file it stands in."""

    quiz: Id
    learner: Annotated[Text | None, BeforeValidator(_somebody)] = None
    """None for everybody."""

    until: Moment


class Extensions(File):
    """Every extension in one classroom."""

    has_times: ClassVar[bool] = True
    extensions: list[Extension] = Field(default_factory=list)

    @override
    def faults(self) -> Iterator[Fault]:
        seen: set[tuple[str, str | None]] = set()
        for position, one in enumerate(self.extensions):
            if (one.quiz, one.learner) in seen:
                advice = _say.advice("extended_twice", learner=one.learner or _say("everybody"), quiz=one.quiz)
                yield Fault(("extensions", position), *advice)
            seen.add((one.quiz, one.learner))

    def due(self, quiz: Settings, learner: str) -> datetime | None:
        """Return until when `learner` has time for `quiz`, or None where it has no deadline."""
        hers = [one.until for one in self.extensions if one.quiz == quiz.id and one.learner in (None, learner)]
        return max([quiz.deadline, *hers]) if quiz.deadline else None

    def last(self, quiz: Settings) -> datetime | None:
        """Return when the time of the last learner is up for `quiz`, or None where it has no deadline."""
        own = [one.until for one in self.extensions if one.quiz == quiz.id]
        return max([quiz.deadline, *own]) if quiz.deadline else None

    def misspelt(self, quiz: str, learners: Collection[str]) -> Iterator[Fault]:
        """Yield whose code for `quiz` is none of the `learners`' who handed it in, but for a slip one of theirs."""
        for position, one in enumerate(self.extensions):
            if one.quiz != quiz or one.learner is None or one.learner in learners:
                continue
            alike = [code for code in learners if _without_slips(code) == _without_slips(one.learner)]
            if alike:
                advice = _say.advice("misspelt", learner=one.learner, meant=alike[0])
                yield Fault(("extensions", position, "learner"), *advice)

    def waiting(self, quiz: str, learners: Collection[str]) -> list[str]:
        """Return who has more time for `quiz` and is none of the `learners` who handed it in."""
        return sorted({one.learner for one in self.extensions if one.quiz == quiz and one.learner} - set(learners))

    def against(self, quizzes: Mapping[str, Settings | None]) -> Iterator[Fault]:
        """Yield what does not fit the `quizzes`, by name; None stands for one that cannot be read."""
        yield from self.harm(quizzes)
        for position, one in enumerate(self.extensions):
            quiz = quizzes.get(one.quiz)
            if quiz and not quiz.deadline:
                yield Fault(("extensions", position), *_say.advice("nothing_to_extend", quiz=one.quiz))

    def harm(self, quizzes: Mapping[str, Settings | None]) -> Iterator[Fault]:
        """Yield what of that would leave somebody without the time that was meant for her."""
        for position, one in enumerate(self.extensions):
            where = ("extensions", position)
            quiz = quizzes.get(one.quiz)
            if one.quiz not in quizzes:
                known = list(quizzes) or [_say("none_yet")]
                yield Fault((*where, "quiz"), *_say.advice("no_quiz", quiz=one.quiz, known=known))
            elif quiz and quiz.deadline and one.until < quiz.deadline:
                yield Fault((*where, "until"), *_say.advice("less_time", quiz=quiz.title))


def _without_slips(code: str) -> str:
    """Return `code` as it is alike for capitals, signs between letters, and letters that look like digits."""
    return "".join(filter(str.isalnum, code.casefold())).translate(_LOOK_ALIKE)
