"""Knows what came for what it is: Moodle's worksheet and a list of learners are no work, wherever they are dropped."""

from pathlib import Path

from widerwindow.content.core.problems import ContentError
from widerwindow.grading.collecting import roster
from widerwindow.grading.moodle.worksheet import is_worksheet

_TABLES = {".csv", ".tsv"}


def set_worksheet_apart(came: Path, sheet: Path) -> None:
    """Let the worksheet among what `came` be the file `sheet`, where there is one, and none was chosen as it."""
    found = [file for file in _files(came) if file.suffix.lower() in _TABLES and is_worksheet(file)]
    if len(found) == 1 and not sheet.exists():
        found[0].replace(sheet)


def is_nothing(came: Path) -> bool:
    """Return whether no file is there."""
    return not _files(came)


def only_list(came: Path) -> Path | None:
    """Return the list of learners, where that is all that `came`."""
    files = _files(came)
    return files[0] if len(files) == 1 and _is_list(files[0]) else None


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def _is_list(file: Path) -> bool:
    try:
        return file.suffix.lower() in _TABLES and roster.has_headings(file)
    except ContentError:
        return False
