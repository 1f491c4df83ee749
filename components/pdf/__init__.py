"""PDF documents, set by Typst. Typst is loaded only when a document is made."""
