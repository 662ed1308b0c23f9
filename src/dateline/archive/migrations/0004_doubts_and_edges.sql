-- Mentions of which it is unsure whom they mean are found at once, the newest first.

CREATE INDEX mention_doubted ON mention (day, article, bearer) WHERE instr(why, '"rivals":') > 0;

-- How what is said begins and ends is a key of the trail of a quotation too: the next run finds them anew.

INSERT OR IGNORE INTO pending SELECT id, 3 FROM article WHERE edition IS NOT NULL;
