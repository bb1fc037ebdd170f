#include "tieout/core/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace tieout {

namespace {

std::string_view severity_word(Severity severity, Language language) {
  bool zh = language == Language::zh;
  switch (severity) {
    case Severity::note:
      return zh ? "提示" : "note";
    case Severity::warning:
      return zh ? "警告" : "warning";
    case Severity::error:
      return zh ? "错误" : "error";
  }
  return "";
}

// "file:line:col", or "file[sheet]:row:col" for a worksheet; the program's name where no file is known.
std::string place(const SourceSpan& span) {
  if (span.file.empty()) return "tieout";
  std::string text = span.file;
  if (!span.sheet.empty()) text += "[" + span.sheet + "]";
  if (span.line > 0) text += fmt::format(":{}", span.line);
  if (span.line > 0 && span.column > 0) text += fmt::format(":{}", span.column);
  return text;
}

auto order_key(const Diagnostic& d) { return std::tie(d.span.sheet, d.span.line, d.span.column, d.code, d.message.en); }

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  items_.push_back(std::move(diagnostic));
}

void Diagnostics::append(Diagnostics&& other) {
  for (auto& item : other.items_) add(std::move(item));
  other = {};
}

void Diagnostics::sort_by_place(const std::vector<std::string>& file_order) {
  auto rank = [&](const Diagnostic& d) {
    return std::find(file_order.begin(), file_order.end(), d.span.file) - file_order.begin();
  };
  std::stable_sort(items_.begin(), items_.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    auto left = rank(a);
    auto right = rank(b);
    return left != right ? left < right : order_key(a) < order_key(b);
  });
  auto same = [&](const Diagnostic& a, const Diagnostic& b) {
    return a.span.file == b.span.file && order_key(a) == order_key(b);
  };
  items_.erase(std::unique(items_.begin(), items_.end(), same), items_.end());
  errors_ = static_cast<std::size_t>(
      std::count_if(items_.begin(), items_.end(), [](const Diagnostic& d) { return d.severity == Severity::error; }));
}

std::string format(const Diagnostic& diagnostic, Language language) {
  std::string text =
      fmt::format("{}: {}[{}]: {}\n", place(diagnostic.span), severity_word(diagnostic.severity, language),
                  diagnostic.code, in(language, diagnostic.message));
  if (!diagnostic.span.excerpt.empty())
    text += fmt::format("  {:>5} | {}\n", diagnostic.span.line, diagnostic.span.excerpt);
  if (const std::string& rule = in(language, diagnostic.rule); !rule.empty()) text += fmt::format("    {}\n", rule);
  if (const std::string& help = in(language, diagnostic.help); !help.empty()) text += fmt::format("    {}\n", help);
  return text;
}

}  // namespace tieout
