-- Which articles belong with one is told by its links alone: no list of them has to be written anew beside each.

ALTER TABLE article DROP COLUMN related;
DROP INDEX link_b;
CREATE INDEX link_b ON link (b, score, same_text);
