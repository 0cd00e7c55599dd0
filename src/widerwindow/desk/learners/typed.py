"""What a trainer types or pastes as her list: names, one a line, or rows out of a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable

_EMAIL = re.compile(r"[^\s<>;,\"]+@[^\s<>;,\"]+")
_BETWEEN = re.compile(r"[\t;]")


def with_headings(lines: Iterable[str]) -> str:
    """Return lines without headings as a table with them."""
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(["name", "email", "id"])
    table.writerows(_row(line) for line in lines if line.strip())
    return made.getvalue()


def _row(line: str) -> tuple[str, str, str]:
    """Return the name in a line, and what else is in it: an address, and what has digits."""
    email = _EMAIL.search(line)
    cells = [cell.strip(' ,<>"') for cell in _BETWEEN.split(_EMAIL.sub("", line))]
    words = [cell for cell in cells if cell and not re.search(r"\d", cell)]
    rest = [cell for cell in cells if cell and cell not in words]
    return " ".join(words or rest), email[0] if email else "", rest[0] if words and rest else ""
