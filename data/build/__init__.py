"""From a heap of files to a release: recognise, load, fingerprint, write."""
