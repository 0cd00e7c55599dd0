"""What nobody else may know: made at the first start, and read from the environment or from a file ever after."""

import os
import secrets
from pathlib import Path


def secret(folder: Path, name: str) -> str:
    """Return the secret called `name`: what the environment says as WIDERWINDOW_NAME, else what its file says."""
    given = os.environ.get(f"WIDERWINDOW_{name.upper()}")
    return given or secret_file(folder, name).read_text(encoding="utf-8").strip()


def secret_file(folder: Path, name: str) -> Path:
    """Return the file of a secret, which only its owner can read. It is written once."""
    file = folder / name
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as writing:
            writing.write(secrets.token_hex(32))
    return file
