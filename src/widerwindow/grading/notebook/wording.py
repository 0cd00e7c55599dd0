"""What a quiz's notebook says for each kind of question: what there is to choose, how to write it, how it is marked."""

import json
from collections.abc import Iterator, Sequence

from widerwindow.content.questions import (
    MachineMarked,
    Matching,
    Multiple,
    Number,
    Ordering,
    Placing,
    Question,
    Shown,
    Single,
    Sorting,
    WrittenAnswer,
)


def offered(question: Question) -> list[str]:
    """Return, in Markdown, what there is to choose from, and what the trainer looks for."""
    match question:
        case Single() | Multiple():
            return [_listed(question.options)]
        case Sorting():
            groups, items = _listed(question.groups), _listed(question.items)
            return ["Groups:", groups, "Sort each of these into a group:", items]
        case Matching():
            answers, items = _listed(question.answers), _listed(question.items)
            return ["Answers:", answers, "Match each of these with one of the answers:", items]
        case Ordering():
            return ["Put these in order:", _listed(question.items)]
        case Number():
            return [f"Give the number in: {question.unit}"] if question.unit else []
        case WrittenAnswer():
            rows = [f"- **{row.title}:** " + "; ".join(_levels(row.levels)) for row in question.rubric]
            return ["What your trainer looks for, with the points for each:", "\n".join(rows)]


def hint(question: MachineMarked) -> str:
    """Return how to write an answer into its cell."""
    match question:
        case Single():
            return 'one name from the list above, in quotes: "..."'
        case Multiple():
            return 'every name that you choose, in a list: ["...", "..."]'
        case Placing():
            return f'each name with its {question.place}: {{"...": "...", "...": "..."}}'
        case Ordering():
            return 'every name, in your order: ["...", "..."]'
        case Number():
            return "the number alone, with a point for decimals: 0.5"


def hidden_test_source(question: MachineMarked) -> str:
    """Return Python that ends in the score. It reads the built-in names afresh, as an answer could be called `max`."""
    name, points = question.variable, question.points
    match question:
        case Single():
            return f"_b.float({points} * (_b.type({name}) is _b.str and {name} == {json.dumps(question.key)}))"
        case Multiple():
            return (
                f"_key, _chosen = _b.set({json.dumps(question.key)}), _b.set({name} or [])\n"
                f"_b.float({points} * _b.max(0, _b.len(_chosen & _key) - _b.len(_chosen - _key)) / _b.len(_key))"
            )
        case Placing():
            return (
                f"_key, _placed = {json.dumps(question.key)}, {name} or {{}}\n"
                f"_right = [_placed.get(_item) in _places for _item, _places in _key.items()]\n"
                f"_b.float({points} * _b.sum(_right) / _b.len(_key))"
            )
        case Ordering():
            return (
                f"_key, _order = {json.dumps(question.key)}, {name} or []\n"
                f"_right = _b.set(_b.zip(_order, _order[1:])) & _b.set(_b.zip(_key, _key[1:]))\n"
                f"_b.float({points} * _b.len(_right) / (_b.len(_key) - 1))"
            )
        case Number():
            low, high = question.bounds
            number = f"(_b.type({name}) is _b.int or _b.type({name}) is _b.float)"
            return f"_b.float({points} * ({number} and {low!r} <= {name} <= {high!r}))"


def _listed(parts: Sequence[Shown]) -> str:
    return "\n".join(f'- `"{part.id}"`: {_one_line(part.text)}' for part in parts)


def _levels(levels: list[str]) -> Iterator[str]:
    for points, level in enumerate(levels):
        yield f"{points}: {_one_line(level).rstrip('.')}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
