-- Who is who over the archive: mentions placed by evidence, offices over time, what people decided about speakers,
-- and what changed between editions.

ALTER TABLE voice ADD COLUMN bearer TEXT;   -- the name: hash of its type and folded form; NULL where none is given
UPDATE voice SET bearer = speaker;
CREATE INDEX voice_bearer ON voice (bearer) WHERE bearer IS NOT NULL;

CREATE TABLE mention (            -- a name as one article bears it, and whom it means over the archive
  block     TEXT NOT NULL,        -- names of one block are weighed against each other
  bearer    TEXT NOT NULL,        -- the name, as `voice.bearer`
  day       TEXT NOT NULL,        -- when the article was published, for ordering; '' where unknown
  article   TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  story     TEXT NOT NULL,        -- of the article; '' where it is in none
  told      TEXT NOT NULL,        -- JSON: what the article tells of the bearer (roles, names beside, ...)
  as_read   TEXT NOT NULL,        -- identity by the evidence
  speaker   TEXT NOT NULL,        -- identity, corrected where people decided
  confirmed INTEGER NOT NULL,     -- 1 where more than the bare name says so
  why       TEXT NOT NULL,        -- JSON: the evidence, and who else may be meant
  PRIMARY KEY (block, bearer, day, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX mention_article ON mention (article, bearer);
CREATE INDEX mention_story ON mention (block, story, bearer) WHERE story <> '';
CREATE INDEX mention_bearer ON mention (bearer, article);
CREATE INDEX mention_as_read ON mention (as_read);
CREATE INDEX mention_speaker ON mention (speaker);

CREATE TABLE naming (             -- work that the next run takes up: blocks to place, offices to infer from
  what TEXT NOT NULL,             -- block, office
  key  TEXT NOT NULL,
  PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE office (             -- an office as an article gives it to somebody
  office  TEXT NOT NULL,          -- "president russia"
  day     TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  bearer  TEXT NOT NULL,          -- to whom, as `voice.bearer`
  printed TEXT NOT NULL,          -- the role
  PRIMARY KEY (office, day, article, bearer)
) STRICT, WITHOUT ROWID;
CREATE INDEX office_article ON office (article);

CREATE TABLE described (          -- a source that names an office and nobody
  statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
  place     INTEGER NOT NULL,     -- as `voice.place`
  office    TEXT NOT NULL,
  day       TEXT NOT NULL,
  article   TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX described_office ON described (office, day);
CREATE INDEX described_article ON described (article);

CREATE TABLE inferred (           -- who held the office that a source names; never counted as said by name
  statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
  place     INTEGER NOT NULL,
  speaker   TEXT NOT NULL,        -- identity
  office    TEXT NOT NULL,
  articles  INTEGER NOT NULL,     -- texts around that day that give the office to the speaker
  first     TEXT NOT NULL,        -- day of the first of them
  last      TEXT NOT NULL,        -- and of the last
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX inferred_speaker ON inferred (speaker, statement);

CREATE TABLE speaker_decided (    -- where people put names: under one place one speaker, under two never
  bearer     TEXT NOT NULL,
  article    TEXT NOT NULL,       -- '': the name wherever nothing else is known of it
  place      INTEGER NOT NULL,    -- of the correction's groups, from 0
  correction TEXT NOT NULL REFERENCES correction (id),
  PRIMARY KEY (bearer, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE called (             -- what people call a speaker
  speaker    TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  correction TEXT NOT NULL REFERENCES correction (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE known (              -- people that users listed: evidence among other evidence
  number   INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  aliases  TEXT NOT NULL,         -- JSON: names
  office   TEXT NOT NULL,
  since    TEXT NOT NULL,
  until    TEXT NOT NULL,
  wikidata TEXT NOT NULL
) STRICT;

CREATE TABLE change (             -- what changed from one edition to the next, of what was said and told
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  edition TEXT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,  -- the later one
  place   INTEGER NOT NULL,       -- from 1
  before  TEXT NOT NULL,          -- the earlier edition
  what    TEXT NOT NULL,          -- added, removed, reworded, re-attributed, headline, published
  day     TEXT NOT NULL,          -- when the later one was first captured, else modified, else published; for ordering
  old     TEXT NOT NULL,          -- the words before
  new     TEXT NOT NULL,          -- and after
  old_statement TEXT NOT NULL,    -- id in the earlier edition; '' where none
  new_statement TEXT NOT NULL,
  bearers TEXT NOT NULL,          -- JSON: names of the speakers before and after
  PRIMARY KEY (edition, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_day ON change (day, edition, place);
CREATE INDEX change_article ON change (article);

CREATE TRIGGER mention_added AFTER INSERT ON mention BEGIN
  INSERT INTO naming VALUES ('block', new.block) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER mention_gone AFTER DELETE ON mention BEGIN
  INSERT INTO naming VALUES ('block', old.block) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER mention_told AFTER UPDATE OF told, story ON mention WHEN old.told <> new.told OR old.story <> new.story BEGIN
  INSERT INTO naming VALUES ('block', new.block) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER mention_moved AFTER UPDATE OF speaker ON mention WHEN old.speaker <> new.speaker BEGIN
  INSERT INTO pending VALUES (new.article, 5) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER office_gone AFTER DELETE ON office BEGIN
  INSERT INTO naming VALUES ('office', old.office) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER article_placed AFTER UPDATE OF story, published_sort, outlet, status ON article
WHEN new.edition IS NOT NULL AND (old.story IS NOT new.story OR old.published_sort <> new.published_sort
  OR old.outlet IS NOT new.outlet OR old.status IS NOT new.status) BEGIN
  INSERT INTO pending VALUES (new.id, 4) ON CONFLICT DO NOTHING;
END;

INSERT OR IGNORE INTO pending SELECT id, 4 FROM article WHERE edition IS NOT NULL;
INSERT OR IGNORE INTO pending SELECT id, 6 FROM article WHERE edition IS NOT NULL;
