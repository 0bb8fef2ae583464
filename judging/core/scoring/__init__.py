"""The arithmetic contract, from marks to awards. Knows no state, no hall and no run of a day."""
