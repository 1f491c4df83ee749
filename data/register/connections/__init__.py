"""What `database` opens and reads connections with: faults in words, and a watch for changes."""
