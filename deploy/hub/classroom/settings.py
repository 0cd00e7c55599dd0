"""The file of settings of a classroom for many, and what follows from it."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations
from pathlib import Path
from typing import Annotated

from pydantic import Field, PrivateAttr, StringConstraints
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
    _told: About | None = PrivateAttr(default=None)

    @property
    def course(self) -> Course:
        """The course itself."""
        return Course(self.folder)

    @property
    def name(self) -> str:
        """What nbgrader calls it. Raises ContentError where its own settings cannot be read."""
        return self.about.name

    @property
    def file(self) -> Path:
        """The file of its own settings."""
        return self.course.exercises / "nbgrader_config.py"

    @property
    def about(self) -> About:
        """What its own settings said when they were last asked."""
        return self._told or self.about_now()

    def about_now(self) -> About:
        """Return what its own settings say by now, with cohorts that began meanwhile.

        Raises ContentError where they cannot be read, or where it has another name than before, which nobody checked.
        """
        now = about(self.course, self.account)
        if self._told and now.name != self._told.name:
            raise ContentError([Problem(self.file, 1, *_say.advice("renamed", name=self._told.name))])
        self._told = now
        return now

    def has_by_now(self, name: str) -> bool:
        """Return whether it or a cohort of it is called so by now; not where its own settings cannot be read."""
        with suppress(ContentError):
            return name in self.about_now().names
        return False


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

    def known(self, name: str) -> Taught | None:
        """Return the course that nbgrader calls so, or that had a cohort of that name when it was last asked."""
        return next((each for each in self.courses if name in each.about.names), None)

    def taught(self, name: str) -> Taught | None:
        """Return the same with cohorts that began meanwhile. Courses that have to be asked for that may take long."""
        return self.known(name) or next((each for each in self.courses if each.has_by_now(name)), None)

    @override
    def faults(self) -> Iterator[Fault]:
        for position, taught in enumerate(self.courses):
            if not Course.holding(taught.folder):
                yield Fault(("courses", position, "folder"), *_say.advice("no_course", folder=taught.folder))
            if taught.account and not has_account(taught.account):
                yield Fault(("courses", position, "account"), *_say.advice("no_account", account=taught.account))


def settings_at(file: Path) -> Settings:
    """Return the settings in `file`. Raises ContentError where something in them, or in a course, has to be mended."""
    settings = read(file, Settings).model_copy(deep=True)  # what was read is shared, and its courses are asked anew
    problems = [problem for taught in settings.courses for problem in _problems(settings, taught)]
    problems += [*_shared(settings)]
    if problems:
        raise ContentError(problems)
    return settings


def _problems(settings: Settings, taught: Taught) -> Iterator[Problem]:
    exchange = settings.exchange
    if taught.about.exchange != exchange / taught.name:
        yield Problem(taught.file, 1, *_say.advice("other_exchange", exchange=exchange))
    if taught.folder.stat().st_mode & _OPEN_TO_ALL:
        yield Problem(taught.folder, 1, *_say.advice("open_to_all", folder=taught.folder))


def _shared(settings: Settings) -> Iterator[Problem]:
    """Yield what two courses have in common, and may not."""
    for one, other in combinations(settings.courses, 2):
        short, long = sorted((one.name, other.name), key=len)
        if short == long:
            yield Problem(other.file, 1, *_say.advice("same_name", name=short))
        if long.startswith(f"{short}-"):  # nbgrader calls a cohort so
            yield Problem(other.file, 1, *_say.advice("name_of_cohort", short=short, long=long))
        if one.about.gradebook == other.about.gradebook:
            yield Problem(other.file, 1, *_say.advice("same_gradebook"))
