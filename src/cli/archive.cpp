// tieout archive list|show|verify|diff|export: sealed filings.
#include <fmt/format.h>

#include <filesystem>

#include "archive/crypto.hpp"
#include "cli/commands.hpp"
#include "cli/filing_check.hpp"
#include "cli/output.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

int usage(const Options& options, const Text& text) {
  fmt::print(stderr, "tieout: {}\n", in(options.language, text));
  return kUsage;
}

// An export holds the filing in `sealed/`; the filing alone will do.
std::string sealed_part(const std::string& path) {
  std::error_code error;
  const fs::path inside = fs::path(path) / "sealed";
  return fs::is_directory(inside, error) ? inside.string() : path;
}

int tell(const std::vector<CheckedFiling>& filings, const Options& options) {
  bool intact = true;
  for (const CheckedFiling& each : filings) intact = intact && each.broken.empty();
  const Table table = broken_table(filings, options.language);
  if (!table.rows.empty() || options.format != writing::Format::table || !options.out.empty()) {
    const int code = write_tables({&table}, options, {{"intact", intact ? "true" : "false"}});
    if (code != kDone) return code;
  }
  for (const CheckedFiling& each : filings) {
    if (!options.quiet) fmt::print(stderr, "tieout: {}\n", verdict_text(each, options.language));
  }
  return intact ? kDone : kNegative;
}

// False: said on stderr.
bool read_trusted(const Options& options, std::string& trusted) {
  if (options.archive.trust.empty()) return true;
  const auto key = archive::load_public_key(options.archive.trust);
  if (key) {
    trusted = *key;
    return true;
  }
  usage(options, {fmt::format("--trust {}：不是 Ed25519 公钥（PEM）", options.archive.trust),
                  fmt::format("--trust {}: this is no Ed25519 public key in PEM", options.archive.trust)});
  return false;
}

int verify(const Options& options) {
  std::string trusted;
  if (!read_trusted(options, trusted)) return kUsage;
  if (options.archive.filing.empty()) {
    return usage(options, {"缺少 --db 或 --filing", "--db or --filing is missing"});
  }
  const std::string& path = options.archive.filing;
  std::error_code error;
  if (!fs::exists(path, error)) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {fmt::format("{}：没有这个文件", path), fmt::format("{}: no such file", path)}));
    return kOutputTrouble;
  }
  return tell({check_filing(sealed_part(path), path, trusted, options)}, options);
}

}  // namespace

static int run_archive(const Options& options) {
  const std::string what = options.arguments.empty() ? "" : options.arguments.front();
  if (what == "verify") return verify(options);
  return usage(options, {"archive 之后应为 list、show、verify、diff 或 export",
                         "archive is followed by list, show, verify, diff or export"});
}

const Command kArchiveCommand{"archive",
                              run_archive,
                              {"list|show|verify|diff|export …", "list|show|verify|diff|export …"},
                              {"查阅、验证、比较、导出已封存的申报", "sealed filings: look up, verify, compare, export"},
                              {R"(tieout archive verify --filing 目录
)",
                               R"(tieout archive verify --filing DIR
)"}};

}  // namespace tieout::cli
