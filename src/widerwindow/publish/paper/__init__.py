"""Paper: a built page as a tree of plain parts, which Typst sets as a tagged PDF. It knows no format by its name."""
