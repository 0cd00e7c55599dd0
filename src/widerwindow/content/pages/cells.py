"""The widgets that a code cell shows, read from its syntax tree; the cell is not run."""

import ast
import builtins
import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from widerwindow.messages import Advice, Messages

WIDGETS = ("Scenario", "SelfCheck", "Worksheet", "Comparison", "Figure", "Chart", "Practice", "Quiz")
"""The widgets that show a file of the course."""

_PACKAGE, _TOP = "widerwindow.widgets", "widerwindow"
_OPTIONS = re.compile(r"\A(?:---\n.*?^---\n|(?::[^\n]*\n)+)", re.DOTALL | re.MULTILINE)
_HIDDEN = re.compile(r"(?:remove|hide)[-_](?:input|cell)")
_say = Messages(__package__)


class WidgetCall(NamedTuple):
    """A widget on a page: the name of its class, its id, and the line it is called on."""

    widget: str
    id: str
    line: int


class Unclear(NamedTuple):
    """A line of a cell that does not show what it is to show, and why."""

    line: int
    advice: Advice
    is_mistake: bool = True


def shown_by(cells: Iterable[tuple[str, int]]) -> Iterator[WidgetCall | Unclear]:
    """Yield the widgets that a page's `cells` show, each with its first line, and what would go wrong in them.

    They are run one after the other, so that a name of one is known in those below it.
    """
    known = set(dir(builtins)) | {"display", "get_ipython"}
    for cell, first_line in cells:
        code = _OPTIONS.sub(lambda options: "\n" * options[0].count("\n"), cell)
        if not _HIDDEN.search(cell[: len(cell) - len(code.lstrip())]):
            yield Unclear(first_line, _say.advice("code_shown"), is_mistake=False)
        try:
            tree = ast.parse(code)
        except SyntaxError as error:
            line = first_line + (error.lineno or 1) - 1
            yield Unclear(line, _say.advice("not_python", reason=error.msg))
            return
        known |= _bound(tree)
        found = [*_unknown_in(tree, known), *_widgets_in(tree), *_unseen_in(tree, code)]
        for each in sorted(found, key=lambda each: each.line):
            yield each._replace(line=first_line + each.line - 1)


def _widgets_in(tree: ast.Module) -> Iterator[WidgetCall | Unclear]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = _names(tree)
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        widget = called.get(_name(call.func), "")
        if widget:
            yield _read(widget, call, call.lineno)


def _imports(tree: ast.Module) -> list[ast.ImportFrom]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == _PACKAGE]


def _names(tree: ast.Module) -> dict[str, str]:
    """Return the widgets by the names that the cell calls them by: the known ones, and what it imports as one."""
    named = {alias.asname or alias.name: alias.name for node in _imports(tree) for alias in node.names}
    return {name: name for name in WIDGETS} | {name: widget for name, widget in named.items() if widget in WIDGETS}


def _bound(tree: ast.Module) -> set[str]:
    """Return the names that the cell gives to something."""
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                found |= {(alias.asname or alias.name).partition(".")[0] for alias in names}
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
    return found | set(WIDGETS) if "*" in found else found


def _unknown_in(tree: ast.Module, known: Collection[str]) -> Iterator[Unclear]:
    """Yield what is imported as a widget and is none, and what is called and was never imported."""
    for line in _imports(tree):
        for alias in line.names:
            if alias.name not in (*WIDGETS, "*"):
                yield Unclear(line.lineno, _say.advice("no_widget", name=alias.name, known=WIDGETS))
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name not in known:
                yield Unclear(node.lineno, _say.advice("not_imported", name=name, known=WIDGETS))
            case ast.ImportFrom(module=str(module)) if _is_misspelt(module):
                yield Unclear(node.lineno, _say.advice("no_package", name=module))


def _is_misspelt(module: str) -> bool:
    """Return whether `module` is no part of Python's own or of another package, but a slip in the name of this one."""
    return module not in (_PACKAGE, _TOP) and bool(get_close_matches(module, [_PACKAGE, _TOP], cutoff=0.8))


def _unseen_in(tree: ast.Module, code: str) -> Iterator[Unclear]:
    """Yield each widget whose value stands alone on a line and is not shown: a cell shows the last line alone."""
    called = _names(tree)
    last = tree.body[-1:] if not code.rstrip().endswith(";") else []
    for statement in tree.body:
        value = getattr(statement, "value", None)
        each = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
        calls = [call for call in each if isinstance(call, ast.Call) and _name(call.func) in called]
        is_shown = isinstance(statement, ast.Expr) and statement in last and isinstance(value, ast.Call)
        is_kept = isinstance(statement, ast.Assign) and statement is not tree.body[-1]
        if calls and not is_shown and not is_kept:
            yield Unclear(calls[0].lineno, _say.advice("not_last", widget=called[_name(calls[0].func)]))


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
