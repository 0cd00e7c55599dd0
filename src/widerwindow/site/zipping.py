"""Makes zips that are the same, byte for byte, where what is in them is the same."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold; one time for all, so that the same files are the same zip


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of `files`, by their paths in it and in their order."""
    made = BytesIO()
    with ZipFile(made, "w") as packed:
        for name, content in files.items():
            entry = ZipInfo(name, _TIME)
            entry.external_attr = 0o644 << 16
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, content)
    return made.getvalue()
