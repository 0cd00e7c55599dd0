"""The classroom: a quiz set, handed in, marked as data and given back, in a real nbgrader course.

It may use `content`, and `widgets` for what a notebook shows. Its wings are layers, the highest first: `keeping`, then
`setting` and `marking`, `collecting`, `moodle`, `giving_back`, `gradebook`, `notebook`, `untrusted`.
"""
