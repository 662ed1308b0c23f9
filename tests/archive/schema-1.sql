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
  related TEXT NOT NULL DEFAULT '[]'  -- JSON: ids of related articles, best first
) STRICT;
CREATE INDEX article_story ON article (story, published_sort, id);
CREATE INDEX article_published ON article (published_sort, id);
CREATE INDEX article_outlet ON article (outlet, published_sort, id);
CREATE INDEX article_copy ON article (copy_of) WHERE copy_of IS NOT NULL;

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
  UNIQUE (edition, ordinal)
) STRICT;
CREATE INDEX statement_id ON statement (id);
CREATE INDEX statement_article ON statement (article);
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
  PRIMARY KEY (statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_speaker ON voice (speaker, statement);

CREATE TABLE echo (               -- statements that share a key are wordings of one quotation; only those shown
  key       INTEGER NOT NULL,     -- hash of a telling passage, 48 bits
  statement INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
  PRIMARY KEY (key, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX echo_statement ON echo (statement);

CREATE TABLE said_by (            -- who says what in what is shown, corrected where people decided
  speaker        TEXT NOT NULL,   -- identity
  published_sort TEXT NOT NULL,   -- of the article
  statement      INTEGER NOT NULL REFERENCES statement (number) ON DELETE CASCADE,
  article        TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  PRIMARY KEY (speaker, published_sort, statement)
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
  key     TEXT NOT NULL,
  place   TEXT NOT NULL,          -- when published: the order under a key
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  PRIMARY KEY (key, place, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_key_article ON story_key (article);

CREATE TABLE link (               -- how two articles belong together, and why; a < b
  a         TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  b         TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  score     REAL NOT NULL,
  same_text INTEGER NOT NULL,
  reason    TEXT NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_b ON link (b);

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

CREATE TABLE pending (            -- work that the next run takes up: 1 weigh an article's links, 2 group it, 3 find its echoes
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
  kind      TEXT NOT NULL,        -- headline, published, not-article, not-statement, statement, speaker, split, merge, move, undo
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
  field      TEXT NOT NULL,       -- headline, published, status, gone, speaker
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

-- Statements as views, counts and exports show them: of current editions, without those that people took out.
CREATE VIEW statement_now AS
SELECT s.* FROM statement s JOIN article a ON a.id = s.article AND a.edition = s.edition
WHERE NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone');

-- What the index holds of an article.
CREATE VIEW article_words AS
SELECT a.number, coalesce(a.headline, '') AS headline, e.text FROM article a JOIN edition e ON e.id = a.edition;

CREATE VIRTUAL TABLE article_index USING fts5 (
  headline, text, content = 'article_words', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_index USING fts5 (
  content, source, content = 'statement', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
