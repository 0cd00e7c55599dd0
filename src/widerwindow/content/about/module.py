"""`book/<module>/module.yml`: what a module is for, and where each of its outcomes is taught and practised."""

from collections.abc import Iterable, Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)


class Outcome(Part):
    """The pages that teach an outcome, and the exercises that practise it, by their ids.

    `text` is there only where the module has no quiz: the texts of a quiz stand in the quiz, and nowhere else.
    """

    text: Text | None = None
    taught: list[Id] = Field(min_length=1)
    practised: list[Id] = Field(min_length=1)


class Module(File):
    """One module; its `id` is the name of its folder."""

    id: Id
    title: Text
    minutes: int = Field(ge=1)
    quiz: Id | None = None
    outcomes: dict[Id, Outcome] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        for name, outcome in self.outcomes.items():
            if self.quiz and outcome.text:
                yield Fault(("outcomes", name, "text"), *_say.advice("outcome_twice", outcome=name))
            if not self.quiz and not outcome.text:
                yield Fault(("outcomes", name), *_say.advice("outcome_without_text", outcome=name))

    def texts(self, quiz: Quiz | None) -> dict[str, str]:
        """Return what a learner will be able to do, by outcome; `quiz` is the module's quiz, where it has one."""
        texts = {name: quiz.outcomes.get(name) if quiz else outcome.text for name, outcome in self.outcomes.items()}
        return {name: text for name, text in texts.items() if text}

    def loose_names(self, folder: str, pages: Iterable[str], exercises: Iterable[str]) -> Iterator[Fault]:
        """Yield a fault for each name that is not its `folder`, one of the folder's `pages` or of the `exercises`."""
        if self.id != folder:
            yield Fault(("id",), *_say.advice("other_folder", id=self.id, folder=folder))
        known = {"taught": sorted(pages), "practised": sorted(exercises)}
        for name, outcome in self.outcomes.items():
            for part, named in (("taught", outcome.taught), ("practised", outcome.practised)):
                for position, one in enumerate(named):
                    if one not in known[part]:
                        advice = _say.advice(f"unknown_{part}", name=one, known=known[part] or [_say("none_yet")])
                        yield Fault(("outcomes", name, part, position), *advice)

    def against(self, quiz: Quiz) -> Iterator[Fault]:
        """Yield a fault for each outcome that the module or its `quiz` does not know, or that no question looks at."""
        for name in sorted(quiz.outcomes.keys() - self.outcomes.keys()):
            yield Fault(("outcomes",), *_say.advice("untaught", outcome=name))
        for name in self.outcomes:
            if name not in quiz.outcomes:
                yield Fault(("outcomes", name), *_say.advice("no_outcome", outcome=name, known=quiz.outcomes))
            elif not quiz.draw and all(question.outcome != name for question in quiz.questions):
                yield Fault(("outcomes", name), *_say.advice("unasked", outcome=name))
