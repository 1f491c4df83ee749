"""The delivery plan in the register, and in files as partnerships write it."""
