-- Keys, places and articles under them are numbers: a large archive has a third of the pages to look through. Keys lead
-- over other places than before, so every article is weighed anew.
DROP TABLE story_key;
CREATE TABLE story_key (          -- articles that stand close under a key are weighed against each other
  key     INTEGER NOT NULL,       -- 49 bits of its hash; the lowest tells that it leads less far
  place   INTEGER NOT NULL,       -- when published, in seconds since 1970: the order under a key
  article INTEGER NOT NULL,       -- the article's id as a number, less 2 to the 63rd
  PRIMARY KEY (key, place, article)
) STRICT, WITHOUT ROWID;
DROP TABLE placed;
CREATE TABLE placed (             -- what an article is weighed by: small rows, since many are read for one more article
  article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  place   INTEGER NOT NULL,       -- where it stands under its keys
  keys    BLOB NOT NULL,          -- 8 bytes each
  value   BLOB NOT NULL           -- the signature of its edition, without keys, with its date as corrected
) STRICT;
DELETE FROM link;
DROP INDEX link_a;
CREATE INDEX link_a ON link (a, score, same_text);  -- all but their reasons, from either end
INSERT OR IGNORE INTO pending SELECT id, 1 FROM article WHERE edition IS NOT NULL;
