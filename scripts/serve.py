"""Opens the course in a browser: python3 scripts/serve.py [--no-open] [--port N].

The first run installs what the course needs into .venv and builds the book; later runs start at once.
"""

import setup_venv

if __name__ == "__main__":
    setup_venv.start("serve")
