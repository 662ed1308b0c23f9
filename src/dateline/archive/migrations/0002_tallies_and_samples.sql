-- Samples and what coders marked in them; tallies, so that no view has to count the whole archive; what the review
-- queue, coverage and "changed after publication" go by.

ALTER TABLE article ADD COLUMN authored INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_coverage ON article (published_sort, outlet, status, authored, statements);
CREATE INDEX edition_second ON edition (article) WHERE ordinal = 2;
CREATE INDEX statement_confidence ON statement (confidence, number) WHERE correction IS NULL;

CREATE TABLE sample (             -- passages drawn at random, for measuring how good the reading is here
  id    TEXT PRIMARY KEY,         -- hash of what it was drawn by
  seed  TEXT NOT NULL,            -- what the drawing was seeded with
  query TEXT NOT NULL,            -- which articles it was drawn from, as typed; '' for all
  drawn_from INTEGER NOT NULL,    -- how many passages there were to draw from
  made  TEXT NOT NULL             -- when, UTC
) STRICT;

CREATE TABLE passage (            -- a block of an article, as it stood when it was drawn
  sample  TEXT NOT NULL REFERENCES sample (id) ON DELETE CASCADE,
  place   INTEGER NOT NULL,       -- from 1, in the order of drawing
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  edition TEXT NOT NULL,          -- the edition that was shown
  "start" INTEGER NOT NULL,       -- in the edition's text, code points
  "end"   INTEGER NOT NULL,       -- after its last character
  found   TEXT NOT NULL,          -- JSON: [[source spans, content spans], ...] of the statements found in it then
  PRIMARY KEY (sample, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_article ON passage (article);

CREATE TABLE coded (              -- what a coder marked in a passage before seeing what was found; written once
  sample TEXT NOT NULL,           -- with place: the passage
  place  INTEGER NOT NULL,        -- of the passage in its sample
  coder  TEXT NOT NULL,           -- a person's name
  marks  TEXT NOT NULL,           -- JSON: [[source spans, content spans], ...], in the edition's text
  made   TEXT NOT NULL,           -- when, UTC
  PRIMARY KEY (sample, place, coder),
  FOREIGN KEY (sample, place) REFERENCES passage (sample, place) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker_tally (      -- how much each speaker says in what is shown; kept by triggers on said_by
  speaker    TEXT PRIMARY KEY,    -- identity
  statements INTEGER NOT NULL     -- rows of said_by
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_tally_statements ON speaker_tally (statements, speaker);

CREATE TABLE tally (              -- what views say of the whole archive, kept by triggers on article
  what TEXT NOT NULL,             -- status, language, statements, unsure; text, story, outlet; distinct
  key  TEXT NOT NULL,             -- which status, text, ...; of "distinct": text, story or outlet
  n    INTEGER NOT NULL,          -- articles (or statements); of "distinct": how many keys there are
  PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;

UPDATE article SET
  authored = coalesce((SELECT authors <> '[]' FROM edition WHERE id = article.edition), 0),
  unsure = statements - (SELECT count(DISTINCT statement) FROM said_by WHERE said_by.article = article.id);
INSERT INTO speaker_tally SELECT speaker, count(*) FROM said_by GROUP BY speaker;
INSERT INTO tally SELECT what, key, sum(n) FROM (
    SELECT 'status' AS what, coalesce(status, '') AS key, 1 AS n FROM article
    UNION ALL SELECT 'language', coalesce(language, ''), 1 FROM article WHERE status = 'ok'
    UNION ALL SELECT 'statements', coalesce(status, ''), statements FROM article
    UNION ALL SELECT 'unsure', coalesce(status, ''), unsure FROM article
    UNION ALL SELECT 'text', coalesce(copy_of, id), 1 FROM article WHERE status = 'ok'
    UNION ALL SELECT 'story', coalesce(story, id), 1 FROM article WHERE status = 'ok'
    UNION ALL SELECT 'outlet', outlet, 1 FROM article WHERE status = 'ok' AND outlet IS NOT NULL
  ) GROUP BY what, key HAVING sum(n) <> 0;
INSERT INTO tally SELECT 'distinct', what, count(*) FROM tally WHERE what IN ('text', 'story', 'outlet') GROUP BY what;

-- Triggers keep the tallies, whoever writes the rows that they count.
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  INSERT INTO tally SELECT what, key, sum(n) FROM (
    SELECT 'status' AS what, coalesce(new.status, '') AS key, +1 AS n
    UNION ALL SELECT 'language', coalesce(new.language, ''), +1 WHERE new.status = 'ok'
    UNION ALL SELECT 'statements', coalesce(new.status, ''), +new.statements
    UNION ALL SELECT 'unsure', coalesce(new.status, ''), +new.unsure
    UNION ALL SELECT 'text', coalesce(new.copy_of, new.id), +1 WHERE new.status = 'ok'
    UNION ALL SELECT 'story', coalesce(new.story, new.id), +1 WHERE new.status = 'ok'
    UNION ALL SELECT 'outlet', new.outlet, +1 WHERE new.status = 'ok' AND new.outlet IS NOT NULL
  ) GROUP BY what, key HAVING sum(n) <> 0
  ON CONFLICT (what, key) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER article_changed AFTER UPDATE OF status, language, outlet, story, copy_of, statements, unsure ON article BEGIN
  INSERT INTO tally SELECT what, key, sum(n) FROM (
    SELECT 'status' AS what, coalesce(old.status, '') AS key, -1 AS n
    UNION ALL SELECT 'language', coalesce(old.language, ''), -1 WHERE old.status = 'ok'
    UNION ALL SELECT 'statements', coalesce(old.status, ''), -old.statements
    UNION ALL SELECT 'unsure', coalesce(old.status, ''), -old.unsure
    UNION ALL SELECT 'text', coalesce(old.copy_of, old.id), -1 WHERE old.status = 'ok'
    UNION ALL SELECT 'story', coalesce(old.story, old.id), -1 WHERE old.status = 'ok'
    UNION ALL SELECT 'outlet', old.outlet, -1 WHERE old.status = 'ok' AND old.outlet IS NOT NULL
    UNION ALL SELECT 'status' AS what, coalesce(new.status, '') AS key, +1 AS n
    UNION ALL SELECT 'language', coalesce(new.language, ''), +1 WHERE new.status = 'ok'
    UNION ALL SELECT 'statements', coalesce(new.status, ''), +new.statements
    UNION ALL SELECT 'unsure', coalesce(new.status, ''), +new.unsure
    UNION ALL SELECT 'text', coalesce(new.copy_of, new.id), +1 WHERE new.status = 'ok'
    UNION ALL SELECT 'story', coalesce(new.story, new.id), +1 WHERE new.status = 'ok'
    UNION ALL SELECT 'outlet', new.outlet, +1 WHERE new.status = 'ok' AND new.outlet IS NOT NULL
  ) GROUP BY what, key HAVING sum(n) <> 0
  ON CONFLICT (what, key) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
  INSERT INTO tally SELECT what, key, sum(n) FROM (
    SELECT 'status' AS what, coalesce(old.status, '') AS key, -1 AS n
    UNION ALL SELECT 'language', coalesce(old.language, ''), -1 WHERE old.status = 'ok'
    UNION ALL SELECT 'statements', coalesce(old.status, ''), -old.statements
    UNION ALL SELECT 'unsure', coalesce(old.status, ''), -old.unsure
    UNION ALL SELECT 'text', coalesce(old.copy_of, old.id), -1 WHERE old.status = 'ok'
    UNION ALL SELECT 'story', coalesce(old.story, old.id), -1 WHERE old.status = 'ok'
    UNION ALL SELECT 'outlet', old.outlet, -1 WHERE old.status = 'ok' AND old.outlet IS NOT NULL
  ) GROUP BY what, key HAVING sum(n) <> 0
  ON CONFLICT (what, key) DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER tally_key_added AFTER INSERT ON tally WHEN new.what IN ('text', 'story', 'outlet') BEGIN
  INSERT INTO tally VALUES ('distinct', new.what, 1) ON CONFLICT (what, key) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER tally_key_gone AFTER UPDATE ON tally WHEN new.n = 0 BEGIN
  DELETE FROM tally WHERE what = new.what AND key = new.key;
  UPDATE tally SET n = n - 1 WHERE what = 'distinct' AND key = new.what;
END;
CREATE TRIGGER said_by_added AFTER INSERT ON said_by BEGIN
  INSERT INTO speaker_tally VALUES (new.speaker, 1) ON CONFLICT (speaker) DO UPDATE SET statements = statements + 1;
END;
CREATE TRIGGER said_by_gone AFTER DELETE ON said_by BEGIN
  UPDATE speaker_tally SET statements = statements - 1 WHERE speaker = old.speaker;
  DELETE FROM speaker_tally WHERE speaker = old.speaker AND statements = 0;
END;
CREATE TRIGGER said_by_moved AFTER UPDATE OF speaker ON said_by BEGIN
  UPDATE speaker_tally SET statements = statements - 1 WHERE speaker = old.speaker;
  DELETE FROM speaker_tally WHERE speaker = old.speaker AND statements = 0;
  INSERT INTO speaker_tally VALUES (new.speaker, 1) ON CONFLICT (speaker) DO UPDATE SET statements = statements + 1;
END;
