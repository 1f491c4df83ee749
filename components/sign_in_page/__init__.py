"""The sign-in: what somebody sees before it, and the way out of it."""
