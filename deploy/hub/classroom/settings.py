"""The file of settings of a classroom for many, and what follows from it."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints
from typing_extensions import override

from classroom.about import About, about, has_account
from widerwindow.content.core.problems import ContentError, Fault, Problem
from widerwindow.content.core.reading import File, OrNone, Part, Text, read
from widerwindow.content.course import Course
from widerwindow.messages import Messages

_say = Messages(__package__)

_Address = Annotated[str, StringConstraints(pattern=r"^https?://[^/\s]+[^\s]*$")]
_OPEN_TO_ALL = 0o007


class Platform(Part):
    """A learning platform that people come from by LTI 1.3."""

    issuer: Text
    client_id: Text
    login: _Address
    keys: _Address


class Taught(Part):
    """A course that is taught in the classroom."""

    folder: Path
    account: OrNone[Text]
    trainers: list[Text]

    @property
    def course(self) -> Course:
        """The course itself."""
        return Course(self.folder)

    @property
    def name(self) -> str:
        """What nbgrader calls it. Raises ContentError where its own settings cannot be read."""
        return self.about.name

    @cached_property
    def about(self) -> About:
        """What its own settings say, as they were when this was first asked."""
        return self.about_now()

    def about_now(self) -> About:
        """Return what its own settings say by now, with cohorts that began meanwhile. Raises ContentError."""
        return about(self.course, self.account)


class Settings(File):
    """All that an organisation says of its classroom."""

    address: _Address
    folder: Path
    listen: Text
    port: Annotated[int, Field(ge=1024, le=65000)]
    database: OrNone[Text]
    idle_minutes: Annotated[int, Field(ge=5)]
    servers_at_once: Annotated[int, Field(ge=1)]
    look_every: Annotated[int, Field(ge=1)]
    platform: OrNone[Platform]
    courses: Annotated[list[Taught], Field(min_length=1)]

    @property
    def exchange(self) -> Path:
        """The folder that learners and trainers share."""
        return self.folder / "exchange"

    @property
    def homes(self) -> Path:
        """The folder of the learners' own folders."""
        return self.folder / "learners"

    @property
    def members(self) -> Path:
        """The folder that says who learns in which course."""
        return self.folder / "members"

    @property
    def own(self) -> Path:
        """The folder of what is the hub's alone."""
        return self.folder / "hub"

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read what goes to it."""
        return self.address.startswith("https://")

    def taught(self, name: str) -> Taught | None:
        """Return the course that nbgrader calls so, or that has a cohort of that name, by now too."""
        known = next((each for each in self.courses if name in each.about.names), None)
        return known or next((each for each in self.courses if name in _names_now(each)), None)

    @override
    def faults(self) -> Iterator[Fault]:
        for position, taught in enumerate(self.courses):
            if not Course.holding(taught.folder):
                yield Fault(("courses", position, "folder"), *_say.advice("no_course", folder=taught.folder))
            if taught.account and not has_account(taught.account):
                yield Fault(("courses", position, "account"), *_say.advice("no_account", account=taught.account))


def _names_now(taught: Taught) -> list[str]:
    """Return what it and its cohorts are called by now; nothing where a mistake was made in its settings meanwhile."""
    try:
        return taught.about_now().names
    except ContentError:
        return []


def settings_at(file: Path) -> Settings:
    """Return the settings in `file`. Raises ContentError where something in them, or in a course, has to be mended."""
    settings = read(file, Settings).model_copy(deep=True)  # what was read is shared, and its courses are asked anew
    problems = [problem for taught in settings.courses for problem in _problems(settings, taught)]
    problems += [*_shared(settings)]
    if problems:
        raise ContentError(problems)
    return settings


def _problems(settings: Settings, taught: Taught) -> Iterator[Problem]:
    course, exchange = taught.course, settings.exchange
    if taught.about.exchange != exchange / taught.name:
        yield Problem(course.exercises / "nbgrader_config.py", 1, *_say.advice("other_exchange", exchange=exchange))
    if taught.folder.stat().st_mode & _OPEN_TO_ALL:
        yield Problem(taught.folder, 1, *_say.advice("open_to_all", folder=taught.folder))


def _shared(settings: Settings) -> Iterator[Problem]:
    """Yield what two courses have in common, and may not."""
    names: set[str] = set()
    gradebooks: set[str] = set()
    for each in settings.courses:
        file, place = each.course.exercises / "nbgrader_config.py", each.about.gradebook
        for name in sorted(names.intersection(each.about.names)):
            yield Problem(file, 1, *_say.advice("same_name", name=name))
        for other in settings.courses:
            if each.name.startswith(f"{other.name}-") and each.name not in other.about.names:
                yield Problem(file, 1, *_say.advice("like_a_cohort", name=each.name, other=other.name))
        if place in gradebooks:
            yield Problem(file, 1, *_say.advice("same_gradebook"))
        names |= {*each.about.names}
        gradebooks.add(place)
