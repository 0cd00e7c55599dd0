"""Moodle's side of the classroom: its downloads are read, and its grading worksheet is given back filled in."""
