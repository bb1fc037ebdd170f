// tieout archive verify: whether filings are what was sealed.
#include <fmt/format.h>

#include <filesystem>

#include "archive/crypto.hpp"
#include "cli/archive_commands.hpp"
#include "cli/filing_check.hpp"
#include "cli/filing_lookup.hpp"
#include "cli/filing_standing.hpp"
#include "cli/output.hpp"

namespace tieout::cli {

namespace {

BrokenPart broken(archive::Fault fault) {
  BrokenPart part;
  part.section = std::move(fault.section);
  part.message = std::move(fault.message);
  return part;
}

class Verification {
 public:
  Verification(const Options& options, std::string trusted)
      : options_(options), trusted_(std::move(trusted)), lookup_(options) {}

  int one(const std::string& name) {
    const auto taken = lookup_.take_out(name);
    if (!taken) return kOutputTrouble;
    check(*taken);
    return tell();
  }

  int workspace() {
    const std::vector<archive::StoredFiling> filings = lookup_.store().list();
    const auto chain = lookup_.store().check_chain(filings);
    for (const archive::StoredFiling& each : filings) {
      if (!wanted(each)) continue;
      const auto taken = lookup_.take_out(each);
      if (!taken) return kOutputTrouble;
      check(*taken);
      for (const auto& [sequence, fault] : chain) {
        if (sequence == each.sequence) checked_.back().broken.push_back(broken(fault));
      }
      note_superseded(filings, checked_.back());
    }
    return tell();
  }

 private:
  bool wanted(const archive::StoredFiling& filing) const {
    return (!options_.year || filing.year == *options_.year) &&
           (options_.entity.empty() || filing.entity == options_.entity);
  }

  void check(TakenOut& taken) {
    CheckedFiling checked = check_filing(taken.directory, taken.place, trusted_, options_);
    std::vector<BrokenPart> all;
    for (archive::Fault& fault : taken.faults) all.push_back(broken(std::move(fault)));
    for (BrokenPart& part : checked.broken) all.push_back(std::move(part));
    checked.broken = std::move(all);
    checked_.push_back(std::move(checked));
  }

  // A later year that stands on a version which is no longer the newest is not broken; it says so.
  void note_superseded(const std::vector<archive::StoredFiling>& filings, const CheckedFiling& checked) {
    if (!checked.filing || options_.quiet) return;
    const Text note = superseded_opening(lookup_.store(), filings, checked.filing->head);
    if (note.en.empty()) return;
    fmt::print(stderr, "tieout: {}: {}\n", checked.place, in(options_.language, note));
  }

  int tell() const {
    bool intact = true;
    for (const CheckedFiling& each : checked_) intact = intact && each.broken.empty();
    const Table table = broken_table(checked_, options_.language);
    if (!table.rows.empty() || options_.format != writing::Format::table || !options_.out.empty()) {
      const int code = write_tables({&table}, options_,
                                    {{"intact", intact ? "true" : "false"},
                                     {"filings", std::to_string(checked_.size())}});
      if (code != kDone) return code;
    }
    for (const CheckedFiling& each : checked_) {
      if (!options_.quiet) fmt::print(stderr, "tieout: {}\n", verdict_text(each, options_.language));
    }
    if (checked_.empty() && !options_.quiet) {
      fmt::print(stderr, "tieout: {}\n", in(options_.language, {"没有已封存的申报", "nothing is sealed"}));
    }
    return intact ? kDone : kNegative;
  }

  const Options& options_;
  std::string trusted_;
  FilingLookup lookup_;
  std::vector<CheckedFiling> checked_;
};

}  // namespace

int archive_verify(const Options& options) {
  std::string trusted;
  if (!options.archive.trust.empty()) {
    const auto key = archive::load_public_key(options.archive.trust);
    if (!key) {
      return archive_usage(options, {fmt::format("--trust {}：不是 Ed25519 公钥（PEM）", options.archive.trust),
                                     fmt::format("--trust {}: this is no Ed25519 public key in PEM",
                                                 options.archive.trust)});
    }
    trusted = *key;
  }
  const std::string name = options.arguments.size() > 1 ? options.arguments[1] : options.archive.filing;
  if (options.db.empty() && name.empty()) {
    return archive_usage(options, {"缺少 --db 或 --filing", "--db or --filing is missing"});
  }
  Verification verification(options, trusted);
  return name.empty() ? verification.workspace() : verification.one(name);
}

}  // namespace tieout::cli
