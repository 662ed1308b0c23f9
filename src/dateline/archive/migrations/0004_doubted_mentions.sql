-- Mentions of which it is unsure whom they mean are found at once, the newest first.

CREATE INDEX mention_doubted ON mention (day, article, bearer) WHERE instr(why, '"rivals":') > 0;
