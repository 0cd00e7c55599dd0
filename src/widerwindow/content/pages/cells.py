"""The widgets that a code cell shows, read from its syntax tree; the cell is not run."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from widerwindow.messages import Advice, Messages

WIDGETS = ("Scenario", "SelfCheck", "Worksheet", "Comparison", "Chart", "Quiz")
"""The widgets that show a file of the course."""

_PACKAGE = "widerwindow.widgets"
_OPTIONS = re.compile(r"\A(?:---\n.*?^---\n|(?::[^\n]*\n)+)", re.DOTALL | re.MULTILINE)
_say = Messages(__package__)


class WidgetCall(NamedTuple):
    """A widget on a page: the name of its class, its id, and the line it is called on."""

    widget: str
    id: str
    line: int


class Unclear(NamedTuple):
    """A line of a cell that cannot be read, and why."""

    line: int
    advice: Advice


def shown_by(cell: str, first_line: int) -> Iterator[WidgetCall | Unclear]:
    """Yield the widgets that `cell` shows, in their order, and what cannot be read; it begins on `first_line`."""
    code = _OPTIONS.sub(lambda options: "\n" * options[0].count("\n"), cell)
    try:
        tree = ast.parse(code)
    except SyntaxError as error:
        line = first_line + (error.lineno or 1) - 1
        yield Unclear(line, _say.advice("not_python", reason=error.msg))
        return
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = _names(tree)
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        widget = called.get(_name(call.func), "")
        if widget:
            yield _read(widget, call, first_line + call.lineno - 1)


def _names(tree: ast.Module) -> dict[str, str]:
    """Return the widgets by the names that the cell calls them by."""
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == _PACKAGE]
    own = {alias.asname: alias.name for node in imports for alias in node.names if alias.asname}
    return {name: name for name in WIDGETS} | {name: widget for name, widget in own.items() if widget in WIDGETS}


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _read(widget: str, call: ast.Call, line: int) -> WidgetCall | Unclear:
    given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "name")]
    match given:
        case [ast.Constant(value=str(name))]:
            return WidgetCall(widget, name, line)
        case _:
            return Unclear(line, _say.advice("unclear", widget=widget))
