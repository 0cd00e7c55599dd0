"""What a learner does on a page: scenarios, self-checks, worksheets, comparisons, tables of numbers.

It may use `questions` and `core`.
"""
