"""Lets `python -m judging` do what the `judging` command does."""

from judging.cli import main

if __name__ == "__main__":
    main()
