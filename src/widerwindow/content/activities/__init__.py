"""What a learner does on a page: scenarios, self-checks, worksheets, comparisons, figures, tables of numbers.

It may use `questions`, `pictures` and `core`.
"""
