"""How long a page may take over what it can do without; what takes longer is left out, and said to be."""

COUNT_SECONDS = 0.04  # of the four counts of a search or a speaker
FACET_SECONDS = 0.04
PAGE_SECONDS = 20.0  # of all that a page asks of the archive: by the clock, so that two hundred at once lose none
