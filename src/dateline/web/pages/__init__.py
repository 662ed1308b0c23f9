"""The reader's pages: one module, one frozen value, one template each. The JSON twin of a page is its value."""
