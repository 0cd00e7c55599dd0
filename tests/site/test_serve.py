"""The server for this machine."""

import threading
from pathlib import Path
from urllib.request import urlopen

from widerwindow.site import serve


def test_it_serves_the_folder_and_takes_the_next_port_when_one_is_busy(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("here")
    with serve.bind(tmp_path, 8000) as first, serve.bind(tmp_path, first.server_port) as second:
        assert second.server_port > first.server_port
        threading.Thread(target=second.serve_forever, daemon=True).start()
        with urlopen(serve.address(second)) as answer:
            assert answer.read() == b"here"
        second.shutdown()
