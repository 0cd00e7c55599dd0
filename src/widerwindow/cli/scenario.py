"""The command for those who write scenarios: a map of the whole story."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from widerwindow.cli.output import course_here, line, short
from widerwindow.messages import Messages

_say = Messages(__package__)


def add_to(app: typer.Typer) -> None:
    """Add the command to `app`, under `scenario`."""
    scenario = typer.Typer(no_args_is_help=True, help=_say("scenario_help"))

    @scenario.callback()
    def _of_scenarios() -> None:
        """Keep the name of the one command: without this, Typer would take it for the whole group."""

    scenario.command("map", help=_say("scenario_map_help"))(draw_map)
    app.add_typer(scenario, name="scenario")


def draw_map(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_say("scenario"))],
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help=_say("map_file"))] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help=_say("open_browser"))] = True,
) -> None:
    """Write the map of a scenario, say where readers come, and show it."""
    from widerwindow.site.alone import story_maps

    course = course_here()
    about = story_maps.told(course, name)
    file = to or course.root / "_build" / "maps" / f"{name}.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(story_maps.page(about), encoding="utf-8")
    line(_say("map_counted", scenes=len(about.scenario.scenes), moments=about.moments))
    for end in about.ends:
        shares = {"evenly": story_maps.percent(end.evenly), "with_care": story_maps.percent(end.with_care)}
        line(_say("map_end", title=end.title, **shares))
    for said in filter(None, [about.walking(), *(list(about.faults()) or [_say("map_no_faults")])]):
        line(said)
    line(_say("map_is", file=short(file)))
    if open_browser and to is None:
        webbrowser.open(file.resolve().as_uri())
