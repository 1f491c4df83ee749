"""The sections of the place page on hours of incidents, outcomes, and stops and searches."""
