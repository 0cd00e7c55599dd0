"""What all scripts, styles and templates of the engine share, and what joins scripts that import each other."""
