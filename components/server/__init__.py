"""What a request must pass before Streamlit sees it: host, origin, endpoint, size of an upload."""
