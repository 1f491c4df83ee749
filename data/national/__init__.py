"""Makes the file of national counts from a release of a country."""
