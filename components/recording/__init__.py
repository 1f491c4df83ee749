"""What people do is recorded where it happens: pages, files, uploads, refusals, sign-ins."""
