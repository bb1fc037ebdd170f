// Schema 1: the inputs as they were read, the imports that brought them, and the log of what they changed.
#include "archive/migrations.hpp"

namespace tieout::archive {

// A table per kind of record, a row per record under its natural key; `n` tells apart those that share one. Columns
// are those of the interface in canonical spelling ("1234.50", "2024-03-15", "straight-line"); what the file said
// otherwise stands in `as_read`, and fields without a column of their own in `more`, both as JSON objects. Rows know
// the source and line they were read from and the import that gave them their present content.
const char* const kSchemaInputs = R"sql(
CREATE TABLE about (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,       -- "2026-03-01T08:00:00Z"
  user TEXT NOT NULL,
  program TEXT NOT NULL
) STRICT;

-- A place that records are read from. Its file may be imported again and again; sha256 and import are the last ones.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,     -- "assets", "events" ...
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  form TEXT NOT NULL,     -- "table": columns below headings; "nodes": TOML
  heading_line INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  import INTEGER NOT NULL REFERENCES import(id),
  UNIQUE (kind, file, sheet)
) STRICT;

CREATE TABLE source_column (
  source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,  -- from 1, as the user counts; 0 and below: the same cell for every row
  field TEXT,               -- NULL: a column that is not used
  PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;

-- What the reader remarked about rows and columns that are no records.
CREATE TABLE remark (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  severity TEXT NOT NULL, code TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT NOT NULL, line INTEGER NOT NULL,
  column_number INTEGER NOT NULL, excerpt TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
  help_zh TEXT NOT NULL, help_en TEXT NOT NULL
) STRICT;

-- Which file an import read, and what it did to the records of the kind.
CREATE TABLE import_file (
  import INTEGER NOT NULL REFERENCES import(id),
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  sheet TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  rows INTEGER NOT NULL, added INTEGER NOT NULL, changed INTEGER NOT NULL, removed INTEGER NOT NULL,
  PRIMARY KEY (import, kind)
) STRICT, WITHOUT ROWID;

-- A card.
CREATE TABLE assets (
  "entity" TEXT NOT NULL,
  "asset" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "name" TEXT, "category" TEXT, "class" TEXT, "in_service" TEXT, "cost" TEXT, "acquired" TEXT, "condition" TEXT,
  "age_months" TEXT, "age_evidence" TEXT, "quantity" TEXT, "book_method" TEXT, "book_life_months" TEXT,
  "book_residual" TEXT, "book_residual_rate" TEXT, "book_starts" TEXT, "book_stops" TEXT, "book_rounding" TEXT,
  "book_model" TEXT, "tax_cost" TEXT, "tax_method" TEXT, "tax_life_months" TEXT, "tax_residual" TEXT,
  "tax_residual_rate" TEXT, "tax_election" TEXT, "tax_override" TEXT, "tax_treatment" TEXT, "tax_starts" TEXT,
  "tax_stops" TEXT, "tax_rounding" TEXT, "tax_first_share" TEXT, "extra_deduction_rate" TEXT,
  "extra_deduction_share" TEXT, "contract_months" TEXT, "total_units" TEXT, "parent" TEXT, "predecessor" TEXT,
  "opening_date" TEXT, "opening_book_accumulated" TEXT, "opening_provision" TEXT, "opening_tax_cost" TEXT,
  "opening_tax_accumulated" TEXT, "opening_book_months" TEXT, "opening_tax_months" TEXT, "opening_status" TEXT,
  "currency" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "asset", n)
) STRICT, WITHOUT ROWID;

-- What happened to a card.
CREATE TABLE events (
  "entity" TEXT NOT NULL,
  "asset" TEXT NOT NULL,
  "date" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "amount" TEXT, "recoverable" TEXT, "life_months" TEXT, "remaining_months" TEXT, "tax_remaining_months" TEXT,
  "residual" TEXT, "method" TEXT, "basis" TEXT, "proceeds" TEXT, "compensation" TEXT, "costs" TEXT, "kind" TEXT,
  "fraction" TEXT, "cost_removed" TEXT, "accumulated_removed" TEXT, "provision_removed" TEXT, "components" TEXT,
  "removed" TEXT, "tax_amount" TEXT, "units" TEXT, "class" TEXT, "model" TEXT, "to_entity" TEXT, "note" TEXT,
  "currency" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "asset", "date", "type", n)
) STRICT, WITHOUT ROWID;

-- What the ERP booked and earlier returns deducted, by year or month.
CREATE TABLE recorded (
  "entity" TEXT NOT NULL,
  "asset" TEXT NOT NULL,
  "year" TEXT NOT NULL,
  "month" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "book_charge" TEXT, "book_impairment" TEXT, "book_accumulated" TEXT, "book_provision" TEXT, "book_cost" TEXT,
  "tax_charge" TEXT, "tax_accumulated" TEXT, "currency" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "asset", "year", "month", n)
) STRICT, WITHOUT ROWID;

-- How categories and classes map to terms and accounts.
CREATE TABLE policies (
  "entity" TEXT NOT NULL,
  "category" TEXT NOT NULL,
  "class" TEXT NOT NULL,
  "from" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "tax_method" TEXT, "tax_life_months" TEXT, "tax_residual_rate" TEXT, "tax_election" TEXT, "tax_treatment" TEXT,
  "book_rounding" TEXT, "account_cost" TEXT, "account_accumulated" TEXT, "account_provision" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "category", "class", "from", n)
) STRICT, WITHOUT ROWID;

-- The filers; a row more for each tax rate.
CREATE TABLE entities (
  "entity" TEXT NOT NULL,
  "from" TEXT NOT NULL,
  "enacted" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "name" TEXT, "type" TEXT, "industry" TEXT, "place" TEXT, "rate" TEXT, "taxpayer_id" TEXT, "regime" TEXT,
  "tax_regime" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "from", "enacted", n)
) STRICT, WITHOUT ROWID;

-- Cards left out of the computation, with the reason.
CREATE TABLE set_aside (
  "entity" TEXT NOT NULL,
  "asset" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "reason" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "asset", n)
) STRICT, WITHOUT ROWID;

-- Findings that were looked into.
CREATE TABLE acceptances (
  "code" TEXT NOT NULL,
  "entity" TEXT NOT NULL,
  "asset" TEXT NOT NULL,
  "year" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "reason" TEXT, "by" TEXT, "date" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("code", "entity", "asset", "year", n)
) STRICT, WITHOUT ROWID;

-- Amounts without a card.
CREATE TABLE adjustments (
  "entity" TEXT NOT NULL,
  "year" TEXT NOT NULL,
  "month" TEXT NOT NULL,
  "class" TEXT NOT NULL,
  "account" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "amount" TEXT, "reason" TEXT, "currency" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "year", "month", "class", "account", "key", n)
) STRICT, WITHOUT ROWID;

-- Take-over balances beside the cards.
CREATE TABLE openings (
  "entity" TEXT NOT NULL,
  "asset" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "opening_date" TEXT, "opening_book_accumulated" TEXT, "opening_provision" TEXT, "opening_tax_cost" TEXT,
  "opening_tax_accumulated" TEXT, "opening_book_months" TEXT, "opening_tax_months" TEXT, "opening_status" TEXT,
  "currency" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "asset", n)
) STRICT, WITHOUT ROWID;

-- Every record changed or removed, as it was before (JSON of its columns, `import` among them). A record that was added
-- has no image before: the row itself names the import that brought it.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  import INTEGER NOT NULL REFERENCES import(id),
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  asset TEXT NOT NULL,     -- empty where the record is of no card
  record TEXT NOT NULL,    -- its key, JSON
  action TEXT NOT NULL CHECK (action IN ('changed', 'removed')),
  before TEXT NOT NULL
) STRICT;
CREATE INDEX change_by_asset ON change (asset, entity);

-- Files kept whole, such as the trial balance of a year; the one of the last import is in force.
CREATE TABLE document (
  kind TEXT NOT NULL,      -- "trial-balance"
  period TEXT NOT NULL,    -- "2024"
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY (kind, period, import)
) STRICT;

-- Runs kept by name before a year is sealed: the figures of every row, JSON by key.
CREATE TABLE draft (
  name TEXT NOT NULL PRIMARY KEY,
  year INTEGER NOT NULL,
  at TEXT NOT NULL, user TEXT NOT NULL, program TEXT NOT NULL,
  settings TEXT NOT NULL,  -- JSON: book, tax, law_as_of, opening, entity
  import INTEGER           -- the last one before it; NULL: none
) STRICT, WITHOUT ROWID;
CREATE TABLE draft_row (
  draft TEXT NOT NULL REFERENCES draft(name) ON DELETE CASCADE,
  entity TEXT NOT NULL, asset TEXT NOT NULL,
  figures TEXT NOT NULL,
  PRIMARY KEY (draft, entity, asset)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER change_stands BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER import_is_kept BEFORE DELETE ON import BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
CREATE TRIGGER import_stands BEFORE UPDATE ON import BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
CREATE TRIGGER import_file_is_kept BEFORE DELETE ON import_file
  BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
CREATE TRIGGER import_file_stands BEFORE UPDATE ON import_file
  BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
)sql";

}  // namespace tieout::archive
