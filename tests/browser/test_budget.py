"""Every page is light."""

import random
import shutil
from pathlib import Path

from widerwindow.site.page import budget


def test_every_page_is_within_its_budget(built: Path) -> None:
    assert budget.check(built / "_build" / "html") == []


def test_a_page_that_outgrows_its_budget_is_named(built: Path, tmp_path: Path) -> None:
    site = built / "_build" / "html"
    shutil.copytree(site / "_static", tmp_path / "_static")
    page = (site / "help.html").read_text(encoding="utf-8")
    noise = random.Random(1).randbytes(28 * budget.KB).hex()
    (tmp_path / "help.html").write_text(page.replace("</article>", f"<p>{noise}</p></article>"), encoding="utf-8")
    [message] = budget.check(tmp_path)
    assert message.startswith("help.html: the page itself has ")
    assert message.endswith("KB; the most is 14 KB. Shorten or split it.")
    with (tmp_path / "_static" / "ww-shell.css").open("a", encoding="utf-8") as style:
        style.write("/*" + noise + noise[::-1] + "*/")
    assert "on a first visit; the most is 60 KB." in "".join(budget.check(tmp_path))


def test_a_shell_that_outgrows_its_budget_is_named_once_and_no_page_is(built: Path, tmp_path: Path) -> None:
    site = built / "_build" / "html"
    shutil.copytree(site / "_static", tmp_path / "_static")
    noise = random.Random(1).randbytes(3 * budget.KB).hex()
    for name in ("help", "pause"):
        page = (site / f"{name}.html").read_text(encoding="utf-8")
        (tmp_path / f"{name}.html").write_text(page.replace("</footer>", f"<p>{noise}</p></footer>"), encoding="utf-8")
    [message] = budget.check(tmp_path)
    assert "what stands around the page has" in message
