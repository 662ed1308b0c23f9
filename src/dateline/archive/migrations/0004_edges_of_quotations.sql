-- How what is said begins and ends is a key of the trail of a quotation too: the next run finds them anew.

INSERT OR IGNORE INTO pending SELECT id, 3 FROM article WHERE edition IS NOT NULL;
