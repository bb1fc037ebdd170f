// Writes a register of N assets with a quarter as many events: bench_generate --assets N [--mix M] --out DIR.
//
// The files are the same on every machine and in every run. The mix of classes, lives and costs is that of a
// manufacturing group; rows are ordered by entity and asset, as an ERP exports them. `--mix straight-line` keeps to
// the straight-line method, `--mix full` adds the other
// methods, one-time elections, and the rarer events.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace {

constexpr int kReportYear = 2023;
constexpr std::uint64_t kEntities = 4;

// splitmix64 (Steele, Lea and Flood 2014): small, fast, and the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  // A number in [low, high].
  std::uint64_t between(std::uint64_t low, std::uint64_t high) { return low + next() % (high - low + 1); }
  bool one_in(std::uint64_t n) { return next() % n == 0; }

 private:
  std::uint64_t state_;
};

// One kind of asset: how often it occurs (in thousandths), what it costs, and how long the books and the tax
// return charge it.
struct Kind {
  std::uint64_t weight;
  std::string_view asset_class, category, name;
  std::uint64_t cost_min, cost_max;  // yuan
  std::array<int, 3> book_years;     // one of them is taken
  int tax_years;
  bool tangible;
};

constexpr std::array<Kind, 8> kKinds{{
    {60, "building", "房屋及建筑物", "厂房", 800'000, 40'000'000, {20, 25, 30}, 20, true},
    {340, "machinery", "机器设备", "数控机床", 20'000, 3'000'000, {8, 10, 12}, 10, true},
    {180, "furniture", "工器具及家具", "检具", 2'000, 60'000, {4, 5, 6}, 5, true},
    {90, "vehicle", "运输工具", "货车", 60'000, 600'000, {4, 5, 8}, 4, true},
    {250, "electronics", "电子设备", "服务器", 3'000, 80'000, {3, 4, 5}, 3, true},
    {30, "patent", "专利权", "专利", 50'000, 2'000'000, {10, 12, 15}, 10, false},
    {40, "software", "软件", "管理软件", 10'000, 900'000, {10, 10, 12}, 10, false},
    {10, "land-use-right", "土地使用权", "土地使用权", 2'000'000, 60'000'000, {40, 50, 50}, 50, false},
}};

const Kind& pick_kind(Random& random) {
  std::uint64_t ticket = random.between(0, 999);
  for (const Kind& kind : kKinds) {
    if (ticket < kind.weight) return kind;
    ticket -= kind.weight;
  }
  return kKinds.back();
}

struct Options {
  std::uint64_t assets = 0;
  bool full = false;
  std::string out;
};

class Writer {
 public:
  explicit Writer(const std::string& path) : file_(path, std::ios::binary) {
    file_.exceptions(std::ios::failbit | std::ios::badbit);
  }
  template <typename... Arguments>
  void row(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    line_.clear();
    fmt::format_to(std::back_inserter(line_), format, std::forward<Arguments>(arguments)...);
    line_ += tail_;
    line_.push_back('\n');
    file_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  }
  // What every following row ends with: columns that it leaves empty.
  void tail(std::string_view text) { tail_ = text; }
  void close() { file_.close(); }

 private:
  std::ofstream file_;
  std::string line_;
  std::string_view tail_;
};

struct Card {
  std::string entity, asset;
  const Kind* kind = nullptr;
  int year = 0, month = 0;  // in service
  std::uint64_t cost_fen = 0;
  int book_years = 0;
  bool by_units = false;  // units-of-production in the books
};

Card make_card(Random& random, std::uint64_t index, std::uint64_t assets) {
  Card card;
  card.entity = fmt::format("E{:02}", index * kEntities / assets + 1);
  card.asset = fmt::format("A{:08}", index + 1);
  card.kind = &pick_kind(random);
  card.book_years = card.kind->book_years[random.between(0, 2)];
  card.year = static_cast<int>(random.between(2009, kReportYear));
  card.month = static_cast<int>(random.between(1, 12));
  card.cost_fen = random.between(card.kind->cost_min * 100, card.kind->cost_max * 100);
  return card;
}

constexpr int kTotalUnits = 500'000;

void write_asset(Writer& file, Card& card, Random& random, bool full) {
  const Kind& kind = *card.kind;
  std::string_view book_method = "straight-line", tax_method = "straight-line", tax_election;
  int residual_percent = kind.tangible ? 5 : 0;
  if (full && kind.tangible && random.one_in(10)) {
    book_method = random.one_in(2) ? "double-declining" : "sum-of-years";
  }
  if (full && kind.asset_class == std::string_view("vehicle") && random.one_in(3)) {
    book_method = "units-of-production";
    card.by_units = true;
  }
  const bool equipment = kind.tangible && kind.asset_class != "building";
  const bool cheap_enough = card.cost_fen < 400'000'000;
  const int book_residual_percent = residual_percent;
  if (full && equipment && cheap_enough && card.year >= 2018 && random.one_in(4)) {
    tax_method = "one-time";
    tax_election = "equipment-one-time";
    residual_percent = 0;
  }
  const std::string units = !full ? "" : card.by_units ? fmt::format(",{}", kTotalUnits) : ",";
  file.row("{},{},{}{}号,{},{},{}-{:02}-05,{}-{:02}-20,{}.{:02},1,{},{},0.{:02},{},{},0.{:02},{}{}", card.entity,
           card.asset, kind.name, random.between(1, 999), kind.category, kind.asset_class, card.year, card.month,
           card.year, card.month, card.cost_fen / 100, card.cost_fen % 100, book_method, card.book_years * 12,
           book_residual_percent, tax_method, kind.tax_years * 12, residual_percent, tax_election, units);
}

// The last day of a year in the first half of the card's life; the amount then fits what is left.
void write_impairment(Writer& file, const Card& card, Random& random, std::uint64_t amount) {
  const int last = std::min(card.year + card.book_years / 2, kReportYear);
  const auto year = random.between(static_cast<std::uint64_t>(card.year) + 1, static_cast<std::uint64_t>(last));
  file.row("{},{},{}-12-31,impair,{}.50,,,,,", card.asset, card.entity, year, amount);
}

void write_common_event(Writer& file, const Card& card, Random& random) {
  const int next_year = card.year + 1;
  const std::uint64_t amount = card.cost_fen / 2000;  // a twentieth of the cost, in yuan
  const std::uint64_t ticket = next_year <= kReportYear ? random.between(0, 9) : 9;
  if (ticket <= 3) {
    write_impairment(file, card, random, amount);
  } else if (ticket <= 5) {  // a longer life
    file.row("{},{},{}-01-01,estimate,,{},,,,", card.asset, card.entity, next_year, card.book_years * 12 + 24);
  } else if (ticket == 6) {  // a third sold
    file.row("{},{},{}-06-30,dispose,,,{}.00,sale,1/3,", card.asset, card.entity, next_year, amount);
  } else if (ticket <= 8) {  // gone in the report year
    file.row("{},{},{}-09-15,dispose,,,{}.00,scrap,,scrapped", card.asset, card.entity, kReportYear, amount);
  } else {  // the final invoice was higher
    file.row("{},{},{}-12-28,adjust-cost,{}.00,,,,,", card.asset, card.entity, card.year, amount);
  }
}

// The columns that only the full mix has: recoverable, remaining_months, units, removed, class, basis.
constexpr std::string_view kNoMore = ",,,,,,";

// Events beyond those of the straight-line mix; each is valid whatever else the card is.
void write_rarer_event(Writer& file, const Card& card, Random& random) {
  const int next_year = card.year + 1;
  const std::uint64_t amount = card.cost_fen / 2000;
  if (card.by_units) {
    file.row("{},{},{}-04-30,usage,,,,,,,,,{},,,", card.asset, card.entity, next_year, random.between(1'000, 60'000));
    return;
  }
  switch (random.between(0, 4)) {
    case 0:
      file.row("{},{},{}-12-31,test,,,,,,,{}.00,,,,,", card.asset, card.entity, next_year, card.cost_fen / 180);
      break;
    case 1:
      file.row("{},{},{}-05-31,improve,{}.00,,,,,,,60,,,,", card.asset, card.entity, next_year, amount);
      break;
    case 2:
      file.row("{},{},{}-05-31,improve,{}.00,,,,,,,60,,1/10,,", card.asset, card.entity, next_year, amount);
      break;
    case 3:
      file.row("{},{},{}-03-31,suspend,,,,,,,,,,,,both", card.asset, card.entity, next_year);
      file.row("{},{},{}-11-01,resume,,,,,,,,,,,,both", card.asset, card.entity, next_year);
      break;
    default:
      if (!card.kind->tangible) return;
      file.row("{},{},{}-06-30,transfer,,,,,,,,,,,other-fixed,", card.asset, card.entity, next_year);
  }
}

void write_event(Writer& file, const Card& card, Random& random, bool full) {
  if (full && (card.by_units || random.one_in(2)) && card.year < kReportYear) {
    write_rarer_event(file, card, random);
    return;
  }
  file.tail(full ? kNoMore : "");
  write_common_event(file, card, random);
  file.tail("");
}

void generate(const Options& options) {
  Random random(20240531);
  Writer assets(options.out + "/assets.csv");
  Writer events(options.out + "/events.csv");
  assets.row(
      "entity,asset,name,category,class,acquired,in_service,cost,quantity,book_method,book_life_months,"
      "book_residual_rate,tax_method,tax_life_months,tax_residual_rate,tax_election{}",
      options.full ? ",total_units" : "");
  events.row("asset,entity,date,type,amount,life_months,proceeds,kind,fraction,note{}",
             options.full ? ",recoverable,remaining_months,units,removed,class,basis" : "");
  for (std::uint64_t index = 0; index < options.assets; ++index) {
    Card card = make_card(random, index, options.assets);
    write_asset(assets, card, random, options.full);
    if (random.one_in(4)) write_event(events, card, random, options.full);
  }
  assets.close();
  events.close();
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string value = argv[i + 1];
    if (name == "--assets") {
      options.assets = std::stoull(value);
    } else if (name == "--mix") {
      if (value != "straight-line" && value != "full") throw std::runtime_error("unknown mix " + value);
      options.full = value == "full";
    } else if (name == "--out") {
      options.out = value;
    } else {
      throw std::runtime_error("unknown option " + std::string(name));
    }
  }
  if (options.assets == 0 || options.out.empty()) {
    throw std::runtime_error("usage: bench_generate --assets N [--mix straight-line|full] --out DIR");
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    generate(parse(argc, argv));
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_generate: %s\n", error.what());
    return EXIT_FAILURE;
  }
}
