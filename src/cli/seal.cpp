// tieout seal --year Y: runs the year and keeps it, sealed.
#include <fmt/format.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/filing_make.hpp"
#include "cli/filing_run.hpp"
#include "cli/session.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

int usage(const Options& options, const Text& text) {
  fmt::print(stderr, "tieout: {}\n", in(options.language, text));
  return kUsage;
}

// The key is read before anything is computed. False: said on stderr.
bool read_key(const Options& options, std::optional<archive::SigningKey>& key) {
  if (options.archive.key.empty()) return true;
  key = archive::SigningKey::load(options.archive.key);
  if (key) return true;
  Diagnostic diagnostic;
  diagnostic.code = "KEY-UNREADABLE";
  diagnostic.span.file = options.archive.key;
  diagnostic.message = {"不是可用的 Ed25519 私钥（PEM，无口令）", "this is no Ed25519 private key in PEM without a password"};
  diagnostic.help = {"openssl genpkey -algorithm ed25519 -out key.pem 生成一把。",
                     "openssl genpkey -algorithm ed25519 -out key.pem makes one."};
  print_diagnostic(diagnostic, options.language);
  return false;
}

// Without a workspace: the filing goes to a directory of its own.
int seal_files(const Options& options, const archive::SigningKey* key) {
  std::error_code error;
  if (fs::exists(options.out, error)) {
    return usage(options, {fmt::format("--out {}：已存在", options.out), fmt::format("--out {}: it exists", options.out)});
  }
  const archive::WorkDirectory work;
  if (work.path().empty() || !copy_rules(options, work.path())) return write_trouble(work.path(), options);
  if (!copy_inputs(options, work.path())) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, {"无法读取输入文件", "an input file cannot be read"}));
    return kOutputTrouble;
  }
  if (const int code = seal_directory(head_of(options), key, options, work.path()); code != kDone) return code;
  const std::string beside = options.out + ".partial";
  fs::copy(work.path(), beside, fs::copy_options::recursive, error);
  if (!error) fs::rename(beside, options.out, error);
  if (!error) return kDone;
  fs::remove_all(beside, error);
  return write_trouble(options.out, options);
}

}  // namespace

static int run_seal(const Options& options) {
  if (!options.year) return usage(options, {"缺少 --year（年度）", "--year is missing"});
  std::optional<archive::SigningKey> key;
  if (!read_key(options, key)) return kBadInput;
  if (options.inputs.assets.empty() || options.out.empty()) {
    return usage(options, {"缺少 --db（工作簿），或 --assets 与 --out", "--db is missing (or --assets and --out)"});
  }
  return seal_files(options, key ? &*key : nullptr);
}

const Command kSealCommand{"seal",
                           run_seal,
                           {"--db 工作簿 --year 年度", "--db W --year Y"},
                           {"封存一个年度", "close a year and keep it, sealed"},
                           {R"(tieout seal …
)",
                            R"(tieout seal …
)"}};

}  // namespace tieout::cli
