"""The file in a course's folder that opens the trainer's desk with a double-click, on the system that this runs on.

It names the Python that this runs on, as a double-click knows no other. No terminal is shown where the system needs
none; there what could not be done is shown as a text.
"""

import re
import shlex
import sys
from importlib.resources import files
from pathlib import Path

from widerwindow.messages import Messages

_say = Messages(__package__)


def write(folder: Path, system: str = sys.platform) -> Path:
    """Write the file for `system`, named as Python names it, into `folder`. Return it. Raises OSError."""
    kind, python = _KINDS.get(system, _KINDS["linux"])
    template = files(__package__).joinpath(kind).read_bytes().decode()
    made = folder / f"{_say('open')}{Path(kind).suffix}"
    made.write_bytes(template.replace("{python}", python).replace("{name}", _say("open")).encode())
    made.chmod(0o755)
    return made


def _in_desktop_entry(text: str) -> str:
    """Return `text` as it stands between quotation marks in a desktop entry, where a value is escaped once more."""
    return re.sub(r'(["`$\\])', r"\\\1", text).replace("\\", "\\\\").replace("%", "%%")


_KINDS = {
    "win32": ("windows.cmd", sys.executable.replace("%", "%%")),
    "darwin": ("mac.command", shlex.quote(sys.executable)),
    "linux": ("linux.desktop", _in_desktop_entry(sys.executable)),
}
"""For each system the template, and how it writes the path of this Python."""
