"""A page of the book as its readers meet it: front matter, widgets, passages. It may use `core` and `questions`."""
