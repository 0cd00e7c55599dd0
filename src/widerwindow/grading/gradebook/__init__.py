"""nbgrader's own gradebook: its rows, its marks, its penalties. It may use `notebook` for the names of cells."""
