-- What one says names the article by its number too, so that lists and counts are read without looking it up; the kinds
-- of statements in an edition are read without the statements; those equally certain wait in the order of their ids.

DROP TRIGGER said_by_added;
DROP TRIGGER said_by_gone;
DROP TRIGGER said_by_moved;
DROP INDEX said_by_article;
DROP INDEX said_by_statement;
ALTER TABLE said_by RENAME TO said_by_before;
CREATE TABLE said_by (            -- who says what in what is shown, corrected where people decided
  speaker        TEXT NOT NULL,   -- identity
  published_sort TEXT NOT NULL,   -- of the article
  statement      INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
  article        TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  article_number INTEGER NOT NULL, -- the same article's, of this file: lists and counts are read without looking it up
  PRIMARY KEY (speaker, published_sort, article, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX said_by_article ON said_by (article);
CREATE INDEX said_by_statement ON said_by (statement);

INSERT INTO said_by SELECT b.speaker, b.published_sort, b.statement, b.article, a.number FROM said_by_before b
CROSS JOIN article a ON a.id = b.article;
DROP TABLE said_by_before;

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

CREATE INDEX statement_told ON statement (edition, kind, act, confidence, id);
DROP INDEX statement_confidence;
CREATE INDEX statement_confidence ON statement (confidence, id) WHERE correction IS NULL;
