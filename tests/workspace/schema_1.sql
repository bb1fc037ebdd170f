PRAGMA application_id = 1416590708;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE about (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
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
INSERT INTO "assets" VALUES('E','A-1',0,'press',NULL,'machinery','2020-01-15','1200.00',NULL,NULL,NULL,NULL,NULL,NULL,'120',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,2,'{"in_service":"2020/1/15","cost":"1200","#8":"old"}',2);
INSERT INTO "assets" VALUES('E','A-2',0,'lathe',NULL,'machinery','2020-01-15','500.00',NULL,NULL,NULL,NULL,NULL,NULL,'60',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,3,NULL,1);
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
INSERT INTO "change" VALUES(1,2,'assets','E','A-1','{"entity":"E","asset":"A-1","n":"0"}','changed','{"entity":"E","asset":"A-1","name":"press","class":"machinery","in_service":"2020-01-15","cost":"1000.00","book_life_months":"120","$source":"1","$line":"2","$import":"1"}');
CREATE TABLE document (
  kind TEXT NOT NULL,      -- "trial-balance"
  period TEXT NOT NULL,    -- "2024"
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  content BLOB NOT NULL,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY (kind, period, import)
) STRICT;
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
INSERT INTO "events" VALUES('E','A-1','2022-06-30','impair',0,'100.00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,2,2,'{"amount":"100"}',1);
CREATE TABLE import (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,       -- "2026-03-01T08:00:00Z"
  user TEXT NOT NULL,
  program TEXT NOT NULL
) STRICT;
INSERT INTO "import" VALUES(1,'2026-01-01T00:00:00Z','wang','0.1.0');
INSERT INTO "import" VALUES(2,'2026-01-01T00:00:00Z','wang','0.1.0');
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
INSERT INTO "import_file" VALUES(1,'assets','cards.csv','','9f36043090d1acb993d01cf725f9c5352b465601e22b6cb86017271730b8fd03',156,2,2,0,0);
INSERT INTO "import_file" VALUES(1,'events','events.csv','','1d167c9628832b29a4aa325346f8bb83be281dbe5bd1ef27e82e0076a7b2d72c',58,1,1,0,0);
INSERT INTO "import_file" VALUES(2,'assets','cards.csv','','8017d5ecb45cdeae6f62fe96a5994d43ec6e7a8abeb9b27d25fa9a3a6b6fb524',155,2,0,1,0);
INSERT INTO "import_file" VALUES(2,'events','events.csv','','1d167c9628832b29a4aa325346f8bb83be281dbe5bd1ef27e82e0076a7b2d72c',58,1,0,0,0);
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
CREATE TABLE remark (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  severity TEXT NOT NULL, code TEXT NOT NULL, file TEXT NOT NULL, sheet TEXT NOT NULL, line INTEGER NOT NULL,
  column_number INTEGER NOT NULL, excerpt TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL,
  help_zh TEXT NOT NULL, help_en TEXT NOT NULL
) STRICT;
INSERT INTO "remark" VALUES(1,1,'note','COLUMNS-IGNORED','cards.csv','',1,0,'','1 列未使用：`remark`','1 columns are not used: `remark`','','');
CREATE TABLE set_aside (
  "entity" TEXT NOT NULL,
  "asset" TEXT NOT NULL,
  n INTEGER NOT NULL,
  "reason" TEXT,
  more TEXT, source INTEGER NOT NULL REFERENCES source(id), line INTEGER NOT NULL, as_read TEXT,
  import INTEGER NOT NULL REFERENCES import(id),
  PRIMARY KEY ("entity", "asset", n)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "source" VALUES(1,'assets','cards.csv','','table',1,'8017d5ecb45cdeae6f62fe96a5994d43ec6e7a8abeb9b27d25fa9a3a6b6fb524',2);
INSERT INTO "source" VALUES(2,'events','events.csv','','table',1,'1d167c9628832b29a4aa325346f8bb83be281dbe5bd1ef27e82e0076a7b2d72c',2);
CREATE TABLE source_column (
  source INTEGER NOT NULL REFERENCES source(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,  -- from 1, as the user counts; 0 and below: the same cell for every row
  field TEXT,               -- NULL: a column that is not used
  PRIMARY KEY (source, number)
) STRICT, WITHOUT ROWID;
INSERT INTO "source_column" VALUES(1,1,'entity');
INSERT INTO "source_column" VALUES(1,2,'asset');
INSERT INTO "source_column" VALUES(1,3,'name');
INSERT INTO "source_column" VALUES(1,4,'class');
INSERT INTO "source_column" VALUES(1,5,'in_service');
INSERT INTO "source_column" VALUES(1,6,'cost');
INSERT INTO "source_column" VALUES(1,7,'book_life_months');
INSERT INTO "source_column" VALUES(1,8,NULL);
INSERT INTO "source_column" VALUES(2,1,'entity');
INSERT INTO "source_column" VALUES(2,2,'asset');
INSERT INTO "source_column" VALUES(2,3,'date');
INSERT INTO "source_column" VALUES(2,4,'type');
INSERT INTO "source_column" VALUES(2,5,'amount');
CREATE INDEX change_by_asset ON change (asset, entity);
CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER change_stands BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'the log of changes is append-only'); END;
CREATE TRIGGER import_is_kept BEFORE DELETE ON import BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
CREATE TRIGGER import_stands BEFORE UPDATE ON import BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
CREATE TRIGGER import_file_is_kept BEFORE DELETE ON import_file
  BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
CREATE TRIGGER import_file_stands BEFORE UPDATE ON import_file
  BEGIN SELECT RAISE(ABORT, 'the list of imports is append-only'); END;
COMMIT;
