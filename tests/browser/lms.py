"""A small learning platform: it shows a package in a frame, as such platforms do, and keeps what the package gives it.

What it keeps is in its own `localStorage`, so that it outlasts the page, and a test can take it to another browser.
"""

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

from playwright.sync_api import FrameLocator, Page, expect

import node_tools

IS_NOTED = "() => decodeURI(frames[0].location.pathname).endsWith(`/pages/${wwPlayer.page}.html`)"
"""Whether the player has noted the page that it shows: its heading is there before.

It is a function, as Playwright evaluates other text anew each time, which the policy of the page forbids.
"""

_PAGE = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Learning site</title>
<script src="scorm-again.js"></script>
<script src="lms.js"></script></head>
<body><h1>Learning site</h1><iframe title="Activity" width="700" height="600"></iframe></body>
</html>
"""

_SCRIPT = """
const asked = new URLSearchParams(location.search);
const version = asked.get("version");
const answers = asked.get("answers");
const names = version === "1.2"
  ? ["cmi.core.lesson_status", "cmi.core.lesson_location", "cmi.suspend_data", "cmi.core.exit", "cmi.core.session_time"]
  : ["cmi.completion_status", "cmi.location", "cmi.suspend_data", "cmi.exit", "cmi.session_time", "cmi.success_status"];
const had = JSON.parse(localStorage.lms ?? "{}");
globalThis.calls = [];

function remember(name, given, answer) {
  calls.push([name, ...given, String(answer)]);
  if (name.endsWith("SetValue") && String(answer) === "true") had[given[0]] = given[1];
  if (/Commit|Finish|Terminate/.test(name)) localStorage.lms = JSON.stringify(had);
  localStorage.calls = JSON.stringify(calls);
  return answer;
}

function platform() {
  const settings = { autocommit: false, lmsCommitUrl: false, logLevel: 5 };
  const api = version === "1.2" ? new Scorm12API(settings) : new Scorm2004API(settings);
  for (const name of names) {
    if (!(name in had) || /exit|time/.test(name)) continue;
    const [last, ...way] = name.split(".").slice(1).reverse();
    way.reverse().reduce((at, step) => at[step], api.cmi)[last] = had[name];
  }
  const [about, name] = version === "1.2" ? [api.cmi.core, "lesson_mode"] : [api.cmi, "mode"];
  if (asked.get("mode")) about[name] = asked.get("mode");
  return api;
}

function answering(api) {
  const wrong = {
    false: () => "false",
    nothing: () => undefined,
    rubbish: () => ({}),
    throws: () => { throw new Error("broken"); },
  }[answers];
  return new Proxy(api, {
    get: (target, name) => (...given) => {
      if (wrong) return remember(String(name), given, wrong());
      if (answers === "full" && given[0] === "cmi.suspend_data") return remember(String(name), given, "false");
      if (globalThis.gone && /Commit/.test(String(name))) return remember(String(name), given, "false");
      return remember(String(name), given, target[name](...given));
    },
  });
}

if (answers !== "none") globalThis[version === "1.2" ? "API" : "API_1484_11"] = answering(platform());
document.addEventListener("DOMContentLoaded", () => {
  document.querySelector("iframe").src = `${asked.get("package")}/player.html`;
});
"""


def build(folder: Path, packages: list[Path]) -> None:
    """Write the platform and its `packages`, each in a folder named as its zip is."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(_PAGE, encoding="utf-8")
    (folder / "lms.js").write_text(_SCRIPT, encoding="utf-8")
    shutil.copy(node_tools.install() / "scorm-again" / "dist" / "scorm-again.js", folder)
    for package in packages:
        with zipfile.ZipFile(package) as packed:
            packed.extractall(folder / package.stem)


class Launched:
    """A package as she has it before her on the platform's page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.player: FrameLocator = page.frame_locator("iframe")
        self.course: FrameLocator = self.player.frame_locator("iframe")

    def begin(self, button: str = "Begin, and keep nothing") -> None:
        self.player.get_by_role("button", name=button, exact=True).click()
        expect(self.course.locator("h1").first).to_be_visible()
        self.until_noted()

    def go(self, title: str) -> None:
        self.course.locator(".ww-menu").click()
        contents = self.course.get_by_role("navigation", name="Contents", exact=True)
        contents.get_by_role("link", name=title, exact=True).click()
        expect(self.course.locator("h1", has_text=title)).to_have_count(1)
        self.until_noted()

    def go_on(self) -> None:
        """Go to the next page, past the note of this one, where it has one."""
        self.until_noted()
        note = self.course.locator("html.ww-asking [data-ww-continue]")
        if note.count():
            note.click()
        self.course.locator(".ww-steps [rel=next]").click()

    def until_noted(self) -> None:
        """Wait until the player has noted the page."""
        player = next(frame for frame in self.page.frames if "/player.html" in frame.url)
        player.wait_for_function(IS_NOTED)

    def choose(self, label: str) -> None:
        self.course.locator("[data-ww-open=settings]").click()
        self.course.locator("#settings").get_by_label(label, exact=True).click()
        self.course.locator("[data-ww-open=settings]").press("Escape")


def kept(page: Page) -> dict[str, str]:
    """Return what the platform has written down, by SCORM's names."""
    return dict(json.loads(page.evaluate("localStorage.lms ?? '{}'")))


def calls(page: Page) -> list[list[Any]]:
    """Return every call of the package: its name, what was given, the answer."""
    return list(json.loads(page.evaluate("localStorage.calls ?? '[]'")))
