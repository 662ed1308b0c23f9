-- One more article costs the same in a large archive: links count the keys that lead from one article to the other, what
-- an article is weighed by lies in small rows, and keys lead over fewer places. So every article is weighed anew.

CREATE TABLE placed (             -- what an article is weighed by: small rows, since many are read for one more article
  article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  value   BLOB NOT NULL           -- the signature of its edition, without keys, with its date as corrected
) STRICT;
DROP INDEX link_b;
ALTER TABLE link RENAME TO link_before;
CREATE TABLE link (               -- how two articles belong together, and why; a < b
  a         TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  b         TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  score     REAL NOT NULL,
  same_text INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  near      INTEGER NOT NULL DEFAULT 0,  -- keys that lead from one to the other; below two the link goes
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
INSERT INTO link (a, b, score, same_text, reason) SELECT a, b, score, same_text, reason FROM link_before;
DROP TABLE link_before;
CREATE INDEX link_b ON link (b, score, same_text);
INSERT OR IGNORE INTO pending SELECT id, 1 FROM article WHERE edition IS NOT NULL;
