"""`book/<module>/module.yml`: what a module is for, and where each of its outcomes is taught and practised."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text
from widerwindow.content.pictures.library import Asked
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

_ROUNDED = 5
"""The minutes by which a module may be longer or shorter than its pages together."""

OVERVIEW = "index"
"""The name of the page that a module begins with."""


class Outcome(Part):
    """The pages that teach an outcome, and the exercises that practise it, by their ids.

    `text` is there only where the module has no quiz: the texts of a quiz stand in the quiz, and nowhere else.
    """

    text: Text | None = None
    taught: list[Id] = Field(min_length=1)
    practised: list[Id] = Field(min_length=1)


class PageOfModule(Part):
    """What a list of pages says of one. Whatever is `extra`, such as a quiz, is not in the module's minutes."""

    about: Text
    minutes: int = Field(ge=1)
    extra: bool = False


class Module(File):
    """One module; its `id` is the name of its folder. `pages` are those after its overview, by their names.

    `cover` is the picture that the overview opens with.
    """

    id: Id
    title: Text
    about: Text
    minutes: int = Field(ge=1)
    quiz: Id | None = None
    cover: Asked | None = None
    pages: dict[Id, PageOfModule] = Field(default_factory=dict)
    outcomes: dict[Id, Outcome] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        for name, outcome in self.outcomes.items():
            if self.quiz and outcome.text:
                yield Fault(("outcomes", name, "text"), *_say.advice("outcome_twice", outcome=name))
            if not self.quiz and not outcome.text:
                yield Fault(("outcomes", name), *_say.advice("outcome_without_text", outcome=name))
        added = sum(page.minutes for page in self.pages.values() if not page.extra)
        if self.pages and abs(added - self.minutes) >= _ROUNDED:
            yield Fault(("minutes",), *_say.advice("other_sum", minutes=self.minutes, added=added))

    def minutes_of(self, pages: Collection[str]) -> int:
        """Return how long these of its pages take; all of them take what the module says."""
        if len(pages) == len(self.pages):
            return self.minutes
        return sum(page.minutes for name, page in self.pages.items() if name in pages and not page.extra)

    def texts(self, quiz: Quiz | None) -> dict[str, str]:
        """Return what a learner will be able to do, by outcome; `quiz` is the module's quiz, where it has one."""
        texts = {name: quiz.outcomes.get(name) if quiz else outcome.text for name, outcome in self.outcomes.items()}
        return {name: text for name, text in texts.items() if text}

    def loose_names(self, folder: str, pages: Sequence[str], exercises: Iterable[str]) -> Iterator[Fault]:
        """Yield a fault for each name that is not its `folder`, one of the folder's `pages` or of the `exercises`.

        The `pages` are in their order, which that of the list of pages has to be.
        """
        if self.id != folder:
            yield Fault(("id",), *_say.advice("other_folder", id=self.id, folder=folder))
        after = [page for page in pages if page != OVERVIEW]
        if list(self.pages) != after:
            yield Fault(
                ("pages",) if self.pages else (), *_say.advice("other_pages", pages=after or [_say("none_yet")])
            )
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
