"""What a new release brought: as a page, a mail, a web page by itself and a feed."""
