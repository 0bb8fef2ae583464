"""What only a rehearsal may do, because nothing that is decided in it is worth anything."""
