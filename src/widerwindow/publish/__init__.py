"""What goes to other systems: packages for learning platforms, and files of questions. One file makes one format.

It uses the built site and what grading keeps, and knows nothing of the desk or the command, which both call it.
"""
