-- What a new archive file gets. PRAGMA user_version says which migration it stands at; migrations/ brings older
-- files here, and a test compares the two. Times are ISO 8601 as read; columns ending in _sort are the same in UTC
-- (an unknown offset counted as UTC), for ordering only. Spans are JSON lists of [start, end) in code points.

CREATE TABLE payload (            -- the original bytes, once each
  hash   TEXT PRIMARY KEY,        -- SHA-256, hex
  size   INTEGER NOT NULL,        -- bytes
  zstd   BLOB,                    -- the bytes, zstandard; NULL where they are kept by reference
  path   TEXT,                    -- by reference: the file that holds them,
  offset INTEGER,                 --   where the record begins in it,
  length INTEGER                  --   and how long it is, in bytes
) STRICT;

CREATE TABLE article (            -- one page of the world, whatever its address variants and captures
  number  INTEGER PRIMARY KEY,    -- of this file only; never shown, never exported
  id      TEXT NOT NULL UNIQUE,   -- hash of key
  key     TEXT NOT NULL UNIQUE,   -- normal address, or the hash of the bytes where none is known
  edition TEXT,                   -- the one that views show: the last whose status is best
  url     TEXT,                   -- from here to `statements`: of that edition, corrected where people decided
  headline TEXT,
  outlet  TEXT,
  published TEXT,                 -- ISO 8601, with an offset only where the page tells it
  published_sort TEXT NOT NULL DEFAULT '',  -- for ordering only
  status  TEXT,                   -- ok, stub, paywall, consent, script-only, live, not-article
  language TEXT,                  -- ISO 639-1
  statements INTEGER NOT NULL DEFAULT 0,  -- how many are shown
  story   TEXT,                   -- id of the story: that of its earliest article
  copy_of TEXT,                   -- article whose text this one repeats
  authored INTEGER NOT NULL DEFAULT 0,  -- 1 where it is known who wrote it
  unsure  INTEGER NOT NULL DEFAULT 0,  -- shown statements of which nobody is known by name to be the speaker
  place   INTEGER,                -- in the index: minute of publication and number; NULL: not in it
  told    TEXT NOT NULL DEFAULT ''  -- kinds and acts of what is shown of it, each once: " direct:denied indirect:said "
) STRICT;
CREATE INDEX article_story ON article (story, published_sort, id);
-- These three hold all that is counted, so that rows, which are wide and lie apart, are not read.
CREATE INDEX article_published ON article (published_sort, id, status, outlet, language, story, copy_of, unsure, told);
CREATE INDEX article_outlet ON article (outlet, published_sort, id, status, language, story, copy_of, unsure, told);
CREATE INDEX article_counted ON article (number, published_sort, id, status, outlet, language, story, copy_of, unsure, told);
CREATE INDEX article_copy ON article (copy_of) WHERE copy_of IS NOT NULL;
CREATE UNIQUE INDEX article_place ON article (place) WHERE place IS NOT NULL;
CREATE INDEX article_coverage ON article (published_sort, outlet, status, authored, statements);

CREATE TABLE capture (            -- bytes, address and time
  id            TEXT PRIMARY KEY, -- hash of bytes, address, time and what was given
  article       TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  edition       TEXT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
  payload       TEXT NOT NULL REFERENCES payload (hash),
  form          TEXT NOT NULL,    -- html or text
  charset       TEXT,             -- as the transport said
  url           TEXT,             -- as captured
  captured      TEXT,             -- NULL: unknown
  captured_sort TEXT NOT NULL,    -- '' where unknown
  truncated     TEXT,             -- why the capture was cut
  given         TEXT NOT NULL,    -- JSON: what the input said beside the page
  dropped       TEXT NOT NULL,    -- JSON: page text that is not the article, with the reason
  repairs       TEXT NOT NULL,    -- JSON: what was cut or mended, and why
  blocks        TEXT NOT NULL,    -- JSON: the blocks of the text, with their spans in page text
  runs          TEXT NOT NULL,    -- JSON: [text start, page text start, length] of what was copied as it is
  version       TEXT NOT NULL     -- of the dateline that read it
) STRICT;
CREATE INDEX capture_article ON capture (article);
CREATE INDEX capture_edition ON capture (edition);
CREATE INDEX capture_payload ON capture (payload);

CREATE TABLE origin (             -- where a capture was met, and how its address and time are known
  capture       TEXT NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
  source        TEXT NOT NULL,    -- path, path#record, or address
  url_from      TEXT NOT NULL DEFAULT '',  -- fetched, warc, feed, file, person, row; '' where nothing is known
  captured_from TEXT NOT NULL DEFAULT '',  -- the same of its time
  PRIMARY KEY (capture, source, url_from, captured_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE edition (            -- one reading of an article: its headline, text, authors and times
  id             TEXT PRIMARY KEY,
  article        TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  capture        TEXT NOT NULL,   -- its first capture, which the columns below are read from
  captured_sort  TEXT NOT NULL,   -- of that capture
  ordinal        INTEGER NOT NULL DEFAULT 0,  -- from 1: by first capture, modified, published, id
  url            TEXT,
  canonical      TEXT,
  outlet         TEXT,
  headline       TEXT,
  dateline       TEXT,            -- JSON
  published      TEXT,
  published_sort TEXT NOT NULL,
  modified       TEXT,
  authors        TEXT NOT NULL,   -- JSON: names
  bylines        TEXT NOT NULL,   -- JSON
  times          TEXT NOT NULL,   -- JSON: the evidence for each time, and its rivals
  text           TEXT NOT NULL,
  credits        TEXT NOT NULL,   -- JSON
  media          TEXT NOT NULL,   -- JSON
  related        TEXT NOT NULL,   -- JSON: the page's own list
  language       TEXT,
  status         TEXT NOT NULL,   -- ok, stub, paywall, consent, script-only, live, not-article
  signature      BLOB,            -- what stories need of it
  version        TEXT NOT NULL,   -- of the dateline that read it
  model          TEXT NOT NULL    -- what found its statements
) STRICT;
CREATE INDEX edition_article ON edition (article, ordinal);
CREATE INDEX edition_second ON edition (article) WHERE ordinal = 2;

CREATE TABLE statement (          -- who said what, in one edition
  number     INTEGER PRIMARY KEY, -- of this file only
  id         TEXT NOT NULL,       -- hash of article, content and place among equals
  edition    TEXT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
  article    TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,    -- reading order, from 1
  "in"       TEXT NOT NULL,       -- what the spans count in: text, headline, media/N
  kind       TEXT NOT NULL,       -- direct, indirect, mixed
  act        TEXT NOT NULL,       -- said, asked, denied, ...
  modality   TEXT NOT NULL,       -- asserted, negated, hypothetical, hedged
  method     TEXT NOT NULL,       -- what found it
  confidence REAL NOT NULL,
  source     TEXT NOT NULL,       -- the words, pieces joined by " … "
  cue        TEXT NOT NULL,
  content    TEXT NOT NULL,
  spans      TEXT NOT NULL,       -- JSON: {"source": [[start, end]], "cue": ..., "content": ...}
  candidates TEXT NOT NULL,       -- JSON: whom an unsure source may mean
  via        TEXT NOT NULL,       -- JSON
  addressee  TEXT NOT NULL,       -- JSON
  occasion   TEXT NOT NULL,       -- JSON
  correction TEXT REFERENCES correction (id),  -- NULL: read by dateline; else the correction that added it
  place      INTEGER,             -- in the index: minute of publication and number; NULL: not in it
  UNIQUE (edition, ordinal)
) STRICT;
CREATE INDEX statement_id ON statement (id);
CREATE UNIQUE INDEX statement_place ON statement (place) WHERE place IS NOT NULL;
CREATE INDEX statement_article ON statement (article);
CREATE INDEX statement_told ON statement (edition, kind, act, confidence, id);
CREATE INDEX statement_confidence ON statement (confidence, id) WHERE correction IS NULL;
CREATE INDEX statement_addressed ON statement (number, addressee) WHERE addressee <> '[]';
CREATE INDEX statement_correction ON statement (correction) WHERE correction IS NOT NULL;

CREATE TABLE voice (              -- the speakers of a statement, as read
  statement  INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
  place      INTEGER NOT NULL,    -- 1 for the first of joint speakers
  speaker    TEXT,                -- identity over the archive; NULL where no name is given
  name       TEXT NOT NULL,       -- as this article prints it in full
  role       TEXT,
  type       TEXT NOT NULL,       -- person, organisation, group, text
  named      INTEGER NOT NULL,    -- 1 where the name is a proper name
  chain      TEXT NOT NULL,       -- JSON: mentions from the source to the name
  confidence REAL NOT NULL,
  bearer     TEXT,                -- the name: hash of its type and folded form; NULL where none is given
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_speaker ON voice (speaker, statement);
CREATE INDEX voice_bearer ON voice (bearer) WHERE bearer IS NOT NULL;
CREATE INDEX voice_role ON voice (speaker, statement, role) WHERE role IS NOT NULL;

CREATE TABLE echo (               -- statements that share a key are wordings of one quotation; only those shown
  key       INTEGER NOT NULL,     -- hash of a telling passage, 48 bits; below 0: of the first or the last six words
  statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
  PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX echo_statement ON echo (statement);

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

CREATE TABLE alias (              -- every form under which a speaker is named, with how often
  speaker  TEXT NOT NULL,
  name     TEXT NOT NULL,
  type     TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (speaker, name, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_name ON alias (name COLLATE NOCASE);

CREATE TABLE story_key (          -- articles that stand close under a key are weighed against each other
  key     INTEGER NOT NULL,       -- 49 bits of its hash; the lowest tells that it leads less far
  place   INTEGER NOT NULL,       -- when published, in seconds since 1970: the order under a key
  article INTEGER NOT NULL,       -- the article's id as a number, less 2 to the 63rd
  PRIMARY KEY (key, place, article)
) STRICT, WITHOUT ROWID;

CREATE TABLE placed (             -- what an article is weighed by: small rows, since many are read for one more article
  article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  place   INTEGER NOT NULL,       -- where it stands under its keys
  keys    BLOB NOT NULL,          -- 8 bytes each
  value   BLOB NOT NULL           -- the signature of its edition, without keys, with its date as corrected
) STRICT;

CREATE TABLE link (               -- how two articles belong together, and why; a < b
  a         TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  b         TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  score     REAL NOT NULL,
  same_text INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  near      INTEGER NOT NULL DEFAULT 0,  -- keys that lead from one to the other; where too few do the link goes
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_a ON link (a, score, same_text);  -- all but their reasons, from either end
CREATE INDEX link_b ON link (b, score, same_text);

CREATE TABLE membership (         -- why an article is in its story; no row where it is alone and nobody decided
  article    TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
  as_read    TEXT,                -- story that it would be in had people decided nothing; NULL: the same one
  beside     TEXT,                -- article of the story that it is closest to
  why        TEXT NOT NULL,       -- what the two have in common
  copy_why   TEXT NOT NULL,       -- why copy_of is the original
  event      TEXT,                -- of a story over weeks: first article of the dated event that it belongs to
  suspicious TEXT NOT NULL,       -- why the story may be none; '' where nothing speaks against it
  level      INTEGER NOT NULL     -- above 0 where the set of linked articles was too large: how often it was cut
) STRICT, WITHOUT ROWID;

CREATE TABLE decided (            -- where people put articles: under one place one story, under two never
  article    TEXT PRIMARY KEY,
  place      TEXT NOT NULL,       -- the correction and a number
  correction TEXT NOT NULL REFERENCES correction (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX decided_place ON decided (place);

CREATE TABLE story_moved (        -- stories whose first article was removed, and an article that they held
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE moved (              -- ids that a reread changed, and what they lead to now
  old TEXT PRIMARY KEY,
  new TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX moved_new ON moved (new);

CREATE TABLE pending (            -- work that the next run takes up: 1 weigh an article's links, 2 group it, 3 find its echoes, 4 read its mentions, 5 apply who they are, 6 compare its editions
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  stage   INTEGER NOT NULL,
  PRIMARY KEY (stage, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_article ON pending (article);

CREATE TABLE rejected (           -- input that should have been a page and could not be read
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  hash   TEXT NOT NULL DEFAULT '',  -- of its bytes, where there are any
  PRIMARY KEY (source, reason, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejected_hash ON rejected (hash);

CREATE TABLE removed (            -- what people took out; a later add does not bring it back
  hash TEXT PRIMARY KEY,          -- the article's id, or a payload's hash
  made TEXT NOT NULL,             -- when
  why  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (         -- what people decided: append-only, never mixed with what was read
  id        TEXT PRIMARY KEY,     -- hash of the row
  number    INTEGER NOT NULL UNIQUE,  -- order of making
  kind      TEXT NOT NULL,        -- headline, byline, outlet, published, not-article, kept, taken-out, statement, right, not-statement, speaker, split, merge, move, merge-speakers, split-speaker, never-merge, alias, rename, undo
  article   TEXT NOT NULL,
  statement TEXT,                 -- id at the time
  anchor    TEXT NOT NULL,        -- JSON: {"in", "words", "before", "after", ...}: where it is found again
  value     TEXT NOT NULL,        -- JSON
  undoes    TEXT,                 -- id of the correction that this one takes back
  who       TEXT NOT NULL,
  made      TEXT NOT NULL,        -- when, UTC
  why       TEXT NOT NULL
) STRICT;
CREATE INDEX correction_article ON correction (article);

CREATE TABLE overlay (            -- the corrections in force, found in today's rows; rebuilt from `correction`
  article    TEXT NOT NULL,
  statement  TEXT NOT NULL DEFAULT '',  -- statement id, or ''
  field      TEXT NOT NULL,       -- headline, authors, outlet, published, status, gone, right, speaker, kept and taken-out with the correction's id
  value      TEXT NOT NULL,       -- JSON
  correction TEXT NOT NULL REFERENCES correction (id),
  PRIMARY KEY (article, statement, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX overlay_statement ON overlay (statement, field);

CREATE TABLE lost (               -- corrections whose words today's reading no longer has; never moved by guess
  correction TEXT PRIMARY KEY REFERENCES correction (id),
  reason     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE run (                -- each run that wrote, with its account
  number   INTEGER PRIMARY KEY,
  command  TEXT NOT NULL,
  version  TEXT NOT NULL,
  started  TEXT NOT NULL,
  finished TEXT,
  account  TEXT NOT NULL DEFAULT '{}'  -- JSON
) STRICT;

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
CREATE INDEX mention_doubted ON mention (day, article, bearer) WHERE instr(why, '"rivals":') > 0;

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

-- Statements as views, counts and exports show them: of current editions, without those that people took out.
CREATE VIEW statement_now AS
SELECT s.* FROM statement s JOIN article a ON a.id = s.article AND a.edition = s.edition
WHERE NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone');

-- What the index holds of an article.
CREATE VIEW article_words AS
SELECT a.place, coalesce(a.headline, '') AS headline, e.text FROM article a JOIN edition e ON e.id = a.edition;

-- In the order of publication, so that what came last is found first, however many hold the words.
CREATE VIRTUAL TABLE article_index USING fts5 (
  headline, text, content = 'article_words', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_index USING fts5 (
  content, source, content = 'statement', content_rowid = 'place', tokenize = 'unicode61 remove_diacritics 2'
);
