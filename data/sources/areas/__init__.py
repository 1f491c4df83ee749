"""What the area of a release is made of: names, groupings of authorities, authorities of wards."""
