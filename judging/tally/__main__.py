"""Lets `python -m judging.tally` do what `judging tally` does."""

import argparse
import sys

from judging.tally import add_arguments, main

parser = argparse.ArgumentParser(prog="judging tally", description="由文件重新算分")
add_arguments(parser)
sys.exit(main(parser.parse_args()))
