"""Who learns in which course. It is known from the learning platform's links: whoever came by one learns there."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

_CLAIM = "https://purl.imsglobal.org/spec/lti/claim"


class Members:
    """A folder with a folder for each learner, and in that a file for each course of hers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def courses(self, learner: str) -> list[str]:
        """Return what nbgrader calls the courses that somebody learns in."""
        return sorted(each.name for each in (self._folder / learner).glob("*"))

    def has(self, learner: str, course: str) -> bool:
        """Return whether somebody learns in a course."""
        return (self._folder / learner / course).is_file()

    def add(self, learner: str, course: str) -> bool:
        """Let somebody learn in a course. Return whether that is new."""
        if self.has(learner, course):
            return False
        (self._folder / learner).mkdir(exist_ok=True)
        (self._folder / learner / course).touch()
        return True


def course_of_link(told: dict[str, Any], first: str) -> str | None:
    """Return the course that a link leads to, the `first` where it names none; None where it leads to a desk.

    All of it is the platform's own signed word, which who comes by the link cannot change.
    """
    link = urlsplit(told[f"{_CLAIM}/target_link_uri"])
    if link.path.startswith("/services/"):
        return None
    own = told.get(f"{_CLAIM}/custom", {}).get("course")
    return str(own) if own else parse_qs(link.query).get("course", [first])[0]
