import sys
from pathlib import Path

for neighbour in ("grading", "classroom"):
    sys.path.insert(0, str(Path(__file__).parents[1] / neighbour))  # their hand-ins serve here too
