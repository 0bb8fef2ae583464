"""Lets `python -m judging` do what the `judging` command does."""

import sys

from judging.cli import main

if __name__ == "__main__":
    sys.exit(main())
