"""The page for those who look after the installation: what runs, what is stored, who was here."""
