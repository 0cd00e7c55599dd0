"""Hand-ins spoilt by chance, from real ones: bytes, the notebook's structure, and the text in its cells."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

ODD: list[Any] = [
    None,
    True,
    -1,
    1e308,
    float("nan"),
    10**30,
    "",
    "\0",
    "\ud800",
    "../../../etc/passwd",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "x" * 20_000,
    [],
    {},
    [[[[[]]]]],
    {"nbgrader": {"grade_id": "max"}},
]
CODE = [
    "open({canary!r}, 'w')",
    "__import__('os').system('touch {canary}')",
    "import os; os._exit(1)",
    "while True: pass",
    "raise SystemExit",
    "[[" * 200,
    "9**9**9",
    "lambda: 0",
    "\t",
    "\n",
    "#",
    "'''",
    "= =",
    "None",
    "{{}}",
    "%run {canary}",
    "!touch {canary}",
    "\N{ZERO WIDTH SPACE}",
    "\r",
]


def spoilt(data: bytes, chance: random.Random, canary: str) -> bytes:
    """Return the hand-in after one to four accidents or tricks. Code in it would write the file `canary`."""
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_WAYS)(data, chance, canary)
    return data


def _bytes(data: bytes, chance: random.Random, _canary: str) -> bytes:
    """Cut out, double, reverse or overwrite a piece, or break off."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice([1, 2, 10, 1000]))
    piece = data[start:end]
    new = chance.choice([b"", piece * 2, piece[::-1], chance.randbytes(len(piece)), b'"', b"\\", b"{", b"]"])
    return data[:start] + new + (data[end:] if chance.random() < 0.9 else b"")


def _structure(data: bytes, chance: random.Random, _canary: str) -> bytes:
    """Drop, double, move or replace one part of the notebook, or call it something else."""
    notebook = _loaded(data)
    places = list(_places(notebook))
    if not places:
        return _bytes(data, chance, "")
    holder, key = chance.choice(places)
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(chance.randrange(len(holder)), holder[key])
        case 2 if isinstance(holder, dict):
            holder[str(chance.choice(["source", "metadata", "cells", "grade_id", "x"]))] = holder.pop(key)
        case _:
            holder[key] = chance.choice(ODD)
    return json.dumps(notebook).encode()


def _code(data: bytes, chance: random.Random, canary: str) -> bytes:
    """Put a piece of code somewhere into the text of one cell, or in its place."""
    notebook = _loaded(data)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    cells = cells if isinstance(cells, list) else []
    texts = [cell for cell in cells if isinstance(cell, dict) and isinstance(cell.get("source"), str)]
    if not texts:
        return _bytes(data, chance, "")
    cell = chance.choice(texts)
    text, new = cell["source"], chance.choice(CODE).format(canary=canary)
    at = chance.randrange(len(text) + 1)
    cell["source"] = chance.choice([new, text[:at] + new + text[at:], text + "\n" + new, new + "\n" + text])
    return json.dumps(notebook).encode()


_WAYS: list[Callable[[bytes, random.Random, str], bytes]] = [_bytes, _structure, _code]


def _loaded(data: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _places(part: object) -> Iterator[tuple[Any, Any]]:
    """Yield (holder, key) of every part of `part`."""
    keys = range(len(part)) if isinstance(part, list) else list(part) if isinstance(part, dict) else ()
    for key in keys:
        yield part, key
        yield from _places(part[key])  # type: ignore[index]
