"""Ports that are still free when a test comes to use them, however long that takes."""

import random
import socket


def free(count: int = 1) -> int:
    """Return the first of so many ports that are all free, among those that no system gives away by itself."""
    while True:
        first = random.randrange(20_000, 30_000)
        if all(map(_is_free, range(first, first + count))):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0
