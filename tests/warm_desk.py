"""Has the desk's pages ready as well: to compile their templates takes longer than to answer.

To import it does that.
"""

import warm  # noqa: F401
from widerwindow.desk import frame


def _is_ours(name: str) -> bool:
    return name.endswith(".j2") and not name.startswith("formgrader/")  # which has settings of its own


_pages = frame._environment()
for _name in _pages.list_templates(filter_func=_is_ours):
    _pages.get_template(_name)
