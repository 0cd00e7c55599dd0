"""Keeps what people handed in and what they were given for it: one writer at a time, backups, learners by their codes.

It may use everything in `grading`.
"""
