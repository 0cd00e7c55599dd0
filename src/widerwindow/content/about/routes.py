"""`book/routes.yml`: ways through the course, each a list of modules for somebody."""

from collections.abc import Collection, Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import File, Id, Part, Text, repeated_ids


class Route(Part):
    """A way through: whom it is for, and its modules in their order."""

    id: Id
    title: Text
    text: Text
    modules: list[Id] = Field(min_length=1)


class Routes(File):
    """All ways through the course."""

    routes: list[Route] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids((("routes",), self.routes))
        for position, route in enumerate(self.routes):
            for at, module in enumerate(route.modules):
                if module in route.modules[:at]:
                    wrong = f"The route `{route.id}` comes to `{module}` twice."
                    yield Fault(("routes", position, "modules", at), wrong, "Keep one.")

    def unknown_modules(self, known: Collection[str]) -> Iterator[Fault]:
        """Yield a fault for each module that is not among those `known`."""
        for position, route in enumerate(self.routes):
            for at, module in enumerate(route.modules):
                if module not in known:
                    instead = f"Write one of: {', '.join(known)}."
                    yield Fault(("routes", position, "modules", at), f"There is no module `{module}`.", instead)
