"""Opens the trainer's desk in a browser: python3 scripts/desk.py [--no-open] [--port N].

The first run installs what the course needs into .venv; later runs start at once.
"""

import setup_venv

if __name__ == "__main__":
    setup_venv.start("desk")
