"""Words of the glossary that a learner meets before a page explains them, where nothing leads to what they mean.

In running text the build links a word to its entry. It makes no link in headings, quotations, stories and tasks.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from widerwindow.content.checks.glossary import Entry, page_led_to
from widerwindow.content.core.problems import Problem
from widerwindow.content.pages.blocks import Block, roles, targets
from widerwindow.content.pages.page import Page
from widerwindow.content.pages.passages import Writing
from widerwindow.content.pages.terms import finder, unquoted
from widerwindow.messages import Messages

_say = Messages(__package__)

_NO_RUNNING_TEXT = re.compile(r"`[^`]*`|\[[^\]]*\]")


class Reading(NamedTuple):
    """A page as a learner comes to it: its name, itself, and all that it says, in its stories and tasks too."""

    name: str
    page: Page
    says: list[Writing]
    plain: bool
    """Whether the course wants no links on it: such a page says itself what its words mean."""


def unexplained(entries: Iterable[Entry], readings: Iterable[Reading]) -> Iterator[Problem]:
    """Yield as advice the first place of each word that comes too early, on the pages in the order of the contents."""
    waiting = list(entries)
    for reading in readings:
        waiting = [entry for entry in waiting if reading.name not in entry.pages]
        for entry in [each for each in waiting if each.is_meant_on(reading.name)]:
            found = next(_uses(entry, reading), None)
            if found:
                waiting.remove(entry)
                if not reading.plain and not any(
                    _leads_on(block, entry, reading.name) for block in reading.page.blocks
                ):
                    yield found


def _uses(entry: Entry, reading: Reading) -> Iterator[Problem]:
    for writing in [each for each in reading.says if entry.word.lower() in each.plain]:
        pattern = finder([entry.word])
        for passage in [passage for place in writing.places for passage in place.passages]:
            found = pattern.search(unquoted(passage.text))
            if found:
                advice = _say.advice("unexplained_yet", word=entry.word)
                yield Problem(writing.path, passage.line_of(found.start()), *advice, advice=True)


def _leads_on(block: Block, entry: Entry, page: str) -> bool:
    """Return whether a text leads to the entry, by the build's link or the author's, or to a page that explains it."""
    if block.token.type != "inline":
        return False
    pattern = finder([entry.word])
    running = not block.heading and not block.quoted and _NO_RUNNING_TEXT.sub("\0", unquoted(block.token.content))
    return bool(
        (running and pattern.search(running))
        or any(role.name == "term" and pattern.fullmatch(role.content) for role in roles(block))
        or any(page_led_to(target.address, page) in entry.pages for target in targets(block))
    )
