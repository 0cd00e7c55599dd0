"""What the desk writes down of itself: which page was asked for and what failed where, and nothing of any person.

An address can name a learner and let somebody in, and what a failure says can quote an answer.
"""

import logging
import re
import traceback
from contextlib import suppress

from typing_extensions import override

_PAGE = re.compile(r"(/(?:desk|formgrader)(?:/of/[a-z0-9-]+)?(?:/[a-z_-]+)?)[^\s\"'),?]*")
_ASKED = re.compile(r"\?[^\s\"')]*")


class WithoutPeople(logging.Filter):
    """Leaves out of each line all that could tell of a person: addresses behind the page's name, words of failures."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _ASKED.sub("", _PAGE.sub(r"\1", record.getMessage())), ()
        if record.exc_info and record.exc_info[0]:
            places = traceback.format_tb(record.exc_info[2])
            record.exc_text = "".join([*places, record.exc_info[0].__name__])
        return True


WITHOUT_PEOPLE = {"filters": {"no_people": {"()": WithoutPeople}}}
"""The filter for settings of logging, under its name."""


class Log(logging.FileHandler):
    """Lets go of the file after each line, so that it can be deleted while the desk is open."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        with suppress(OSError):  # a full disk takes no line, and what was asked for is answered all the same
            self.close()


def to_file(path: str, name: str) -> dict[str, object]:
    """Return settings that write what the logger called `name` says to the file at `path`."""
    file = {
        "class": f"{__name__}.{Log.__name__}",
        "filename": path,
        "formatter": "console",
        "filters": list(WITHOUT_PEOPLE["filters"]),
    }
    return WITHOUT_PEOPLE | {
        "handlers": {"file": file},
        "loggers": {name: {"level": "INFO", "handlers": ["file"]}},
    }
