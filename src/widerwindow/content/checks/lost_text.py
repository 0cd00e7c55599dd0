"""Text that YAML drops in silence: what follows a ` #` outside quotation marks is a comment, and nobody reads it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import yaml

from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import compose
from widerwindow.messages import Messages

_MAY_BE = re.compile(r"^\s*[^\s#].*\S #", re.MULTILINE)
_LOST = re.compile(r" #(?=\S|(?: [^#]))(.*)")
_say = Messages(__package__)


def cut_in(text: str, path: Path, first_line: int = 1) -> Iterator[Problem]:
    """Yield each text in the YAML `text`, which begins on `first_line` of `path`, that seems to be cut at a ` #`.

    A comment begins with `# ` and stands two blanks away; behind one blank it is only advised upon.
    """
    tree = None
    with suppress(yaml.YAMLError):  # what reads the file tells of that
        tree = compose(text) if " #" in text and _MAY_BE.search(text) else None
    lines = text.splitlines()
    for node in _plain(tree) if tree else ():
        line = node.end_mark.line
        rest = lines[line][node.end_mark.column :].rstrip() if line < len(lines) else ""
        found = _LOST.match(rest)
        close = found is not None and not found[1].startswith(" ")
        if found and (close or " " in str(node.value)):
            advice = _say.advice("cut_text", lost=f"#{found[1]}", left=" ".join(str(node.value).split()))
            yield Problem(path, first_line + line, *advice, advice=not close)


def _plain(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the values that stand without quotation marks, at the end of a line or in a list of such."""
    if isinstance(node, yaml.ScalarNode) and node.style in {None, ""}:
        yield node
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _plain(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _plain(each)
