-- Articles are counted, and told apart by the kinds and acts of what is said in them, without a look at their rows.
ALTER TABLE article ADD COLUMN told TEXT NOT NULL DEFAULT '';  -- kinds and acts of what is shown of it, each once: " direct:denied indirect:said "
UPDATE article SET told = coalesce((SELECT ' ' || group_concat(one, ' ') || ' ' FROM (
  SELECT DISTINCT s.kind || ':' || s.act AS one FROM statement s INDEXED BY statement_told
  WHERE s.edition = article.edition AND NOT EXISTS
  (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone') ORDER BY one)), '');
DROP INDEX article_published;
DROP INDEX article_outlet;
CREATE INDEX article_published ON article (published_sort, id, status, outlet, language, story, copy_of, unsure, told);
CREATE INDEX article_outlet ON article (outlet, published_sort, id, status, language, story, copy_of, unsure, told);
CREATE INDEX article_counted ON article (number, published_sort, id, status, outlet, language, story, copy_of, unsure, told);
