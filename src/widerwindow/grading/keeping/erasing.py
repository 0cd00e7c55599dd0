"""Takes one learner out of files that others are in as well: what arrived, tables, zips, logs."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from widerwindow.content.core.problems import ContentError
from widerwindow.grading.keeping.signs import Signs
from widerwindow.grading.moodle.lossless_csv import Table
from widerwindow.grading.storage import write_file

_ZIP = b"PK\x03\x04"
_GZIP = b"\x1f\x8b"
_WORKBOOK = "xl/workbook.xml"
_TABLES = {".csv", ".tsv"}
_LINES = {".log", ".txt", ".jsonl"}
_MAX_DEPTH = 5
_MAX_ENTRY = 500_000_000

Hers = Callable[[str, bytes], bool]
"""Says of a path in a zip, and what is there, whether it has to go."""


def erase_arrived(file: Path, signs: Signs) -> bool:
    """Take out of `file`, which arrived, what came from her. Return whether it has changed or gone."""
    if file.suffix.lower() in _TABLES | _LINES and not signs.handed_in(file.name, b""):
        return _erase_lines(file, signs)  # a list of what arrived
    data = file.read_bytes()
    if signs.handed_in(file.name, b"" if data.startswith(_ZIP) else data):
        file.unlink()
        return True
    return _erase_in_zip(file, data, _came_from(signs))


def erase_made(file: Path, signs: Signs) -> bool:
    """Take her out of `file`, which was made here of marks and can be made again. Return whether she was in it."""
    suffix = file.suffix.lower()
    if suffix in _TABLES | _LINES:
        return _erase_lines(file, signs)
    data = file.read_bytes()
    if data.startswith(_ZIP) and not _is_workbook(data):
        return _erase_in_zip(file, data, _is_about(signs))
    in_it = in_any(parts(file.name, data), signs)
    if not in_it and file.stem not in signs.quizzes:
        return False
    file.unlink()
    return True


def parts(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield what is in a file, by name: what a zip holds, or gzip packed. What is neither, or is damaged, is itself.

    In packed bytes a short code stands by chance, so they are not looked through as text.
    """
    try:
        if depth < _MAX_DEPTH and data.startswith(_GZIP):
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                yield from parts(name, packed.read(_MAX_ENTRY), depth + 1)
            return
        if depth < _MAX_DEPTH and data.startswith(_ZIP):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield name, archive.comment
                for entry in archive.infolist():
                    yield from parts(f"{name} > {entry.filename}", _inside(archive, entry), depth + 1)
            return
    except Exception:  # a damaged zip raises a dozen kinds
        pass
    yield name, data


def in_any(found: Iterable[tuple[str, bytes]], signs: Signs) -> bool:
    """Return whether one of the parts found in a file names her, in what it is called or in what it says."""
    return any(signs.names(name) or signs.names(part.decode("utf-8", "replace")) for name, part in found)


def _erase_in_zip(file: Path, data: bytes, hers: Hers) -> bool:
    left = _without(data, hers)
    if left is None:
        return False
    if left:
        write_file(file, left)
    else:
        file.unlink()
    return True


def _without(data: bytes, hers: Hers, depth: int = 0) -> bytes | None:
    """Return a zip without what is hers, empty where nothing is left; None where nothing of hers is in it."""
    if not data.startswith(_ZIP) or depth == _MAX_DEPTH:
        return None
    made, changed, left = io.BytesIO(), False, 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
            for entry in archive.infolist():
                inside = _inside(archive, entry)
                smaller = _without(inside, hers, depth + 1)
                gone = smaller == b"" or hers(entry.filename, inside)
                changed |= gone or smaller is not None
                if not gone:
                    packed.writestr(entry, inside if smaller is None else smaller)
                    left += not entry.is_dir()
    except Exception:  # as above: it stays as it is, and is named in the end
        return None
    return (made.getvalue() if left else b"") if changed else None


def _inside(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what an entry holds. Raises ValueError where that is too much to hold at once."""
    if entry.file_size > _MAX_ENTRY:
        raise ValueError(entry.filename)
    return archive.read(entry)


def _came_from(signs: Signs) -> Hers:
    def hers(path: str, data: bytes) -> bool:
        names = PurePosixPath(path.replace("\\", "/")).parts
        own = b"" if data.startswith(_ZIP) else data
        return any(signs.handed_in(name, b"") for name in names) or signs.handed_in("", own)

    return hers


def _is_about(signs: Signs) -> Hers:
    came_from = _came_from(signs)
    return lambda path, data: came_from(path, data) or signs.names(data.decode("utf-8", "replace"))


def _is_workbook(data: bytes) -> bool:
    return _WORKBOOK.encode() in data


def _erase_lines(file: Path, signs: Signs) -> bool:
    """Take out the rows of a table, or the lines of a text, that are about her."""
    try:
        if file.suffix.lower() in _TABLES:
            return _erase_rows(Table.read(file), signs)
    except ContentError:
        pass  # it is no table that we know; its lines serve
    lines = file.read_bytes().splitlines(keepends=True)
    left = [line for line in lines if not signs.names(line.decode("utf-8", "replace"))]
    if len(left) < len(lines):
        write_file(file, b"".join(left))
    return len(left) < len(lines)


def _erase_rows(table: Table, signs: Signs) -> bool:
    numbers = {str(folder.number) for quiz, folder in signs.folders if quiz == table.path.parent.name}
    said = [(row, list(map(row.__getitem__, range(len(row.fields))))) for row in table.rows[1:]]
    hers = [row for row, values in said if _row_is_hers(values, signs, numbers)]
    for row in hers:
        table.rows.remove(row)
    if hers:
        write_file(table.path, table.data())
    return bool(hers)


def _row_is_hers(values: list[str], signs: Signs, numbers: set[str]) -> bool:
    """Return whether a row is about her; Moodle's begins with her number in the assignment, after a word for people."""
    label = values[0].rsplit(maxsplit=1)[-1] if values[0].strip() else ""
    return label in numbers or any(signs.are(value.strip().lstrip("'")) for value in values)
