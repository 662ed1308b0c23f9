"""How long a page may take over what it asks of the archive."""

PAGE_SECONDS = 20.0  # of all that a page asks of the archive: by the clock, so that two hundred at once lose none
