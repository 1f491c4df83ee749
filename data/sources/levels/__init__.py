"""The further levels of a release: authorities and partnerships, and towns and beats from files."""
