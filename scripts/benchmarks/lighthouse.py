"""What Lighthouse says of one page of every kind, beside Jupyter Book's own page of the same words."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.sites import KINDS, ours, serving, stock
from benchmarks.tools import chromium, fetch

CATEGORIES = {"performance": "speed", "accessibility": "access", "best-practices": "practice"}


def lighthouse(folder: Path) -> None:
    """Print the scores (0 to 100, as on a slow phone) of a page of every kind, and what took a point away from ours."""
    site = ours(folder / "ours")
    other = stock(folder / "stock", site)
    program = fetch(folder, "lighthouse@12") / ".bin" / "lighthouse"
    print(f"  {'ours / stock':<50}" + "".join(f"{short:>14}" for short in CATEGORIES.values()))
    for name in KINDS:
        our, their = _report(program, site, name), _report(program, other, name)
        scores = "".join(f"{_score(our, part):>8} / {_score(their, part):>3}" for part in CATEGORIES)
        print(f"  {name:<50}{scores}", flush=True)
        for reason in _reasons(our):
            print(f"    {reason}")


def _report(program: Path, site: Path, name: str) -> dict[str, Any]:
    with serving(site) as (address, _):
        command = [program, address + name, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
        flags = "--chrome-flags=--headless --no-sandbox"
        environment = os.environ | {"CHROME_PATH": chromium()}
        ran = subprocess.run([*command, flags], env=environment, check=True, capture_output=True, text=True)
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def _score(report: dict[str, Any], category: str) -> int:
    return round(100 * (report["categories"][category]["score"] or 0))


def _reasons(report: dict[str, Any]) -> list[str]:
    """Return, for each category below 100, the checks that count and are not fully met."""
    return [
        f"{category}: {audit['title']} ({audit.get('displayValue') or audit['score']})"
        for category in CATEGORIES
        if _score(report, category) < 100
        for part in report["categories"][category]["auditRefs"]
        if part["weight"]
        and ((audit := report["audits"][part["id"]])["score"] or 0) < 1
        and audit["scoreDisplayMode"] in ("binary", "numeric")
    ]
