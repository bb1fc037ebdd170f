#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "cli/overwritten_input.hpp"
#include "writing/plain_journal.hpp"

namespace tieout::cli {

namespace po = boost::program_options;

namespace {

po::options_description described() {
  po::options_description all;
  auto text = [] { return po::value<std::string>(); };
  all.add_options()("help,h", "")("version", "")("assets", text())("events", text())("recorded", text())(
      "policies", text())("entities", text())("set-aside", text())("encoding", text())("mapping", text())(
      "headings", text())("trial-balance", text())("in", text())("events-out", text())(
      "year", po::value<std::vector<std::string>>())("from", text())("to", text())("through", text())("book", text())(
      "tax", text())("entity", text())("asset", text())("key", text())("monthly", "")("all", "")("format", text())(
      "out", text())("lang", text())("threads", text())("quiet", "")("law-as-of", text())("fail-on", text())(
      "opening", text())("rules", text())("words", po::value<std::vector<std::string>>());
  all.add_options()("form", text())("edition", text())("cell", text())("routing", text())("against", text())("bridge",
                                                                                                             "");
  all.add_options()("accounts", text())("shape", text())("complete", "")("provisions", text())("valuation", text())(
      "limits", text());
  all.add_options()("snapshot", text())("previous", text())("previous-date", text())("removed", text())(
      "reviewed", text())("into", text());
  all.add_options()("papers", text())("preparer", text())("reviewer", text())("date", text());
  all.add_options()("db", text())("apply", "")("partial", "")("user", text())("at", text());
  all.add_options()("openings", text())("filed", text())("answers", text())("answers-out", text())(
      "adjustments-out", text())("recorded-out", text())("amended", text())("from-year", text())("as-filed", "");
  all.add_options()("trust", text())("reason", text())("filing", text())("amend", "")("countersign", "")("four-eyes",
                                                                                                         "");
  all.add_options()("accept", text())("severity", text())("group", "")("list", "");
  all.add_options()("adjustments", text());
  return all;
}

class Reader {
 public:
  Reader(const po::variables_map& values, Options& options) : values_(values), options_(options) {}

  std::optional<UsageError> read() {
    take("assets", options_.inputs.assets);
    take("events", options_.inputs.events);
    take("recorded", options_.inputs.recorded);
    take("policies", options_.inputs.policies);
    take("entities", options_.inputs.entities);
    take("set-aside", options_.inputs.set_aside);
    take("accept", options_.inputs.accept);
    take("openings", options_.inputs.openings);
    take("adjustments", options_.inputs.adjustments);
    take("encoding", options_.inputs.encoding);
    take("mapping", options_.inputs.mapping);
    take("headings", options_.inputs.headings);
    take("trial-balance", options_.trial_balance);
    take("db", options_.db);
    take("user", options_.user);
    take("at", options_.at);
    take("in", options_.in);
    take("events-out", options_.events_out);
    take("book", options_.book);
    take("tax", options_.tax);
    take("entity", options_.entity);
    take("asset", options_.asset);
    take("key", options_.key);
    take("out", options_.out);
    take("rules", options_.rules);
    take("key", options_.archive.key);
    take("preparer", options_.archive.preparer);
    take("reviewer", options_.archive.reviewer);
    take("trust", options_.archive.trust);
    take("reason", options_.archive.reason);
    take("filing", options_.archive.filing);
    options_.archive.amend = values_.count("amend") > 0;
    options_.archive.four_eyes = values_.count("four-eyes") > 0;
    options_.archive.countersign = values_.count("countersign") > 0;
    take("form", options_.forms.form);
    take("edition", options_.forms.edition);
    take("cell", options_.forms.cell);
    take("routing", options_.forms.routing);
    take("against", options_.forms.against);
    take("removed", options_.inputs.removed);
    take("previous", options_.snapshot.previous);
    take("filed", options_.filed.filed);
    take("answers", options_.filed.answers);
    take("answers-out", options_.filed.answers_out);
    take("adjustments-out", options_.filed.adjustments_out);
    take("recorded-out", options_.filed.recorded_out);
    take("amended", options_.filed.amended);
    take("reviewed", options_.snapshot.reviewed);
    take("into", options_.snapshot.into);
    take("papers", options_.review.papers);
    take("preparer", options_.review.preparer);
    take("reviewer", options_.review.reviewer);
    options_.forms.bridge = values_.count("bridge") > 0;
    take("accounts", options_.journal.accounts);
    take("shape", options_.journal.shape);
    take("provisions", options_.provisions.stated);
    take("valuation", options_.provisions.valued);
    take("limits", options_.limits);
    options_.journal.complete = values_.count("complete") > 0;
    options_.help = values_.count("help") > 0;
    options_.version = values_.count("version") > 0;
    options_.apply = values_.count("apply") > 0;
    options_.partial = values_.count("partial") > 0;
    options_.filed.as_filed = values_.count("as-filed") > 0;
    options_.monthly = values_.count("monthly") > 0;
    options_.all = values_.count("all") > 0;
    options_.quiet = values_.count("quiet") > 0;
    read_words();
    read_year();
    read_through();
    read_from_year();
    read_format();
    read_threads();
    read_law_as_of();
    read_fail_on();
    read_opening();
    read_findings();
    read_day("date", options_.review.date);
    read_day("snapshot", options_.snapshot.date);
    read_day("previous-date", options_.snapshot.previous_date);
    read_paths();
    return error_;
  }

 private:
  const std::string* value(const char* name) const {
    auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second.as<std::string>();
  }
  void take(const char* name, std::string& target) {
    if (const std::string* text = value(name)) target = *text;
  }
  void wrong(const char* option, const std::string& text, const char* zh, const char* en) {
    if (error_) return;
    error_ = UsageError{{fmt::format("--{} {}：{}", option, text, zh), fmt::format("--{} {}: {}", option, text, en)}};
  }
  std::optional<int> number(const std::string& text, int least, int most) const {
    if (text.empty() || text.size() > 6) return {};
    int result = 0;
    for (char c : text) {
      if (c < '0' || c > '9') return {};
      result = result * 10 + (c - '0');
    }
    if (result < least || result > most) return {};
    return result;
  }

  void read_words() {
    auto found = values_.find("words");
    if (found == values_.end()) return;
    options_.arguments = found->second.as<std::vector<std::string>>();
    options_.command = options_.arguments.front();
    options_.arguments.erase(options_.arguments.begin());
  }
  // Only `compare` speaks of two years; the later one is the year of what else it needs.
  void read_year() {
    const auto found = values_.find("year");
    if (found != values_.end()) {
      for (const std::string& text : found->second.as<std::vector<std::string>>()) {
        const std::optional<int> year = number(text, kFirstCalendarYear, kLastCalendarYear);
        if (!year) return wrong("year", text, "应为四位年度", "must be a year of four digits");
        options_.years.push_back(*year);
        options_.year = options_.year ? std::max(*options_.year, *year) : *year;
      }
      if (options_.years.size() > (options_.command == "compare" ? 2 : 1)) {
        wrong("year", std::to_string(options_.years.back()), "给出的年度过多", "is one year too many");
      }
    }
    read_bound("from", options_.from);
    read_bound("to", options_.to);
    if (options_.from && options_.to && *options_.from > *options_.to) {
      wrong("from", std::to_string(*options_.from), "晚于 --to", "is later than --to");
    }
  }
  void read_bound(const char* name, std::optional<int>& target) {
    const std::string* text = value(name);
    if (text == nullptr) return;
    target = number(*text, kFirstCalendarYear, kLastCalendarYear);
    if (!target) wrong(name, *text, "应为四位年度", "must be a year of four digits");
  }
  void read_from_year() {
    const std::string* text = value("from-year");
    if (!text) return;
    options_.filed.from_year = number(*text, kFirstCalendarYear, kLastCalendarYear);
    if (!options_.filed.from_year) wrong("from-year", *text, "应为四位年度", "must be a year of four digits");
  }
  void read_through() {
    const std::string* text = value("through");
    if (!text) return;
    options_.through = parse_iso_month(*text);
    if (!options_.through) {
      wrong("through", *text, "应为 YYYY-MM", "must be YYYY-MM");
    } else if (options_.year && options_.through->year() != *options_.year) {
      wrong("through", *text, "不在 --year 的年度内", "is not in the year of --year");
    } else {
      options_.year = options_.through->year();
    }
  }
  void read_format() {
    const std::string* text = value("format");
    if (!text) return;
    auto format = writing::parse_format(*text);
    if (format) {
      options_.format = *format;
    } else if (options_.command == "journal" && writing::parse_plain_format(*text)) {
      options_.journal.plain = *text;
    } else if (options_.command == "journal") {
      wrong("format", *text, "应为 table、csv、json、xlsx、hledger、ledger 或 beancount",
            "must be table, csv, json, xlsx, hledger, ledger or beancount");
    } else {
      wrong("format", *text, "应为 table、csv、json、xlsx、html 或 pdf", "must be table, csv, json, xlsx, html or pdf");
    }
  }
  // Every value may name a file; what is no output is taken for an input.
  void read_paths() {
    if (options_.command == "backup") return;  // it replaces no file at all
    std::vector<NamedPath> outputs, others;
    for (const auto& [name, given] : values_) {
      if (name == "words") {
        for (const std::string& word : options_.arguments) others.emplace_back("", word);
      } else if (const auto* path = boost::any_cast<std::string>(&given.value())) {
        const bool out = name == "out" || name.ends_with("-out");
        (out ? outputs : others).emplace_back(name, *path);
      }
    }
    const auto trouble = overwritten_input(outputs, others);
    if (trouble && !error_) error_ = UsageError{*trouble};
  }
  void read_threads() {
    const std::string* text = value("threads");
    if (!text) return;
    auto threads = number(*text, 1, 1024);
    if (threads) {
      options_.threads = static_cast<unsigned>(*threads);
    } else {
      wrong("threads", *text, "应为 1 至 1024", "must be 1 to 1024");
    }
  }
  // The day of a list; a month stands for its last day.
  void read_day(const char* option, std::optional<Date>& day) {
    const std::string* text = value(option);
    if (!text) return;
    day = parse_iso_date(*text);
    if (const auto month = parse_iso_month(*text)) day = last_day(*month);
    if (!day) wrong(option, *text, "应为 YYYY-MM-DD", "must be YYYY-MM-DD");
  }
  void read_law_as_of() {
    const std::string* text = value("law-as-of");
    if (!text) return;
    options_.law_as_of = parse_iso_date(*text);
    if (!options_.law_as_of) wrong("law-as-of", *text, "应为 YYYY-MM-DD", "must be YYYY-MM-DD");
  }
  void read_fail_on() {
    const std::string* text = value("fail-on");
    if (!text) return;
    if (*text == "warning") {
      options_.fail_on = Severity::warning;
    } else if (*text == "error") {
      options_.fail_on = Severity::error;
    } else {
      wrong("fail-on", *text, "应为 warning 或 error", "must be warning or error");
    }
  }

  void read_findings() {
    options_.list = values_.count("list") > 0;
    if (values_.count("group") > 0) options_.group = true;
    if (values_.count("all") > 0) options_.group = false;
    const std::string* text = value("severity");
    if (!text) return;
    if (*text == "error") {
      options_.severity = Severity::error;
    } else if (*text == "warning") {
      options_.severity = Severity::warning;
    } else if (*text != "note") {
      wrong("severity", *text, "应为 error、warning 或 note", "must be error, warning or note");
    }
  }

  void read_opening() {
    const std::string* text = value("opening");
    if (!text) return;
    if (auto policy = parse_opening_policy(*text)) {
      options_.opening = *policy;
    } else {
      wrong("opening", *text, "应为 spread 或 true-up", "must be spread or true-up");
    }
  }

  const po::variables_map& values_;
  Options& options_;
  std::optional<UsageError> error_;
};

// The language first, so that whatever is wrong with the rest is said in it.
std::optional<UsageError> read_language(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    std::string text;
    if (word == "--lang" && i + 1 < argc) text = argv[i + 1];
    if (word.rfind("--lang=", 0) == 0) text = word.substr(7);
    if (text.empty()) continue;
    if (text == "en") {
      options.language = Language::en;
    } else if (text == "zh") {
      options.language = Language::zh;
    } else {
      return UsageError{{"--lang " + text + "：应为 zh 或 en", "--lang " + text + ": must be zh or en"}};
    }
  }
  return {};
}

}  // namespace

std::optional<UsageError> parse_options(int argc, char** argv, Options& options) {
  if (auto error = read_language(argc, argv, options)) return error;
  try {
    po::positional_options_description words;
    words.add("words", -1);  // any number
    po::variables_map values;
    // No guessing of shortened options: a script that works today must not change its meaning tomorrow.
    int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    po::store(po::command_line_parser(argc, argv).options(described()).positional(words).style(style).run(), values);
    return Reader(values, options).read();
  } catch (const po::error& error) {
    return UsageError{{std::string("参数有误：") + error.what(), error.what()}};
  }
}

}  // namespace tieout::cli
