"""Waits until a Jupyter server is there that a test has started, on whichever port was free."""

import json
import subprocess
import time
from pathlib import Path

_PATIENCE = 120.0  # seconds, on a busy machine


def about_server(runtime: Path, server: "subprocess.Popen[bytes]", log: Path) -> dict[str, str]:
    """Return what it writes down of itself in its folder `runtime`: its address and its token among others."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        for file in runtime.glob("jpserver-*.json"):
            text = file.read_text(encoding="utf-8")
            if text.endswith("}"):
                found: dict[str, str] = json.loads(text)
                return found
        time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")
