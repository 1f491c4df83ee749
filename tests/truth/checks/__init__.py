"""What each sentence must say: by its catalogue key, a function that recomputes its numbers."""
