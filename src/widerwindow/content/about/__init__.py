"""What is known of the course itself: its modules, routes and reviewers, and whose copy it is.

It may use `quizzes`, `pages`, `pictures` and `core`.
"""
