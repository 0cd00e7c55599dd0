"""Keeps a spreadsheet from taking what a person wrote for a formula (OWASP, "CSV Injection")."""

import re

_FORMULA = r'[\s"]*[=+\-@＝＋－＠]'
_BEGINS = re.compile(rf"{_FORMULA}|[\t\r\n\0]")
# Where a spreadsheet parts cells at another place than the comma, a cell can begin inside a text as well, after a
# semicolon, a tab or a new line.
_ANYWHERE = re.compile(rf"(?:^|(?<=[;\t\r\n]))(?={_FORMULA})|^(?=[\t\r\n\0])")


def is_formula(value: str) -> bool:
    """Return whether a spreadsheet would take the field `value` for a formula."""
    return _BEGINS.match(value) is not None


def defused(value: str) -> str:
    """Return `value` with an apostrophe before whatever a spreadsheet could take for a formula."""
    return _ANYWHERE.sub("'", value)
