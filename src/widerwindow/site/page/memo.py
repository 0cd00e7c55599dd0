"""Keeps what was worked out from a built page, from one build to the next: most pages are the same again."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

Remember = Callable[[Callable[[str], Any], str], Any]
"""Gives what a function makes of a text."""


def anew(work: Callable[[str], Any], text: str) -> Any:  # noqa: ANN401 - whatever the function gives
    """Return what `work` gives for `text`, and remember nothing."""
    return work(text)


class Memo:
    """What functions of a text gave, in a file. `engine` says by which code: other code works it out anew."""

    def __init__(self, file: Path, engine: str) -> None:
        self._file, self._engine = file, engine
        self._before: dict[str, Any] = {}
        self._now: dict[str, Any] = {}
        if file.is_file():
            kept = json.loads(file.read_text(encoding="utf-8"))
            self._before = kept["results"] if kept["engine"] == engine else {}

    def __call__(self, work: Callable[[str], Any], text: str) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return what `work` gives for `text`, as JSON holds it."""
        key = f"{work.__qualname__} {sha256(text.encode()).hexdigest()}"
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else work(text)
        return self._now[key]

    def keep(self) -> None:
        """Write down what was asked for since this was made; the rest is forgotten."""
        text = json.dumps({"engine": self._engine, "results": self._now})
        self._file.write_text(text, encoding="utf-8")
