"""An edition of a course: which files it has, with a sum over each, and where they lie when it is installed."""

from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.messages import Messages

RECORD = "edition.json"
"""What says which files an edition has: in its package, and in a copy that was made from it."""

_GROUP = "widerwindow.courses"
"""The entry points by which packages say that they hold a course."""

_say = Messages(__package__)


def _inside(name: str) -> str:
    if PurePosixPath(name).is_absolute() or ".." in name.split("/") or set(name) & set("\\:\0"):
        raise ValueError(name)
    return name


class Edition(BaseModel):
    """What a `course` is made of in one `version`: its `files` by their paths, each with its SHA-256.

    A copy may do without some modules, which are then `left_out` in later editions too.
    """

    model_config = ConfigDict(frozen=True)

    course: str
    version: str
    left_out: list[str] = []
    files: dict[Annotated[str, AfterValidator(_inside)], str]


class Installed:
    """An edition that is installed as a `package`, with the course in a folder there."""

    def __init__(self, package: Path) -> None:
        self.package = package
        self.folder = package / "course"

    @cached_property
    def edition(self) -> Edition:
        """What it is made of."""
        return read(self.package / RECORD)

    def content(self, name: str) -> bytes:
        """Return what the file called `name` holds."""
        return (self.folder / name).read_bytes()


class NoCourseError(Exception):
    """Raised where the edition that is needed is not installed; the message says what to install."""


def installed(course: str | None = None) -> Installed:
    """Return the edition that is installed, that of the `course` where one is named. Raises NoCourseError."""
    found = [each for each in entry_points(group=_GROUP) if course in (None, each.name)]
    if not found:
        raise NoCourseError(_say("not_installed", course=course) if course else _say("none_installed"))
    if len(found) > 1:
        raise NoCourseError(_say("several_installed", courses=_names(found)))
    return Installed(Path(str(files(found[0].value))))


def read(file: Path) -> Edition:
    """Return the edition that `file` tells of. Raises ContentError where it is spoilt."""
    try:
        return Edition.model_validate_json(file.read_bytes())
    except ValidationError:
        raise ContentError([Problem(file, 1, *_say.advice("no_record"))]) from None


def holds(content: bytes, fingerprint: str | None) -> bool:
    """Return whether a file with this `content` has the `fingerprint`, however a system ends its lines."""
    return fingerprint in {sha256(each).hexdigest() for each in (content, content.replace(b"\r\n", b"\n"))}


def _names(found: Iterable[EntryPoint]) -> list[str]:
    return sorted(each.name for each in found)
