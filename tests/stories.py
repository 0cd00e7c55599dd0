"""What a learner is shown of a story at a moment, as its author wrote it and by the engine's own conditions."""

from collections.abc import Mapping

from widerwindow.content.activities.conditions import When, conditions


def holds(when: When | None, values: Mapping[str, int]) -> bool:
    """Return whether all of `when` is true of `values`; no conditions are always true."""
    return all(test.holds(values[test.variable]) for test in conditions(when))
