"""What is looked for beyond shape: words, themes, reading age, claims, answers that give themselves away.

It may use every wing below `course.py`.
"""
