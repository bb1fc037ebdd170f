#include "writing/plain_journal.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <utility>

namespace tieout::writing {

namespace {

using EntityAccount = std::pair<std::string, std::string>;

std::string_view root_of(rules::AccountType type) {
  switch (type) {
    case rules::AccountType::asset:
      return "Assets";
    case rules::AccountType::liability:
      return "Liabilities";
    case rules::AccountType::equity:
      return "Equity";
    case rules::AccountType::income:
      return "Income";
    case rules::AccountType::expense:
      break;
  }
  return "Expenses";
}

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Punctuation beyond ASCII that is no letter: brackets, dashes and spaces of Chinese text.
bool is_wide_punctuation(std::string_view letter) {
  for (const std::string_view mark :
       {"（", "）", "—", "–", "、", "，", "。", "：", "；", "·", "　", "“", "”", "《", "》", "/"}) {
    if (letter == mark) return true;
  }
  return false;
}

// A component of an account: letters, digits and single dashes; it begins with a capital or a digit.
std::string component(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const std::string_view letter = text.substr(at, size);
    at += size;
    const bool kept = size == 1 ? is_alphanumeric(letter[0]) : !is_wide_punctuation(letter);
    if (kept) {
      result += letter;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (!result.empty() && result.back() == '-') result.pop_back();
  if (result.empty() || (result[0] >= 'a' && result[0] <= 'z')) result.insert(0, result.empty() ? "X" : "X-");
  return result;
}

// What no format takes for a mark of its own: quotes, comments, line ends.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool mark = c == '"' || c == '\\' || c == ';' || c == '|' || static_cast<unsigned char>(c) < ' ';
    result += mark ? ' ' : c;
  }
  return result;
}

class PlainWriter {
 public:
  PlainWriter(ByteSink& out, PlainFormat format, const Journal& journal, Language language)
      : out_(out), format_(format), journal_(journal), language_(language) {
    name_accounts();
  }

  void write(Date first, Date last) {
    head(first);
    for (const Voucher& voucher : journal_.vouchers) transaction(voucher);
    if (format_ == PlainFormat::beancount) balances(last);
  }

 private:
  bool beancount() const { return format_ == PlainFormat::beancount; }

  void name_accounts() {
    std::set<std::string> taken;
    for (const auto& [key, used] : journal_.accounts) {
      std::string name(root_of(used.account.type));
      if (!key.first.empty()) name += ":" + component(key.first);
      name += ":" + component(used.account.code + "-" + in(language_, used.account.name));
      // Two codes may differ in a mark only.
      for (int i = 2; !taken.insert(name).second; ++i) name += fmt::format("-{}", i);
      names_[key] = name;
    }
  }

  void head(Date first) {
    if (beancount()) {
      out_.write("option \"title\" \"Tieout\"\noption \"operating_currency\" \"CNY\"\n\n");
      for (const auto& [key, name] : names_) out_.write(fmt::format("{} open {} CNY\n", to_string(first), name));
    } else {
      out_.write("commodity CNY\n    format 1000.00 CNY\n\n");
      for (const auto& [key, name] : names_) out_.write(fmt::format("account {}\n", name));
    }
    out_.write("\n");
  }

  void transaction(const Voucher& voucher) {
    const std::string summary = plain(in(language_, voucher.lines.front().summary));
    const std::string number = voucher.number > 0 ? fmt::format("{}", voucher.number) : std::string();
    if (beancount()) {
      out_.write(fmt::format("{} * \"{}\"\n", to_string(voucher.date), summary));
      if (!number.empty()) out_.write(fmt::format("  voucher: \"{}\"\n", number));
    } else {
      out_.write(fmt::format("{} * {}{}\n", to_string(voucher.date),
                             number.empty() ? std::string() : fmt::format("({}) ", number), summary));
    }
    for (const JournalLine& line : voucher.lines) {
      const auto found = names_.find({voucher.entity, line.account});
      out_.write(fmt::format("  {}  {} CNY\n", found->second, to_string(line.amount)));
    }
    out_.write("\n");
  }

  // At the beginning of the day after.
  void balances(Date last) {
    const Month next = last.month() + 1;
    const Date day = *make_date(next.year(), next.month(), 1);
    for (const auto& [key, used] : journal_.accounts) {
      if (!used.proven) continue;
      out_.write(fmt::format("{} balance {}  {} CNY\n", to_string(day), names_.at(key), to_string(used.expected)));
    }
  }

  ByteSink& out_;
  PlainFormat format_;
  const Journal& journal_;
  Language language_;
  std::map<EntityAccount, std::string> names_;
};

}  // namespace

std::optional<PlainFormat> parse_plain_format(std::string_view word) {
  if (word == "hledger") return PlainFormat::hledger;
  if (word == "ledger") return PlainFormat::ledger;
  if (word == "beancount") return PlainFormat::beancount;
  return {};
}

void write_plain_journal(ByteSink& out, PlainFormat format, const Journal& journal, Date first, Date last,
                         Language language) {
  PlainWriter(out, format, journal, language).write(first, last);
}

}  // namespace tieout::writing
