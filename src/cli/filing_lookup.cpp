#include "cli/filing_lookup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "archive/zip_file.hpp"
#include "cli/filing_check.hpp"
#include "cli/filing_make.hpp"
#include "cli/session.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

void not_found(const std::string& name, const Options& options) {
  Diagnostic diagnostic;
  diagnostic.code = "FILING-NOT-FOUND";
  diagnostic.span.file = options.db.empty() ? name : options.db;
  diagnostic.message = {fmt::format("没有封存的申报 {}", name), fmt::format("there is no sealed filing {}", name)};
  diagnostic.help = {"tieout archive list --db 列出全部；可写年度、年度加版本（2023v1）、SHA-256 的开头，或导出的目录、zip。",
                     "tieout archive list --db shows all; name a year, a year and version (2023v1), the beginning of the "
                     "SHA-256, or an exported directory or zip file."};
  print_diagnostic(diagnostic, options.language);
}

// "2023" or "2023v1": year and version, 0 for the newest.
std::optional<std::pair<int, int>> year_and_version(const std::string& name) {
  int year = 0, version = 0;
  const char* const end = name.data() + name.size();
  auto [rest, error] = std::from_chars(name.data(), end, year);
  if (error != std::errc() || rest != name.data() + 4) return {};
  if (rest == end) return std::pair(year, 0);
  if (*rest != 'v') return {};
  const auto [last, trouble] = std::from_chars(rest + 1, end, version);
  if (trouble != std::errc() || last != end || version < 1) return {};
  return std::pair(year, version);
}

// An export holds the filing in `sealed/`; the filing alone will do.
std::string sealed_part(const std::string& path) {
  std::error_code error;
  const fs::path inside = fs::path(path) / "sealed";
  return fs::is_directory(inside, error) ? inside.string() : path;
}

// Of an export: what its own manifest says of the papers beside the filing.
void check_export(const std::string& directory, std::vector<archive::Fault>& faults) {
  const auto text = archive::read_file(directory + "/" + archive::kManifestFile);
  const auto manifest = text ? archive::parse_manifest(*text) : std::nullopt;
  const auto now = archive::make_manifest(directory);
  if (manifest && now && now->text() == *text) return;
  if (!manifest || !now) {
    faults.push_back({archive::kManifestFile, {"导出的清单缺失或不合格式", "the export's manifest is missing or damaged"}});
    return;
  }
  for (const archive::Section& section : manifest->sections) {
    const archive::Section* found = now->find(section.name);
    if (found != nullptr && found->sha256 == section.sha256) continue;
    faults.push_back({section.name, {"与导出清单不符", "it is not what the export's manifest says"}});
  }
  for (const archive::Section& section : now->sections) {
    if (manifest->find(section.name) != nullptr) continue;
    faults.push_back({section.name, {"不在导出清单之内的文件", "a file that the export's manifest does not name"}});
  }
}

}  // namespace

FilingLookup::FilingLookup(const Options& options) : options_(options) {
  if (options.db.empty()) return;
  database_ = std::make_unique<archive::Database>(options.db, archive::Access::read);
  store_ = std::make_unique<archive::FilingStore>(*database_);
}

FilingLookup::~FilingLookup() = default;

std::optional<archive::StoredFiling> FilingLookup::stored(const std::string& name) {
  std::optional<archive::StoredFiling> found;
  const std::string wanted = name.empty() && options_.year ? std::to_string(*options_.year) : name;
  if (const auto year = year_and_version(wanted)) {
    // An entity's own filing, or that of the whole workspace.
    const std::vector<archive::StoredFiling> filings = store_->list();
    for (const std::string& entity : {options_.entity, std::string()}) {
      if (found) break;
      for (const archive::StoredFiling& each : filings) {
        if (each.year != year->first || each.entity != entity) continue;
        if (year->second == 0 || each.version == year->second) found = each;
      }
    }
  } else {
    found = store_->find(wanted);
  }
  if (!found) not_found(wanted, options_);
  return found;
}

std::unique_ptr<TakenOut> FilingLookup::take_out(const archive::StoredFiling& filing) {
  auto taken = std::make_unique<TakenOut>();
  taken->work = std::make_unique<archive::WorkDirectory>();
  taken->directory = taken->work->path();
  taken->place = fmt::format("{}{}{}v{}", filing.year, filing.entity.empty() ? "" : ":", filing.entity, filing.version);
  if (!taken->directory.empty() && store_->extract(filing, taken->directory, taken->faults)) return taken;
  write_trouble(taken->directory, options_);
  return nullptr;
}

std::unique_ptr<TakenOut> FilingLookup::take_out_path(const std::string& path) {
  auto taken = std::make_unique<TakenOut>();
  taken->place = path;
  taken->directory = path;
  if (std::error_code error; !fs::is_directory(path, error)) {
    taken->work = std::make_unique<archive::WorkDirectory>();
    taken->directory = taken->work->path();
    archive::unzip(path, taken->directory, taken->faults);
  }
  const std::string sealed = sealed_part(taken->directory);
  if (sealed != taken->directory) check_export(taken->directory, taken->faults);
  taken->directory = sealed;
  return taken;
}

std::unique_ptr<TakenOut> FilingLookup::take_out(const std::string& name) {
  std::error_code error;
  if (fs::exists(name, error)) return take_out_path(name);
  if (!has_workspace()) {
    not_found(name, options_);
    return nullptr;
  }
  const auto filing = stored(name);
  return filing ? take_out(*filing) : nullptr;
}

}  // namespace tieout::cli
