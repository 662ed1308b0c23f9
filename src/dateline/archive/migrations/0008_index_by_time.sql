-- The index is in the order of publication, so that what came last is found first, however many hold the words.

ALTER TABLE article ADD COLUMN place INTEGER;    -- in the index: minute of publication and number; NULL: not in it
ALTER TABLE statement ADD COLUMN place INTEGER;  -- in the index: minute of publication and number; NULL: not in it

UPDATE article SET place = min(max(coalesce(strftime('%s', substr(published_sort || substr('0001-01-01T00:00',
  length(published_sort) + 1), 1, 16)) / 60 + 247196160, 0), 0), 1073741823) << 33 | number WHERE edition IS NOT NULL;
UPDATE statement SET place = (SELECT a.place >> 33 << 33 FROM article a WHERE a.id = statement.article
  AND a.edition = statement.edition) | number;
CREATE UNIQUE INDEX article_place ON article (place) WHERE place IS NOT NULL;
CREATE UNIQUE INDEX statement_place ON statement (place) WHERE place IS NOT NULL;

DROP TABLE article_index;
DROP TABLE statement_index;
DROP VIEW article_words;
CREATE VIEW article_words AS
SELECT a.place, coalesce(a.headline, '') AS headline, e.text FROM article a JOIN edition e ON e.id = a.edition;

CREATE VIRTUAL TABLE article_index USING fts5 (
  headline, text, content = 'article_words', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_index USING fts5 (
  content, source, content = 'statement', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO article_index (rowid, headline, text)
SELECT w.place, w.headline, w.text || coalesce((SELECT group_concat(char(10) || json_extract(o.value, '$.words'), '')
  FROM overlay o WHERE o.article = a.id AND o.statement = '' AND o.field GLOB 'kept *'), '')
FROM article_words w JOIN article a ON a.place = w.place ORDER BY w.place;
INSERT INTO statement_index (rowid, content, source)
SELECT place, content, source FROM statement WHERE place IS NOT NULL ORDER BY place;
