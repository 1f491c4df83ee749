"""PowerPoint files. python-pptx is loaded only when one is made."""
