"""Heavy work in processes beside the server, so that pages don't wait for it."""
