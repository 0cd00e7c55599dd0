"""Ends the desk, once it is done with what was begun."""

from asyncio import create_task

from tornado import web

from widerwindow.desk.doing.running import Beside
from widerwindow.desk.frame import Closing
from widerwindow.messages import Messages


class Close(Closing, Beside):
    """What the button in the frame leads to."""

    messages = Messages(__package__)

    @web.authenticated
    async def post(self) -> None:
        """Say that it closes, and close it."""
        self.show_closed(self.running.steps())
        self.settings["widerwindow_closing"] = create_task(self._close())  # a task that nothing names may be dropped

    async def _close(self) -> None:
        await self.running.all_done()
        self.settings["widerwindow_close"]()
