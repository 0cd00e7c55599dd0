"""What everything that is read is made of: YAML files, problems with their line, Markdown, notes.

It uses no other wing.
"""
