"""Where a gradebook in a file is, as SQLAlchemy writes it."""

from pathlib import Path
from urllib.parse import unquote

_SQLITE = "sqlite:///"


def address_of(file: Path) -> str:
    """Return the address of the gradebook in `file`, whatever its folder is called."""
    return _SQLITE + str(file).replace("%", "%25").replace("?", "%3F")


def file_of(address: str) -> Path | None:
    """Return the file that the gradebook at `address` is in, or None where a server keeps it."""
    return Path(unquote(address.removeprefix(_SQLITE))) if address.startswith(_SQLITE) else None
