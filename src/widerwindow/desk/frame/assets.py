"""The desk's style sheets and scripts. Their addresses change with what they say, so a browser may keep them."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from widerwindow.frontend.palette import with_palette

DESK = Path(__file__).parents[1]
KEPT = "max-age=31536000, immutable"
"""What a browser is told of an asset at its own address, where nothing else will ever stand."""

TYPES = {".css": "text/css", ".js": "text/javascript"}


def text(file: Path) -> str:
    """Return what an asset says, with its colours."""
    return with_palette(file.read_text(encoding="utf-8"))


@cache
def mark() -> str:
    """Return what the assets of this desk have in their addresses; with any other text in one of them it is another."""
    files = sorted(file for file in DESK.rglob("*") if file.suffix in TYPES)
    return sha256("\0".join(map(text, files)).encode()).hexdigest()[:12]
