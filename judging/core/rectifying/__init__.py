"""整改单: what went wrong at a window, by when it is put right, and who looked again."""
