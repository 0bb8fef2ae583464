"""How connections get in: who is let in first, how much a guest may say, and the sockets themselves."""
