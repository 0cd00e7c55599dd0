"""Lets a form bring a whole class at once: its files, or a tick for each, are more than tornado takes by itself."""

from tornado.httputil import ParseBodyConfig, ParseMultipartConfig, ParseUrlEncodedConfig, set_parse_body_config

_MOST = 100_000  # fields of a form; its size has a limit of its own


def take_large_forms() -> None:
    """Raise the limits of the whole server, as tornado has them for no single page."""
    files, ticks = ParseMultipartConfig(max_parts=_MOST), ParseUrlEncodedConfig(max_arguments=_MOST)
    set_parse_body_config(ParseBodyConfig(multipart=files, urlencoded=ticks))
