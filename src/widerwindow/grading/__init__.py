"""The classroom: a quiz set, handed in, marked as data and given back, in a real nbgrader course."""
