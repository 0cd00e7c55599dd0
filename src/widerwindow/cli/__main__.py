"""Lets `python -m widerwindow.cli` do what the command does."""

from widerwindow.cli import main

main()
