"""异议和公示: from the decision to 定稿, and what may be objected to on the way."""
