"""What all questions share, and what each kind must be able to do wherever questions are asked, marked or told of."""

import keyword
from abc import abstractmethod
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from random import Random
from typing import Any, ClassVar, Literal, TypedDict

from pydantic import Field

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.note import ContentNote, PublicNote
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Part, Text, Where
from widerwindow.content.questions.form import Form
from widerwindow.content.questions.parts import (
    Answer,
    Choice,
    ChoiceCount,
    Criterion,
    Explained,
    Offer,
    Told,
    Use,
    Worked,
)
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)


class PublicQuestion(TypedDict):
    """What a learner may see of any question before she answers; texts are HTML. Each kind adds its `type`."""

    id: str
    prompt: str
    points: int
    note: PublicNote | None


class BaseQuestion(Part):
    """A question of any kind."""

    type: str
    id: Id
    prompt: Text
    outcome: Id | None = None
    tags: list[Id] = Field(default_factory=list)
    """By which a quiz draws it, where it stands in the bank."""
    use: Use | None = None
    """None where the file that it stands in says so."""
    module: Id | None = None
    """Likewise."""
    difficulty: Literal["easy", "medium", "hard"] | None = None
    """What its author thinks before anybody has answered it."""
    points: int = Field(default=1, ge=1)
    note: ContentNote | None = None

    marked_by_machine: ClassVar[bool]
    not_read: ClassVar[frozenset[str]] = frozenset({"id", "type", "outcome", "tags", "use", "module", "difficulty"})
    """The keys of the file whose values no learner reads as text."""

    def say(self, name: str, /, **values: object) -> str:
        """Return a message of this kind, whose words stand in its own folder."""
        return Messages(type(self).__module__)(name, **values)

    def advice(self, name: str, /, **values: object) -> Advice:
        """Return what is wrong and what to do, likewise."""
        return Messages(type(self).__module__).advice(name, **values)

    @property
    def variable(self) -> str:
        """The name that the answer has in the notebook."""
        return self.id.replace("-", "_")

    def faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong in a question that stands at `where` in its file."""
        if keyword.iskeyword(self.id):
            yield Fault((*where, "id"), *_say.advice("python_word", id=self.id))

    def public(self) -> PublicQuestion:
        """Return what a learner may see before she answers: no key and no feedback."""
        return {
            "id": self.id,
            "prompt": to_html(self.prompt),
            "points": self.points,
            "note": self.note.public() if self.note else None,
        }

    @classmethod
    @abstractmethod
    def form(cls) -> Form:
        """Return the form on which a trainer writes what is this kind's own."""

    @abstractmethod
    def unreadable(self, answer: object) -> str | None:
        """Return why `answer` is not an answer to this question, or None where it is one."""

    @abstractmethod
    def offered(self) -> list[str]:
        """Return, in Markdown, what a notebook says there is to choose from, or what the trainer looks for."""

    @abstractmethod
    def feedback(self, answer: Answer) -> list[Told]:
        """Return each part of an answer that is readable, and what to say to it."""

    @abstractmethod
    def right_answer(self) -> list[str]:
        """Return the answer that gives all the points, in Markdown, part by part; nothing where a person judges."""

    @abstractmethod
    def explained(self) -> list[Explained]:
        """Return the parts that can be answered, as a trainer reads them beside the key."""

    @abstractmethod
    def choices(self) -> Iterable[Choice]:
        """Return all that can be chosen, in the question's order."""

    @abstractmethod
    def picks(self, answer: Answer) -> Iterable[Hashable]:
        """Return each thing chosen in a readable `answer` once."""

    def left_open(self, answer: Answer) -> list[str]:  # noqa: ARG002 - most kinds are answered whole or not at all
        """Return the parts, in Markdown, that a readable answer passes over; none where nothing is answered."""
        return []

    def rubric_rows(self) -> Sequence[Criterion]:
        """Return what a person who marks the answer looks for; nothing where a machine marks it."""
        return ()

    def worked(self) -> Worked | None:
        """Return where scored answers to a practice case stand, for who marks it; most kinds have none."""
        return None

    def invented(self, chance: Random, number: int = 0) -> Answer:  # noqa: ARG002 - most kinds leave it to chance
        """Return an answer that somebody might give, for trainers to practise marking with.

        `number` says which of several she is, from 0, where a question has an answer of its own for each.
        """
        return None

    @property
    def is_sketched(self) -> bool:
        """Whether what `invented` gives is no answer in a learner's own words where one is asked for."""
        return False

    def count_choices(self, given: Iterable[Answer]) -> list[ChoiceCount]:
        """Return all that can be chosen, as the readable answers `given` chose it."""
        counted = Counter(pick for answer in given for pick in self.picks(answer))
        return [ChoiceCount(each.item, each.text, each.is_key, counted[each.pick]) for each in self.choices()]

    def offers(self) -> Iterable[Offer]:
        """Return what there is to choose among, for each choice that a guess may get right; most kinds have none."""
        return ()

    def giveaways(self, where: Where) -> Iterator[Fault]:  # noqa: ARG002 - most kinds have none of their own
        """Yield by what the question, which stands at `where` in its file, gives its key away."""
        yield from ()


class KeyedQuestion(BaseQuestion):
    """A question with a key, which a machine can mark. In a notebook its answer is a Python literal."""

    marked_by_machine: ClassVar[bool] = True
    not_read: ClassVar[frozenset[str]] = BaseQuestion.not_read | {"key"}

    @abstractmethod
    def score(self, answer: Answer) -> float:
        """Return the points for a readable answer, from 0.0 to the question's own."""

    @abstractmethod
    def revealed(self) -> Any:  # noqa: ANN401 - each kind says what it reveals
        """Return what a self-check needs besides what is public: the key, and what to say to each answer, as HTML."""

    def fits(self, answer: Answer) -> list[bool]:
        """Return of each part of an answer that `feedback` tells, in its order, whether it is right."""
        picked = set(self.picks(answer))
        return [choice.is_key for choice in self.choices() if choice.pick in picked]

    def meant(self, text: str) -> Answer:  # noqa: ARG002 - most kinds are answered with names, which leave no doubt
        """Return the answer that `text`, typed in a learner's own way, is sure to mean, or None."""
        return None

    @abstractmethod
    def hidden_test_source(self) -> str:
        """Return Python that ends in the score of the answer, which stands in `variable`.

        An answer could be called `max`, so it knows the built-in names by `_b` alone.
        """

    def hint(self) -> str:
        """Return how to write an answer into its cell."""
        return self.say("hint")
