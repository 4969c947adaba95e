#!/usr/bin/env python3
"""Sets up what is missing and compares the programs: comparison.py in the environment that setup.sh makes."""

import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> None:
    """Goes on as the comparison, with the same arguments."""
    if subprocess.run([FOLDER / "setup.sh"]).returncode != 0:
        sys.exit("run: setup.sh failed")
    python = FOLDER / ".venv" / "bin" / "python"
    os.execv(python, [str(python), str(FOLDER / "comparison.py"), *sys.argv[1:]])


if __name__ == "__main__":
    main()
