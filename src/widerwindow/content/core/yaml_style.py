"""How values are written in YAML as a person would: a long text as a block, a short one plain, quotes where needed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from widerwindow.content.core.reading import Loader

_LINE = 80
"""Characters after which a text gets a block of its own."""


def entry(key: str, value: Any, column: int) -> str:  # noqa: ANN401 - whatever YAML can hold
    """Return `key` with its value, to stand at `column`; the first line is not indented."""
    if isinstance(value, str) and _is_long(value):
        return f"{key}: {_block(value, column + 2)}"
    if isinstance(value, Mapping) and value:
        return f"{key}:\n{' ' * (column + 2)}{mapping(value, column + 2)}"
    if isinstance(value, Sequence) and not isinstance(value, str) and not _fits_a_line(value):
        return f"{key}:\n{' ' * (column + 2)}{sequence(value, column + 2)}"
    return f"{key}: {inline(value)}"


def item(value: Any, column: int) -> str:  # noqa: ANN401 - likewise
    """Return `value` as an item of a list whose dashes stand at `column`."""
    if isinstance(value, str) and _is_long(value):
        return f"- {_block(value, column + 2)}"
    if isinstance(value, Mapping) and (len(value) > 2 or not _fits_a_line(value)):
        return f"- {mapping(value, column + 2)}"
    return f"- {inline(value)}"


def mapping(value: Mapping[str, Any], column: int) -> str:
    """Return what is named in `value`, a line or more each."""
    return f"\n{' ' * column}".join(entry(key, each, column) for key, each in value.items())


def sequence(value: Sequence[Any], column: int) -> str:
    """Return the items of `value`, a line or more each."""
    return f"\n{' ' * column}".join(item(each, column) for each in value)


def inline(value: Any, *, enclosed: bool = False) -> str:  # noqa: ANN401 - likewise
    """Return `value` in one line, which may be `enclosed` in brackets."""
    match value:
        case str():
            return _text(value.strip(), enclosed=enclosed)
        case Mapping():
            return "{" + ", ".join(f"{key}: {inline(each, enclosed=True)}" for key, each in value.items()) + "}"
        case Sequence():
            return "[" + ", ".join(inline(each, enclosed=True) for each in value) + "]"
    return json.dumps(value)


def _fits_a_line(value: Any) -> bool:  # noqa: ANN401 - likewise
    return not any("\n" in text.strip() for text in _texts(value)) and len(inline(value)) <= _LINE and not _nests(value)


def _nests(value: Any) -> bool:  # noqa: ANN401 - likewise
    inner = value.values() if isinstance(value, Mapping) else value
    return any(isinstance(each, Mapping | list | tuple) for each in inner)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - likewise
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | Sequence):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)


def _is_long(text: str) -> bool:
    lines = text.strip().split("\n")
    return (len(lines) > 1 or len(text) > _LINE) and text.strip().replace("\n", "").isprintable()


def _block(text: str, column: int) -> str:
    lines = (f"{' ' * column}{line.rstrip()}" if line.strip() else "" for line in text.strip().split("\n"))
    return "|\n" + "\n".join(lines)


def _text(text: str, *, enclosed: bool) -> str:
    forbidden = "\n#,[]{}" if enclosed else "\n#"
    if text and not set(forbidden) & set(text) and _is_read_as_it_is(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in quoted)


def _is_read_as_it_is(text: str) -> bool:
    try:
        return bool(yaml.load(f"k: {text}", Loader=Loader) == {"k": text})
    except yaml.YAMLError:
        return False
