"""What a built site says of itself in a small file: by what it was made, for whom, and when its helplines were checked.

It says nothing that changes from build to build of the same files.
"""

from collections.abc import Collection

from pydantic import BaseModel

from widerwindow import __version__
from widerwindow.content.about.organisation import Checked
from widerwindow.content.course import Course
from widerwindow.content.pages.page import Audience

PLACE = "_static/ww-imprint.json"
"""Where it lies in the site."""


class Imprint(BaseModel):
    """What a site says of itself."""

    version: str
    made_for: Audience
    helplines: list[Checked]


def of(course: Course, pages: Collection[str]) -> Imprint:
    """Return what the site with these `pages` says of itself."""
    audience = Audience.TRAINERS if course.for_trainers() & set(pages) else Audience.LEARNERS
    dates = {"id", "checked_on", "review_by"}
    lines = [Checked(**line.model_dump(include=dates)) for line in course.organisation().lines]
    return Imprint(version=__version__, made_for=audience, helplines=lines)
