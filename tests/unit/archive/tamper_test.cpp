// Every byte of a sealed filing, changed one at a time: all of them have to be found.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "archive/filing_store.hpp"
#include "archive/zip_file.hpp"
#include "small_filing.hpp"

namespace tieout::archive {
namespace {

class Tamper : public testing::Test {
 protected:
  // Two filings in a chain, the second signed and countersigned.
  void SetUp() override {
    const SigningKey key = test_key('k');
    FilingHead head = small_head();
    write_small_filing(first_.path(), head, nullptr);
    head.sequence = head.version = 2;
    head.reason = "重新核对";
    head.previous = head.supersedes = parse_seal(*read_file(first_.path() + "/" + kSealFile))->hash;
    head.signer = key.public_key();
    head.countersign = true;
    write_small_filing(second_.path(), head, &key, "801.00");
  }

  std::size_t faults_of(FilingStore& store) {
    const std::vector<StoredFiling> filings = store.list();
    std::vector<Fault> faults;
    for (const StoredFiling& filing : filings) {
      const WorkDirectory out;
      store.extract(filing, out.path(), faults);
      check_files(out.path(), "", faults);
    }
    return faults.size() + store.check_chain(filings).size() + (filings.size() == 2 ? 0 : 1);
  }

  static std::size_t faults_of(const std::string& directory) {
    std::vector<Fault> faults;
    check_files(directory, "", faults);
    return faults.size();
  }

  WorkDirectory first_, second_, place_;
};

// A value of the database as bytes, and the statement that puts others in its place.
struct StoredValue {
  std::string table, column, bytes;
  std::int64_t row = 0;
  bool blob = false;
};

std::vector<StoredValue> stored_values(SQLite::Database& sqlite) {
  std::vector<StoredValue> values;
  for (const char* table : {"filing", "filing_piece", "filing_signature"}) {
    SQLite::Statement rows(sqlite, std::string("SELECT rowid, * FROM ") + table);
    while (rows.executeStep()) {
      for (int at = 1; at < rows.getColumnCount(); ++at) {
        const SQLite::Column column = rows.getColumn(at);
        if (column.isNull() || column.isInteger()) continue;
        values.push_back({table,
                          rows.getColumnName(at),
                          {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())},
                          rows.getColumn(0).getInt64(),
                          column.isBlob()});
      }
    }
  }
  return values;
}

void put(SQLite::Database& sqlite, const StoredValue& value, const std::string& bytes) {
  SQLite::Statement update(sqlite, "UPDATE " + value.table + " SET " + value.column + " = " +
                                       (value.blob ? "?" : "CAST(? AS TEXT)") + " WHERE rowid = ?");
  update.bind(1, bytes.data(), static_cast<int>(bytes.size()));
  update.bind(2, value.row);
  update.exec();
}

TEST_F(Tamper, EveryByteInTheWorkspaceIsFound) {
  const std::string path = place_.path() + "/w.tieout";
  Database::create(path);
  Database database(path, Access::write);
  FilingStore store(database);
  const SigningKey second = test_key('s');
  database.transact([&] {
    store.add(first_.path());
    store.add(second_.path());
    const StoredFiling newest = *store.newest(2023, "");
    store.sign(newest.sequence, {"countersign", second.public_key(), second.sign(newest.manifest)});
    return true;
  });
  ASSERT_EQ(faults_of(store), 0U);
  SQLite::Database& sqlite = database.sqlite();
  sqlite.exec("PRAGMA foreign_keys = OFF");
  sqlite.exec("BEGIN");
  for (const char* trigger : {"filing_stands", "filing_piece_stands", "filing_signature_stands"}) {
    sqlite.exec(std::string("DROP TRIGGER ") + trigger);
  }
  std::size_t flipped = 0, missed = 0;
  for (const StoredValue& value : stored_values(sqlite)) {
    if (value.column == "key") continue;  // helps to find a row, and is no content
    for (std::size_t at = 0; at < value.bytes.size(); ++at) {
      std::string bytes = value.bytes;
      bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << at % 8));
      put(sqlite, value, bytes);
      ++flipped;
      if (faults_of(store) == 0) {
        ++missed;
        ADD_FAILURE() << value.table << "." << value.column << " row " << value.row << " byte " << at;
      }
    }
    put(sqlite, value, value.bytes);
  }
  EXPECT_EQ(faults_of(store), 0U);  // all put back
  sqlite.exec("ROLLBACK");
  EXPECT_GT(flipped, 2000U);
  RecordProperty("flipped", static_cast<int>(flipped));
  printf("workspace: %zu bytes changed one at a time, %zu not found\n", flipped, missed);
}

TEST_F(Tamper, EveryByteOfAnExportedDirectoryIsFound) {
  std::vector<std::string> names = files_below(second_.path());
  names.insert(names.end(), {kManifestFile, kSealFile});
  // Without its second signature the filing has one fault already; so let it not be demanded.
  FilingHead head = small_head();
  const SigningKey key = test_key('k');
  head.signer = key.public_key();
  write_small_filing(second_.path(), head, &key);
  ASSERT_EQ(faults_of(second_.path()), 0U);
  std::size_t flipped = 0;
  for (const std::string& name : names) {
    const std::string path = second_.path() + "/" + name;
    const std::string bytes = *read_file(path);
    for (std::size_t at = 0; at < bytes.size(); ++at, ++flipped) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << at % 8));
      write_file(path, changed);
      EXPECT_GT(faults_of(second_.path()), 0U) << name << " byte " << at;
    }
    write_file(path, bytes);
  }
  EXPECT_GT(flipped, 1000U);
  printf("exported directory: %zu bytes changed one at a time\n", flipped);
}

TEST_F(Tamper, EveryByteOfAnExportedZipIsFound) {
  const WorkDirectory root;
  write_small_filing(root.path() + "/sealed", small_head(), nullptr);
  write_file(root.path() + "/" + kManifestFile, make_manifest(root.path())->text());
  const std::string path = place_.path() + "/export.zip";
  ASSERT_EQ(zip(root.path(), path), "");
  const std::string bytes = *read_file(path);
  const auto faults = [&](const std::string& content) {
    write_file(path, content);
    const WorkDirectory out;
    std::vector<Fault> found;
    unzip(path, out.path(), found);
    return found.size();
  };
  ASSERT_EQ(faults(bytes), 0U);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << at % 8));
    EXPECT_GT(faults(changed), 0U) << "byte " << at;
  }
  EXPECT_GT(faults(bytes.substr(0, bytes.size() - 1)), 0U);
  EXPECT_GT(faults(bytes + "x"), 0U);
  printf("exported zip: %zu bytes changed one at a time\n", bytes.size());
}

}  // namespace
}  // namespace tieout::archive
