#include "tieout/filing/finding_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace tieout {

namespace {

constexpr std::size_t kNamedInGroup = 3;

std::uint64_t size_of(Money amount) {
  const std::int64_t fen = amount.fen();
  return fen < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
}

bool stands_before(const FindingLine& a, const FindingLine& b) {
  if (a.accepted.has_value() != b.accepted.has_value()) return !a.accepted;
  if (a.finding.severity != b.finding.severity) return a.finding.severity > b.finding.severity;
  if (size_of(a.amount) != size_of(b.amount)) return size_of(a.amount) > size_of(b.amount);
  auto rest = [](const FindingLine& line) {
    return std::tie(line.finding.entity, line.finding.asset, line.finding.code, line.finding.year, line.place.file,
                    line.place.line, line.place.column);
  };
  return rest(a) < rest(b);
}

// "equal title: A, B, C and 97 more"
Text group_message(const Finding& first, const std::vector<FindingLine>& named, std::size_t count) {
  std::string zh, en;
  std::size_t shown = 0;
  for (const FindingLine& line : named) {
    if (line.finding.asset.empty() || shown == kNamedInGroup) continue;
    zh += (shown == 0 ? "" : "、") + line.finding.asset;
    en += (shown == 0 ? "" : ", ") + line.finding.asset;
    ++shown;
  }
  if (first.rule == nullptr) return first.message;
  return {fmt::format("{}：{} 等 {} 项", first.rule->title.zh, zh, count),
          fmt::format("{}: {} and {} more", first.rule->title.en, en, count - shown)};
}

}  // namespace

std::size_t FindingCounts::at_least(Severity severity) const {
  std::size_t count = errors;
  if (severity <= Severity::warning) count += warnings;
  if (severity <= Severity::note) count += notes;
  return count;
}

void FindingList::add(Finding finding) { add(std::move(finding), {}); }

void FindingList::add(Finding finding, SourceSpan place) {
  if (finding.severity < least_) return;
  const auto accepted = acceptances_.accept({finding.code, finding.entity, finding.asset, finding.year});
  if (accepted) {
    ++counts_.accepted;
  } else {
    ++(finding.severity == Severity::error     ? counts_.errors
       : finding.severity == Severity::warning ? counts_.warnings
                                               : counts_.notes);
  }
  Group& group = groups_[{finding.code, finding.entity, accepted, finding.year, finding.severity}];
  ++group.count;
  group.amount += finding.amount;
  if (grouped_ && group.first.size() >= kShownSingly) return;
  const Money amount = finding.amount;
  group.first.push_back({std::move(finding), std::move(place), accepted, 1, amount});
}

std::vector<FindingLine> FindingList::lines() const {
  std::vector<FindingLine> lines;
  for (const auto& [key, group] : groups_) {
    if (group.count <= group.first.size()) {
      lines.insert(lines.end(), group.first.begin(), group.first.end());
      continue;
    }
    FindingLine line = group.first.front();
    line.count = group.count;
    line.amount = group.amount;
    line.finding.message = group_message(line.finding, group.first, group.count);
    line.finding.asset.clear();
    line.finding.name.clear();
    lines.push_back(std::move(line));
  }
  std::stable_sort(lines.begin(), lines.end(), stands_before);
  return lines;
}

Text describe(const FindingCounts& counts) {
  auto many = [](std::size_t count, const char* word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
  };
  Text text{fmt::format("{} 个错误，{} 个警告，{} 个提示", counts.errors, counts.warnings, counts.notes),
            fmt::format("{}, {}, {}", many(counts.errors, "error"), many(counts.warnings, "warning"),
                        many(counts.notes, "note"))};
  if (counts.accepted > 0) {
    text.zh += fmt::format("；已接受 {} 个", counts.accepted);
    text.en += fmt::format("; {} accepted", counts.accepted);
  }
  return text;
}

}  // namespace tieout
