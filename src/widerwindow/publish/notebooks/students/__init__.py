"""Stands beside a student's notebooks as `widerwindow`: their cells need no more of the engine than this."""
