"""`book/<module>/module.yml`: what a module is for, and where each of its outcomes is taught and practised."""

from collections.abc import Iterable, Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text
from widerwindow.content.quizzes.quiz import Quiz


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
                wrong = f"The text of `{name}` stands here and in the quiz."
                yield Fault(("outcomes", name, "text"), wrong, "Take this line out; the quiz has it.")
            if not self.quiz and not outcome.text:
                wrong = f"`{name}` has no text, and there is no quiz that has it."
                yield Fault(("outcomes", name), wrong, "Add a line `text: ...` here.")

    def texts(self, quiz: Quiz | None) -> dict[str, str]:
        """Return what a learner will be able to do, by outcome; `quiz` is the module's quiz, where it has one."""
        texts = {name: quiz.outcomes.get(name) if quiz else outcome.text for name, outcome in self.outcomes.items()}
        return {name: text for name, text in texts.items() if text}

    def loose_names(self, folder: str, pages: Iterable[str], exercises: Iterable[str]) -> Iterator[Fault]:
        """Yield a fault for each name that is not its `folder`, one of the folder's `pages` or of the `exercises`."""
        if self.id != folder:
            yield Fault(("id",), f"The id is `{self.id}`, but the folder is `{folder}`.", f"Write `id: {folder}`.")
        known = {"taught": ("page", sorted(pages)), "practised": ("exercise", sorted(exercises))}
        for name, outcome in self.outcomes.items():
            for part, named in (("taught", outcome.taught), ("practised", outcome.practised)):
                kind, there = known[part]
                for position, one in enumerate(named):
                    if one not in there:
                        instead = f"Write one of: {', '.join(there) or 'none yet'}."
                        yield Fault(("outcomes", name, part, position), f"There is no {kind} `{one}`.", instead)

    def against(self, quiz: Quiz) -> Iterator[Fault]:
        """Yield a fault for each outcome that the module or its `quiz` does not know, or that no question looks at."""
        for name in sorted(quiz.outcomes.keys() - self.outcomes.keys()):
            wrong = f"The quiz has an outcome `{name}`, and this module does not say where it is taught."
            yield Fault(("outcomes",), wrong, f"Add `{name}: {{taught: [...], practised: [...]}}`.")
        for name in self.outcomes:
            if name not in quiz.outcomes:
                wrong = f"The quiz has no outcome `{name}`."
                yield Fault(("outcomes", name), wrong, f"Its outcomes are: {', '.join(quiz.outcomes)}.")
            elif not quiz.draw and all(question.outcome != name for question in quiz.questions):
                wrong = f"No question of the quiz looks at `{name}`."
                yield Fault(("outcomes", name), wrong, f"Give one a line `outcome: {name}`, or take the outcome out.")
