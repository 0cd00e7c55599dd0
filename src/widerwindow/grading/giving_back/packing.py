"""Packs pages for a learning management system, which hands each one out by its name."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path


def packed(pages: Mapping[str, Path]) -> bytes:
    """Return a zip of `pages` by their names in it. The same pages make the same zip, whenever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, page in pages.items():
            archive.writestr(zipfile.ZipInfo(name), page.read_bytes(), zipfile.ZIP_DEFLATED)  # an entry of no time
    return made.getvalue()
