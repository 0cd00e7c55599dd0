"""What the guide on putting a copy up has people type, and how a test follows it.

What the guide writes into /etc, /var and a home lands in a folder instead. Lines that need a whole machine or a real
name, such as those of apt-get and certbot, are left out.
"""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_GUIDE = _ROOT / "book" / "organisations-put-up.md"
AT_HOME = "you@course.example.org:"
RUN = ("cd ", "cp ", "mkdir ", "rsync ", "widerwindow build", "widerwindow headers")
NOT_HERE = ("a2enmod ", "a2ensite ", "apt-get ", "aws ", "certbot ", "env PIPX_HOME", "podman-compose ", "systemctl ")
NOT_HERE += ("widerwindow doctor ",)
WRITTEN_INTO_A_FILE = ("import ",)
SECTIONS = {
    "caddy": ("1. ", "2. ", "3. ", "4. ", "In a folder of a site"),
    "nginx": ("nginx",),
    "apache": ("Apache",),
}
"""The kinds of servers, and how the sections of the guide begin that are about them."""

_FENCED = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(*sections: str) -> Iterator[str]:
    """Yield the lines of the guide's blocks, without `sudo`: of all, or of the sections that begin so."""
    for part in _GUIDE.read_text(encoding="utf-8").split("\n## ")[1:]:
        if not sections or part.startswith(sections):
            yield from (line.removeprefix("sudo ") for block in _FENCED.findall(part) for line in block.splitlines())


def follow(kind: str, course: Path, to: Path, widerwindow: Callable[[Path, list[str]], str]) -> None:
    """Do what the guide says for one kind of server: first in the course's folder, and then on the server.

    What is written into the course lies in a copy: others put the same course up meanwhile.
    """
    for folder in ("home", "etc/caddy", "etc/nginx/sites-enabled", "etc/nginx/snippets", "etc/apache2/sites-available"):
        (to / folder).mkdir(parents=True, exist_ok=True)
    here = to / "course"
    shutil.copytree(course / "_build" / "html", here / "_build" / "html")
    for line in blocks(*SECTIONS[kind]):
        if line.startswith("cd "):
            here = to / "home" / line.removeprefix("cd ~/")
        elif line.startswith("widerwindow "):
            command, _, file = line.partition(" > ")
            said = widerwindow(course, command.split()[1:])
            if file:
                (here / file).write_text(said, encoding="utf-8")
        elif line.startswith(RUN):
            subprocess.run(_moved(line, to), shell=True, cwd=here, check=True, executable="/bin/sh")


def _moved(line: str, to: Path) -> str:
    inside = {AT_HOME: f"{to}/home/", "/etc/": f"{to}/etc/", "/var/www": f"{to}/var/www"}
    for there, here in inside.items():
        line = line.replace(there, here)
    return line.replace("deploy/site", str(_ROOT / "deploy" / "site"))
