"""What an author writes, read from YAML into checked models. It may use `messages`, and no other floor.

The parts of a file stand in its wings. What knows the whole course stands here: `course.py`, and above it what asks
the course for more (`banked`, `deck`, `quiz_page`, `quiz_text`), starts something new, or looks through everything.
"""
