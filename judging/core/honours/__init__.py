"""From the lock to the honour: what is proposed, decided, objected to, published and presented."""
