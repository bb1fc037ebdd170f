// Schema 2: sealed filings. They are only ever added to.
#include "archive/migrations.hpp"

namespace tieout::archive {

// A filing is its manifest and, piece by piece, the sections that the manifest names. Year, entity and version repeat
// what its head says, to be found by. Pieces are deflated; `sha256` covers them as they are stored, so that a damaged
// byte is found where it stands. Pieces of the adjustment rows begin with a row, and `key` names the first one.
const char* const kSchemaFilings = R"sql(
CREATE TABLE filing (
  sequence INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  entity TEXT NOT NULL,    -- empty: the whole workspace
  version INTEGER NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  manifest TEXT NOT NULL,
  UNIQUE (year, entity, version)
) STRICT;

CREATE TABLE filing_piece (
  filing INTEGER NOT NULL REFERENCES filing(sequence),
  section INTEGER NOT NULL,  -- place in the manifest, from 0
  n INTEGER NOT NULL,
  size INTEGER NOT NULL,     -- unpacked
  sha256 TEXT NOT NULL,      -- of `stored`
  key TEXT,
  stored BLOB NOT NULL,
  PRIMARY KEY (filing, section, n)
) STRICT;
CREATE INDEX filing_piece_by_key ON filing_piece (filing, section, key) WHERE key IS NOT NULL;

CREATE TABLE filing_signature (
  filing INTEGER NOT NULL REFERENCES filing(sequence),
  n INTEGER NOT NULL,
  role TEXT NOT NULL,
  public_key TEXT NOT NULL,
  signature TEXT NOT NULL,
  PRIMARY KEY (filing, n)
) STRICT;

-- A sealed year that was opened to be amended; closed by the next filing of the year and entity.
CREATE TABLE amendment (
  id INTEGER PRIMARY KEY,
  year INTEGER NOT NULL,
  entity TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  user TEXT NOT NULL,
  closed_by INTEGER REFERENCES filing(sequence)
) STRICT;

CREATE TRIGGER filing_is_kept BEFORE DELETE ON filing BEGIN SELECT RAISE(ABORT, 'a sealed filing is kept'); END;
CREATE TRIGGER filing_stands BEFORE UPDATE ON filing BEGIN SELECT RAISE(ABORT, 'a sealed filing stands'); END;
CREATE TRIGGER filing_piece_is_kept BEFORE DELETE ON filing_piece
  BEGIN SELECT RAISE(ABORT, 'a sealed filing is kept'); END;
CREATE TRIGGER filing_piece_stands BEFORE UPDATE ON filing_piece
  BEGIN SELECT RAISE(ABORT, 'a sealed filing stands'); END;
CREATE TRIGGER filing_signature_is_kept BEFORE DELETE ON filing_signature
  BEGIN SELECT RAISE(ABORT, 'a signature is kept'); END;
CREATE TRIGGER filing_signature_stands BEFORE UPDATE ON filing_signature
  BEGIN SELECT RAISE(ABORT, 'a signature stands'); END;
)sql";

}  // namespace tieout::archive
