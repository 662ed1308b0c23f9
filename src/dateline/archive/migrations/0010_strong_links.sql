-- The strong links of an article are found from either end without reading the weak ones.
CREATE INDEX link_a ON link (a, score);
