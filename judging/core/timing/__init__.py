"""计时: the clock of a performance, and what its overtime costs."""
