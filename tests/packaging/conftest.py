import sys
from pathlib import Path

# the scripts of the set-up run before anything is installed, so they are no package
sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
