"""One monthly update: fetch what is new, build, serve it if nothing is lost, and report."""
