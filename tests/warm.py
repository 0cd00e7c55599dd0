"""Makes what a process of the engine makes once, the first time that it is asked: forks of this one then have it.

To import it does that.
"""

import nbgrader.api  # noqa: F401 - it says what the tables of a gradebook are
from babel.localedata import load
from sqlalchemy.orm import configure_mappers

from widerwindow.messages import LOCALE

load(str(LOCALE))  # how dates and plurals are written
configure_mappers()
