"""A competition file seen from outside the server: is it whole, are its numbers right, what is in it."""
