-- Version 1. Columns bear the record's names; `key` numbers a row, `cable` is the key of the row it belongs to.
-- `n` counts from 0 in the order of the record. Dates are ISO 8601, UTC, as far as the cable says them.

CREATE TABLE sources (
  key INTEGER PRIMARY KEY,
  path TEXT NOT NULL,               -- absolute, or - for standard input
  size INTEGER,                     -- bytes, null where there is no file
  modified INTEGER,                 -- nanoseconds
  hash TEXT,                        -- of what it holds; behind it the filters and the format that it was read with
  done INTEGER NOT NULL DEFAULT 0,  -- pieces of it that are in, so that a killed run can go on
  failures INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sources_by_path ON sources (path);

CREATE TABLE cables (
  key INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES sources,
  id TEXT,
  year INTEGER,
  post TEXT,
  number INTEGER,
  format TEXT NOT NULL,
  date TEXT,
  "from" TEXT,
  classification TEXT,
  subject TEXT,
  signature TEXT,
  path TEXT,
  member TEXT,
  size INTEGER NOT NULL             -- of the record: of two copies of an id the larger is the fuller
) STRICT;
CREATE INDEX cables_by_id ON cables (id, size DESC) WHERE id IS NOT NULL;
CREATE INDEX cables_by_post ON cables (post, number);
CREATE INDEX cables_by_date ON cables (date);
CREATE INDEX cables_by_classification ON cables (classification, date);
CREATE INDEX cables_by_source ON cables (source);

-- The record as JSON compressed by zlib. Where it has a text of its paragraphs (`text` of these and of their items,
-- `summary`) stands only the place of it, [start, end], in the texts of the table of paragraphs in order, joined by two
-- line ends: no text is kept twice. Apart from `cables`, so that a look through those does not pass over it.
CREATE TABLE records (cable INTEGER PRIMARY KEY REFERENCES cables, record BLOB NOT NULL) STRICT;

CREATE TABLE paragraphs (
  key INTEGER PRIMARY KEY,
  cable INTEGER NOT NULL REFERENCES cables,
  number INTEGER,
  marking TEXT,
  heading TEXT,
  label TEXT,
  text TEXT NOT NULL,               -- with its items
  joined TEXT                       -- words that a line end cut at a hyphen, put together
) STRICT;
CREATE INDEX paragraphs_by_cable ON paragraphs (cable);

CREATE TABLE tags (
  cable INTEGER NOT NULL REFERENCES cables, n INTEGER NOT NULL, tag TEXT NOT NULL, kind TEXT NOT NULL, name TEXT,
  PRIMARY KEY (cable, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_tag ON tags (tag, cable);

CREATE TABLE refs (
  cable INTEGER NOT NULL REFERENCES cables, n INTEGER NOT NULL, label TEXT, text TEXT NOT NULL, kind TEXT NOT NULL,
  id TEXT,
  PRIMARY KEY (cable, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX refs_by_id ON refs (id, cable) WHERE id IS NOT NULL;

CREATE TABLE addressees (
  cable INTEGER NOT NULL REFERENCES cables, n INTEGER NOT NULL, kind TEXT NOT NULL, address TEXT NOT NULL, post TEXT,
  precedence TEXT, number TEXT,
  PRIMARY KEY (cable, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX addressees_by_post ON addressees (post, cable) WHERE post IS NOT NULL;

CREATE TABLE participants (
  key INTEGER PRIMARY KEY,
  cable INTEGER NOT NULL REFERENCES cables,
  side TEXT, unit TEXT, name TEXT, title TEXT, role TEXT, notetaker INTEGER NOT NULL, paragraph INTEGER, text TEXT NOT NULL
) STRICT;
CREATE INDEX participants_by_cable ON participants (cable);

CREATE TABLE diagnostics (
  cable INTEGER NOT NULL REFERENCES cables, n INTEGER NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  line INTEGER,
  PRIMARY KEY (cable, n)
) STRICT, WITHOUT ROWID;

-- Datasette finds these by `content="..."`.
CREATE VIRTUAL TABLE cables_fts USING fts5 (
  subject, content="cables", content_rowid="key", tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE paragraphs_fts USING fts5 (
  text, joined, content="paragraphs", content_rowid="key", tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE participants_fts USING fts5 (
  text, content="participants", content_rowid="key", tokenize="unicode61 remove_diacritics 2");
-- Fewer and larger pieces are written, so that less has to be merged: the terms of this many bytes of text at once.
INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('hashsize', 8388608);
-- Its rows in pieces of which four just fill a page of 64 KB: of the usual 4,050 bytes they take a third more time to
-- write.
INSERT INTO paragraphs_fts (paragraphs_fts, rank) VALUES ('pgsz', 16350);

CREATE VIEW duplicates AS
  SELECT id, count(*) AS copies FROM cables WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1;
CREATE VIEW paragraphs_with_cables AS
  SELECT c.id, c.date, c."from", c.classification, c.subject, p.number, p.marking, p.heading, p.label, p.text
  FROM paragraphs p JOIN cables c ON c.key = p.cable;
