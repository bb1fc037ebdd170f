#include "archive/filing_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

#include "archive/crypto.hpp"
#include "archive/csv_records.hpp"
#include "archive/packing.hpp"

namespace tieout::archive {

namespace {

constexpr std::size_t kStoredPiece = std::size_t{1} << 17U;
constexpr std::size_t kHashPrefixMin = 4;

std::string key_of(std::string_view entity, std::string_view asset) {
  return std::string(entity) + '\x1f' + std::string(asset);
}

constexpr std::string_view kAfterEveryKey = "\xff";  // no text begins so

// Whether a piece that begins with `key`, before one that begins with `next`, may hold a row of the asset.
bool may_hold(std::string_view key, std::string_view next, const std::string& entity, const std::string& asset) {
  const std::string_view first = key.substr(0, key.find('\x1f'));
  const std::string_view last = next.substr(0, next.find('\x1f'));
  // Where entities change within the piece, one that begins there may hold it.
  if (entity.empty() && first != last) return true;
  const std::string wanted = key_of(entity.empty() ? first : std::string_view(entity), asset);
  return key <= wanted && wanted < next;
}

// Appends the asset's rows of a piece, or the piece where it is the heading.
void add_rows_of(std::string_view piece, bool heading, const std::string& entity, const std::string& asset,
                 std::vector<std::string>& found) {
  std::vector<std::string> cells;
  while (!piece.empty()) {
    const std::size_t end = std::min(piece.find('\n'), piece.size());
    const std::string_view row = piece.substr(0, end);
    csv_cells(row, cells);
    const bool wanted = cells.size() > 1 && cells[1] == asset && (entity.empty() || cells[0] == entity);
    if (heading || wanted) found.emplace_back(row);
    piece.remove_prefix(std::min(end + 1, piece.size()));
  }
}

// Stores pieces of one section as they come.
class PieceWriter {
 public:
  PieceWriter(SQLite::Database& sqlite, std::int64_t filing, std::size_t section)
      : statement_(sqlite, "INSERT INTO filing_piece VALUES (?, ?, ?, ?, ?, ?, ?)"),
        filing_(filing),
        section_(static_cast<std::int64_t>(section)) {}

  void write(std::string_view bytes, const std::string* key) {
    const std::string packed = pack(bytes);
    statement_.reset();
    statement_.bind(1, filing_);
    statement_.bind(2, section_);
    statement_.bind(3, n_++);
    statement_.bind(4, static_cast<std::int64_t>(bytes.size()));
    statement_.bind(5, sha256_hex(packed));
    if (key != nullptr) {
      statement_.bind(6, *key);
    } else {
      statement_.bind(6);
    }
    statement_.bind(7, packed.data(), static_cast<int>(packed.size()));
    statement_.exec();
  }

 private:
  SQLite::Statement statement_;
  std::int64_t filing_, section_, n_ = 0;
};

std::string blob_text(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

std::size_t section_number(const Manifest& manifest, std::string_view name) {
  const auto found = std::find_if(manifest.sections.begin(), manifest.sections.end(),
                                  [&](const Section& section) { return section.name == name; });
  return static_cast<std::size_t>(found - manifest.sections.begin());
}

Fault damaged(const std::string& section, std::uint64_t offset) {
  return {section,
          {fmt::format("从字节 {} 起的一段存储已损坏", offset),
           fmt::format("the stored piece that begins at byte {} is damaged", offset)}};
}

std::string required_file(const std::string& path) {
  auto bytes = read_file(path);
  if (!bytes) throw std::runtime_error("a sealed file cannot be read: " + path);
  return std::move(*bytes);
}

}  // namespace

std::vector<StoredFiling> FilingStore::list() {
  std::vector<StoredFiling> filings;
  database_.attempt([&] {
    SQLite::Statement rows(database_.sqlite(),
                           "SELECT sequence, year, entity, version, hash, manifest FROM filing ORDER BY sequence");
    while (rows.executeStep()) {
      filings.push_back({rows.getColumn(0).getInt64(),
                         rows.getColumn(1).getInt(),
                         rows.getColumn(2).getString(),
                         rows.getColumn(3).getInt(),
                         rows.getColumn(4).getString(),
                         rows.getColumn(5).getString(),
                         {}});
    }
    SQLite::Statement keys(database_.sqlite(),
                           "SELECT role, public_key, signature FROM filing_signature WHERE filing = ? ORDER BY n");
    for (StoredFiling& filing : filings) {
      keys.reset();
      keys.bind(1, filing.sequence);
      while (keys.executeStep()) {
        filing.signatures.push_back(
            {keys.getColumn(0).getString(), keys.getColumn(1).getString(), keys.getColumn(2).getString()});
      }
    }
  });
  return filings;
}

std::optional<StoredFiling> FilingStore::newest(int year, const std::string& entity) {
  std::optional<StoredFiling> found;
  for (StoredFiling& filing : list()) {
    if (filing.year == year && filing.entity == entity && (!found || filing.version > found->version)) {
      found = std::move(filing);
    }
  }
  return found;
}

std::optional<StoredFiling> FilingStore::find(const std::string& name) {
  std::optional<StoredFiling> found;
  for (StoredFiling& filing : list()) {
    if (std::to_string(filing.sequence) == name) return filing;
    if (name.size() < kHashPrefixMin || !filing.hash.starts_with(name)) continue;
    if (found) return {};  // several begin so
    found = std::move(filing);
  }
  return found;
}

// Rows are stored in pieces that begin with a row, so that one asset is found without unpacking a million.
void FilingStore::add_section(std::int64_t filing, std::size_t number, const std::string& path, bool keyed) {
  PieceWriter writer(database_.sqlite(), filing, number);
  std::string piece;
  if (!keyed) {
    const bool good = read_pieces(path, [&](std::string_view bytes) {
      for (; !bytes.empty(); bytes.remove_prefix(std::min(kStoredPiece, bytes.size()))) {
        writer.write(bytes.substr(0, kStoredPiece), nullptr);
      }
    });
    if (!good) throw std::runtime_error("a sealed file cannot be read: " + path);
    return;
  }
  std::string key;
  std::vector<std::string> cells;
  CsvRecords records(path);
  while (records.next()) {
    if (piece.empty()) {
      csv_cells(records.text(), cells);
      key = records.line() == 1 || cells.size() < 2 ? "" : key_of(cells[0], cells[1]);
    }
    piece.append(records.text()) += '\n';
    // The heading is a piece of its own.
    if (records.line() != 1 && piece.size() < kStoredPiece) continue;
    writer.write(piece, &key);
    piece.clear();
  }
  if (!piece.empty()) writer.write(piece, &key);
}

void FilingStore::add(const std::string& directory) {
  const auto head = parse_head(required_file(directory + "/" + std::string(kHeadSection)));
  const std::string manifest_text = required_file(directory + "/" + kManifestFile);
  const auto manifest = parse_manifest(manifest_text);
  const auto seal = parse_seal(required_file(directory + "/" + kSealFile));
  if (!head || !manifest || !seal) throw std::runtime_error("a filing just made cannot be read back");
  database_.attempt([&] {
    SQLite::Statement row(database_.sqlite(), "INSERT INTO filing VALUES (?, ?, ?, ?, ?, ?)");
    row.bind(1, head->sequence);
    row.bind(2, head->year);
    row.bind(3, head->entity);
    row.bind(4, head->version);
    row.bind(5, seal->hash);
    row.bind(6, manifest_text);
    row.exec();
    for (std::size_t at = 0; at < manifest->sections.size(); ++at) {
      const std::string& name = manifest->sections[at].name;
      add_section(head->sequence, at, directory + "/" + name, name == kRowsSection);
    }
  });
  for (const Signature& signature : seal->signatures) sign(head->sequence, signature);
}

void FilingStore::sign(std::int64_t sequence, const Signature& signature) {
  database_.attempt([&] {
    SQLite::Statement row(database_.sqlite(),
                          "INSERT INTO filing_signature SELECT ?1, (SELECT count(*) FROM filing_signature WHERE "
                          "filing = ?1), ?2, ?3, ?4");
    row.bind(1, sequence);
    row.bind(2, signature.role);
    row.bind(3, signature.public_key);
    row.bind(4, signature.signature);
    row.exec();
  });
}

bool FilingStore::extract(const StoredFiling& filing, const std::string& directory, std::vector<Fault>& faults) {
  const Seal seal{filing.hash, filing.signatures};
  bool written = write_file(directory + "/" + kManifestFile, filing.manifest) &&
                 write_file(directory + "/" + kSealFile, seal.text());
  const auto manifest = parse_manifest(filing.manifest);
  if (!manifest) return written;
  database_.attempt([&] {
    std::int64_t pieces = 0;
    SQLite::Statement rows(
        database_.sqlite(),
        "SELECT n, size, sha256, stored FROM filing_piece WHERE filing = ? AND section = ? ORDER BY n");
    for (std::size_t at = 0; at < manifest->sections.size() && written; ++at) {
      const std::string& name = manifest->sections[at].name;
      written = write_file(directory + "/" + name, "");
      const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen((directory + "/" + name).c_str(), "ab"),
                                                                 std::fclose);
      rows.reset();
      rows.bind(1, filing.sequence);
      rows.bind(2, static_cast<std::int64_t>(at));
      std::uint64_t offset = 0;
      for (std::int64_t n = 0; written && rows.executeStep(); ++n, ++pieces) {
        const std::string stored = blob_text(rows.getColumn(3));
        const auto size = static_cast<std::size_t>(std::max<std::int64_t>(rows.getColumn(1).getInt64(), 0));
        const auto bytes = size > 4 * kStoredPiece ? std::nullopt : unpack(stored, size);
        if (!bytes || rows.getColumn(0).getInt64() != n || sha256_hex(stored) != rows.getColumn(2).getString()) {
          faults.push_back(damaged(name, offset));
        }
        offset += size;
        if (bytes) written = file && std::fwrite(bytes->data(), 1, bytes->size(), file.get()) == bytes->size();
      }
    }
    SQLite::Statement count(database_.sqlite(), "SELECT count(*) FROM filing_piece WHERE filing = ?");
    count.bind(1, filing.sequence);
    count.executeStep();
    if (written && count.getColumn(0).getInt64() != pieces) {
      faults.push_back({"", {"存有不属于任何部分的内容", "there are stored pieces that belong to no section"}});
    }
  });
  return written;
}

std::optional<std::string> FilingStore::section(const StoredFiling& filing, std::string_view name) {
  const auto manifest = parse_manifest(filing.manifest);
  const Section* entry = manifest ? manifest->find(name) : nullptr;
  if (entry == nullptr) return {};
  std::string content;
  bool good = true;
  database_.attempt([&] {
    SQLite::Statement rows(database_.sqlite(),
                           "SELECT size, stored FROM filing_piece WHERE filing = ? AND section = ? ORDER BY n");
    rows.bind(1, filing.sequence);
    rows.bind(2, static_cast<std::int64_t>(section_number(*manifest, name)));
    while (good && rows.executeStep()) {
      const auto size = rows.getColumn(0).getInt64();
      const auto bytes = size < 0 || size > static_cast<std::int64_t>(4 * kStoredPiece)
                             ? std::nullopt
                             : unpack(blob_text(rows.getColumn(1)), static_cast<std::size_t>(size));
      good = bytes.has_value();
      if (good) content += *bytes;
    }
  });
  if (!good || sha256_hex(content) != entry->sha256) return {};
  return content;
}

std::optional<FilingHead> FilingStore::head(const StoredFiling& filing) {
  const auto text = section(filing, kHeadSection);
  return text ? parse_head(*text) : std::nullopt;
}

std::vector<std::string> FilingStore::asset_rows(const StoredFiling& filing, const std::string& entity,
                                                 const std::string& asset) {
  const auto manifest = parse_manifest(filing.manifest);
  if (!manifest) return {};
  std::vector<std::string> found;
  database_.attempt([&] {
    SQLite::Statement keys(database_.sqlite(),
                           "SELECT n, key FROM filing_piece WHERE filing = ? AND section = ? ORDER BY n");
    SQLite::Statement stored(database_.sqlite(),
                             "SELECT size, stored FROM filing_piece WHERE filing = ? AND section = ? AND n = ?");
    const auto section = static_cast<std::int64_t>(section_number(*manifest, kRowsSection));
    for (SQLite::Statement* each : {&keys, &stored}) {
      each->bind(1, filing.sequence);
      each->bind(2, section);
    }
    std::vector<std::pair<std::int64_t, std::string>> pieces;
    while (keys.executeStep()) pieces.emplace_back(keys.getColumn(0).getInt64(), keys.getColumn(1).getString());
    for (std::size_t at = 0; at < pieces.size(); ++at) {
      const std::string& key = pieces[at].second;
      const std::string_view next = at + 1 < pieces.size() ? std::string_view(pieces[at + 1].second) : kAfterEveryKey;
      if (!key.empty() && !may_hold(key, next, entity, asset)) continue;
      stored.reset();
      stored.bind(3, pieces[at].first);
      if (!stored.executeStep()) continue;
      const auto bytes =
          unpack(blob_text(stored.getColumn(1)), static_cast<std::size_t>(stored.getColumn(0).getInt64()));
      if (bytes) add_rows_of(*bytes, key.empty(), entity, asset, found);
    }
  });
  if (found.size() == 1) found.clear();  // the heading alone
  return found;
}

}  // namespace tieout::archive
