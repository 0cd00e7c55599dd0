"""What Moodle 5.1 gives a trainer to download from an assignment, as its own files are made."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

HEADINGS = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"'
)
ROWS = {
    3: '"Participant 3","Anna Adeyemi",anna@example.com,"Draft (not submitted) -  - ",,100.00,Yes,'
    '"Sunday, 22 November 2026, 1:55 AM",-,',
    4: '"Participant 4","Ben O\'Brien-Smith",ben@example.com,"Draft (not submitted) -  - ",,100.00,Yes,'
    '"Sunday, 22 November 2026, 1:55 AM",-,',
    1: '"Participant 1","Cléo Núñez",cleo@example.com,"Draft (not submitted) -  - ",,100.00,Yes,'
    '"Sunday, 22 November 2026, 1:55 AM",-,',
    2: '"Participant 2","Dan Lee",dan@example.com,"No submission -  - ",,100.00,Yes,-,-,',
}
ANNA = "Anna Adeyemi_3_assignsubmission_file"
BEN = "Ben OBrien-Smith_4_assignsubmission_file"
CLEO = "Cléo Núñez_1_assignsubmission_file"
DAN = "Dan Lee_2_assignsubmission_file"


def worksheet(path: Path, rows: Mapping[int, str] = ROWS, headings: str = HEADINGS) -> Path:
    """Write a grading worksheet: UTF-8 with a mark, Unix line ends, quotes where there is a space or a comma."""
    path.write_text("".join(f"{line}\n" for line in ["\ufeff" + headings, *rows.values()]), "utf-8", newline="")
    return path


class _Stream(io.RawIOBase):
    """A file that can only be written on: Moodle streams its zips, so sizes stand behind the data."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._file.write(data)  # type: ignore[arg-type]

    def close(self) -> None:
        self._file.close()
        super().close()


def download(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a zip as “Download all submissions” does, from the data by path."""
    with _Stream(path) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            archive.writestr(name, data)
    return path
