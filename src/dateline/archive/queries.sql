-- Queries that docs/datasette.md shows and `dateline datasette-metadata` names: title, what it answers, SQL.

-- latest_articles: The last published articles
-- With the counts that views show.
SELECT id, published, outlet, headline, statements, story, copy_of
FROM article WHERE status = 'ok' ORDER BY published_sort DESC, id LIMIT 100;

-- who_said: Who said what
-- All that a speaker said, by any printed form of the name (name), corrected; never content without cue and modality.
SELECT s.id, a.published, a.outlet, v.name, s.cue, s.modality, s.act, s.content, a.headline, a.url
FROM said_by b JOIN statement_now s ON s.number = b.statement JOIN article a ON a.id = s.article
LEFT JOIN voice v ON v.statement = s.number AND v.speaker = b.speaker
WHERE b.speaker IN (SELECT speaker FROM alias WHERE name = :name COLLATE NOCASE)
ORDER BY b.published_sort DESC, s.number LIMIT 1000;

-- statements_with: Statements that hold some words
-- The full-text index of contents and sources (words: as SQLite's FTS5 takes them, "a phrase" in double quotes).
SELECT s.id, a.published, a.outlet, s.source, s.cue, s.modality, s.content
FROM statement_index i JOIN statement_now s ON s.place = i.rowid JOIN article a ON a.id = s.article
WHERE statement_index MATCH :words ORDER BY a.published_sort DESC LIMIT 1000;

-- most_heard: Who speaks most, counted four ways
-- Statements, and the articles, distinct texts, stories and outlets that they are in.
SELECT b.speaker, (SELECT name FROM alias l WHERE l.speaker = b.speaker GROUP BY name
                   ORDER BY sum(mentions) DESC, name LIMIT 1) AS name,
       count(DISTINCT b.statement) AS statements, count(DISTINCT a.id) AS articles,
       count(DISTINCT coalesce(a.copy_of, a.id)) AS texts, count(DISTINCT coalesce(a.story, a.id)) AS stories,
       count(DISTINCT a.outlet) AS outlets
FROM said_by b JOIN article a ON a.id = b.article
GROUP BY b.speaker ORDER BY statements DESC, b.speaker LIMIT 100;

-- stories_over_outlets: Stories that several outlets tell
-- With distinct texts, so that thirty copies of one report are not thirty reports.
SELECT story, min(published) AS first, max(published) AS last, count(*) AS articles,
       count(DISTINCT coalesce(copy_of, id)) AS texts, count(DISTINCT outlet) AS outlets, min(headline) AS a_headline
FROM article WHERE story IS NOT NULL GROUP BY story HAVING count(DISTINCT outlet) > 1
ORDER BY max(published_sort) DESC LIMIT 100;

-- words_at_their_place: The words that a span counts
-- Offsets are code points from 0, half-open, as Python counts; substr counts from 1.
SELECT s.id, json_extract(j.value, '$[0]') AS "start", json_extract(j.value, '$[1]') AS "end",
       substr(e.text, json_extract(j.value, '$[0]') + 1,
              json_extract(j.value, '$[1]') - json_extract(j.value, '$[0]')) AS words, s.content
FROM statement_now s JOIN edition e ON e.id = s.edition, json_each(s.spans, '$.content') j
WHERE s."in" = 'text' ORDER BY s.number LIMIT 100;

-- corrected: What people decided, beside what was read
-- Headlines and dates of articles that differ from their reading.
SELECT a.id, a.headline, e.headline AS headline_as_read, a.published, e.published AS published_as_read, c.who, c.made
FROM overlay o JOIN correction c ON c.id = o.correction JOIN article a ON a.id = o.article
JOIN edition e ON e.id = a.edition WHERE o.statement = '' ORDER BY c.made DESC LIMIT 1000;

-- read_by: What read the articles that are shown
-- More than one row means that figures are mixed.
SELECT e.version, e.model, count(*) AS articles FROM article a JOIN edition e ON e.id = a.edition
GROUP BY e.version, e.model ORDER BY articles DESC;

-- unread: What could not be read, and why
-- Kept and rejected are all that came in.
SELECT reason, count(*) AS inputs, min(source) AS an_input FROM rejected GROUP BY reason ORDER BY inputs DESC;
