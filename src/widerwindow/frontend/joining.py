"""Makes one script of ES modules that import each other, as a page opened from a disk can load no module.

It knows a small part of the language: `import { a, b } from "./x.js"`, `import * as x from "./x.js"`, and `export`
before a function, a class or a constant. It refuses the rest. Each module keeps a scope of its own, and its comments
and indents stay out.
"""

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath
from typing import NamedTuple

_IMPORT = re.compile(r'^import (?:\{\s*(\w+(?:,\s*\w+)*),?\s*\}|\* as (\w+)) from "(\.\.?/[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function|class|const) (\w+))", re.MULTILINE)
_COMMENT = re.compile(
    r"^[ \t]*//[^\n]*\n|^[ \t]*/\*\*(?:(?!\*/).)*\*/\n|/\*\*(?:(?!\*/).)*\*/ ?", re.MULTILINE | re.DOTALL
)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_NOT_JOINED = re.compile(r"^\s*(?:import|export)\b|\bimport\s*[(.]")


class JoiningError(ValueError):
    """A module cannot be joined."""


class Joined(NamedTuple):
    """Modules as one expression, whose value is what the last of them exports."""

    modules: list[str]
    """Their paths, each after those that it imports."""
    source: str


def join_modules(entry: str, read: Callable[[str], str]) -> Joined:
    """Return the module at the path `entry` and all it imports as one; `read` returns the source at a path.

    Raises JoiningError where a module is written as this does not know, or they import each other in a circle.
    """
    joined = _Joined(read)
    last = joined.add(entry, ())
    body = "\n".join(joined.sources)
    return Joined(list(joined.names), f'(() => {{\n"use strict";\n{body}\nreturn {last};\n}})()')


class _Joined:
    """What is joined so far: the name, the exports and the source of each module."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self._exports: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        self.sources: list[str] = []

    def add(self, path: str, on_the_way: tuple[str, ...]) -> str:
        """Add the module at `path` where it is not there yet, and return its name."""
        if path in on_the_way:
            raise JoiningError(f"These modules import each other in a circle: {' -> '.join((*on_the_way, path))}.")
        if path not in self.names:
            source = _COMMENT.sub("", self._read(path))
            body = _IMPORT.sub(lambda found: self._as_constant(found, path, (*on_the_way, path)), source)
            self._exports[path] = _EXPORT.findall(body)
            body = _EXPORT.sub("", body)
            _refuse_the_rest(path, body)
            body = _INDENT.sub("", body)
            self.names[path] = f"m{len(self.names)}"
            exported = f"return {{ {', '.join(self._exports[path])} }};"
            self.sources.append(f"const {self.names[path]} = (() => {{\n{body.strip()}\n{exported}\n}})();")
        return self.names[path]

    def _as_constant(self, found: re.Match[str], path: str, on_the_way: tuple[str, ...]) -> str:
        whole, target = found[2], normpath(join(dirname(path), found[3]))
        name = self.add(target, on_the_way)
        if whole:
            return f"const {whole} = {name};\n"
        wanted = re.split(r",\s*", found[1])
        unknown = [each for each in wanted if each not in self._exports[target]]
        if unknown:
            raise JoiningError(f"{path}: {target} does not export {', '.join(unknown)}.")
        return f"const {{ {', '.join(wanted)} }} = {name};\n"


def _refuse_the_rest(path: str, body: str) -> None:
    for line in body.splitlines():
        if _NOT_JOINED.search(line):
            raise JoiningError(f"{path}: this cannot be joined: {line.strip()}")
        if line.count("`") % 2:
            raise JoiningError(f"{path}: a text over several lines cannot be joined: {line.strip()}")
