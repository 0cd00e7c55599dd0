"""Conditions on a story's variables: how an author writes them, and whether they hold."""

import operator
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import AfterValidator

from widerwindow.content.core.reading import Id
from widerwindow.messages import Messages

_say = Messages(__package__)

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
_CONDITION = re.compile(r"^(>=|<=|>|<|=|!=)\s*(-?\d+)$")


def _condition(text: str) -> str:
    if not _CONDITION.match(text):
        raise ValueError(_say("no_comparison", text=text))
    return text


When = dict[Id, Annotated[str, AfterValidator(_condition)]]
"""Conditions on variables that must all hold, as in `{warmth: ">= 1", time: "< 3"}`."""


class Condition(NamedTuple):
    """One condition, taken apart: a variable, an operator of `_COMPARE`, a number."""

    variable: str
    compare: str
    number: int

    def holds(self, value: int) -> bool:
        """Return whether the condition is true of the variable's `value`."""
        return _COMPARE[self.compare](value, self.number)


def conditions(when: When | None) -> list[Condition]:
    """Return the conditions of `when`, taken apart."""
    return [_taken_apart(variable, text) for variable, text in (when or {}).items()]


@lru_cache(maxsize=512)
def _taken_apart(variable: str, text: str) -> Condition:
    match = _CONDITION.match(text)
    assert match
    return Condition(variable, match[1], int(match[2]))
