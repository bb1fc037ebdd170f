// Balances: what stood before, and each posting since.
#include <fmt/format.h>

#include "workings.hpp"

namespace tieout {

namespace {

struct LayerName {
  const char* key;  // of the closing balance in the row, after the basis
  Text title;
};

LayerName name_of_layer(Layer layer) {
  switch (layer) {
    case Layer::cost:
      return {"_cost", {"原值", "cost"}};
    case Layer::accumulated:
      return {"_accumulated", {"累计折旧摊销", "accumulated charge"}};
    case Layer::provision:
      return {"_provision", {"减值准备", "provision"}};
    case Layer::fair_value:
      return {"_fair_value", {"公允价值变动", "fair-value layer"}};
    case Layer::carrying:
      break;
  }
  return {"_carrying_close", {"账面价值", "carrying amount"}};
}

Money closing(const ReconciliationRow& row, const Side& side, Layer layer) {
  const bool book = side.basis == Basis::book;
  switch (layer) {
    case Layer::cost:
      return book ? row.book_cost : row.tax_cost;
    case Layer::accumulated:
      return book ? row.book_accumulated : side.name == "general" ? row.tax_accumulated_general : row.tax_accumulated;
    case Layer::provision:
      return book ? row.book_provision : Money{};
    case Layer::fair_value:
      return book ? row.book_fair_value : Money{};
    case Layer::carrying:
      break;
  }
  return book ? row.book_carrying_close : row.tax_base_close;
}

Money layer_of(const Layers& layers, Layer layer) {
  switch (layer) {
    case Layer::cost:
      return layers.cost;
    case Layer::accumulated:
      return layers.accumulated;
    case Layer::provision:
      return layers.provision;
    case Layer::fair_value:
      return layers.fair_value;
    case Layer::carrying:
      break;
  }
  return layers.carrying();
}

// Whether the layer goes up (1), down (−1) or stays (0).
int direction(PostingKind kind, Layer layer) {
  const bool carrying = layer == Layer::carrying;
  switch (kind) {
    case PostingKind::recognised:
      return 1;
    case PostingKind::cost_added:
      return layer == Layer::cost || carrying ? 1 : 0;
    case PostingKind::charge:
    case PostingKind::charge_difference:
      return layer == Layer::accumulated ? 1 : carrying ? -1 : 0;
    case PostingKind::impairment:
      return layer == Layer::provision ? 1 : carrying ? -1 : 0;
    case PostingKind::reversal:
      return layer == Layer::provision ? -1 : carrying ? 1 : 0;
    case PostingKind::provision_moved:
      return layer == Layer::provision ? -1 : layer == Layer::accumulated ? 1 : 0;
    case PostingKind::release:
      return -1;
    case PostingKind::fair_value:
    case PostingKind::equity_surplus:
      return layer == Layer::fair_value || carrying ? 1 : 0;
    case PostingKind::fair_value_to_cost:
      return layer == Layer::fair_value ? -1 : layer == Layer::cost ? 1 : 0;
  }
  return 0;
}

bool is_charge(PostingKind kind) { return kind == PostingKind::charge || kind == PostingKind::charge_difference; }

}  // namespace

// The balance before posting `to`: the opening and what was posted since. Charges stand as one operand.
Expression Workings::balance(const Side& side, Layer layer, std::size_t to) {
  std::vector<Expression> operands;
  if (auto open = opening(side, layer)) operands.push_back(std::move(*open));
  bool charged = false;
  for (std::size_t i = side.first; i < to; ++i) {
    const Posting& posting = side.at(i);
    const int sign = direction(posting.kind, layer);
    if (sign == 0 || (is_charge(posting.kind) && charged)) continue;
    Expression term = is_charge(posting.kind) ? charges(side, side.first, to) : effect(side, i, layer);
    charged = charged || is_charge(posting.kind);
    operands.push_back(sign > 0 ? std::move(term) : minus(std::move(term)));
  }
  return sum(std::move(operands));
}

// At the start of the year; nothing where the asset was not there yet.
std::optional<Expression> Workings::opening(const Side& side, Layer layer) {
  if (side.first == 0) return {};
  const bool general = side.name == "general";
  if (side.year != year()) {
    // An earlier year, in which a plan began.
    const Money stood = layer_of(side.at(side.first).before, layer);
    const bool tax_base = layer == Layer::carrying && side.basis == Basis::tax;
    return earlier(side.year - 1,
                   tax_base ? "tax_base_close" : std::string(name_of(side.basis)) + name_of_layer(layer).key, stood);
  }
  if (general && (layer != Layer::accumulated || facts_.previous == nullptr)) {
    // No figure of an earlier row holds it: from in service on.
    Side from_the_start = side;
    from_the_start.first = 0;
    from_the_start.year = 0;
    from_the_start.charge_key.clear();
    const std::string key = fmt::format("general_open{}", name_of_layer(layer).key);
    if (has_step(key)) return reference(key);
    Expression expression = balance(from_the_start, layer, side.first);
    return step(key,
                {{fmt::format("期初{}（一般规定）", name_of_layer(layer).title.zh),
                  fmt::format("{} at the start of the year, general rule", name_of_layer(layer).title.en)},
                 {"自开始使用起的全部变动", "everything since in service"}},
                std::move(expression));
  }
  if (layer == Layer::carrying) return reference(side.basis == Basis::book ? "book_carrying_open" : "tax_base_open");
  if (facts_.previous == nullptr) return {};
  std::string key = general ? "tax_accumulated_general" : std::string(name_of(side.basis)) + name_of_layer(layer).key;
  return earlier(facts_.previous->year, std::move(key), closing(*facts_.previous, side, layer));
}

Expression Workings::effect(const Side& side, std::size_t index, Layer layer) {
  const Posting& posting = side.at(index);
  switch (posting.kind) {
    case PostingKind::recognised:
      return recognised(side, posting, layer);
    case PostingKind::cost_added:
      return added_cost(side, posting);
    case PostingKind::release:
      return released(side, index, layer);
    default:
      return event_step(side, index);
  }
}

Expression Workings::recognised(const Side& side, const Posting& posting, Layer layer) {
  const bool book = side.basis == Basis::book;
  const std::string basis(name_of(side.basis));
  const Asset& asset = facts_.entry.asset;
  const auto cost = [&] {
    if (book) return amount(posting.layers.cost, {"入账原值", "cost on recognition"}, card("cost"));
    const bool opening = asset.opening && asset.opening->tax_cost;
    const char* field = opening ? "opening_tax_cost" : asset.tax_cost ? "tax_cost" : "cost";
    return amount(posting.layers.cost, {"计税基础原值", "tax cost on recognition"},
                  opening ? opening_cell(field) : card(field));
  };
  if (!posting.opening) return layer == Layer::cost || layer == Layer::carrying ? cost() : sum({});
  if (layer == Layer::carrying && side.year == year()) return reference(book ? "book_carrying_open" : "tax_base_open");
  const auto accumulated = [&] {
    return amount(posting.layers.accumulated, {"接管日累计", "accumulated at take-over"},
                  opening_cell("opening_" + basis + "_accumulated"));
  };
  const auto provision = [&] {
    return amount(posting.layers.provision, {"接管日减值准备", "provision at take-over"},
                  opening_cell("opening_provision"));
  };
  if (layer == Layer::carrying) return sum({cost(), minus(accumulated()), minus(provision())});
  if (layer == Layer::cost) return cost();
  if (layer == Layer::accumulated) return accumulated();
  return layer == Layer::provision ? provision() : sum({});
}

Expression Workings::added_cost(const Side& side, const Posting& posting) const {
  const EventDetail& detail = posting.cause.event->detail;
  const auto* improve = std::get_if<Improve>(&detail);
  const auto* adjust = std::get_if<AdjustCost>(&detail);
  const bool own = side.basis == Basis::tax && ((improve && improve->tax_amount) || (adjust && adjust->tax_amount));
  return amount(posting.amount, event_name(posting.cause), at_event(posting.cause, own ? "tax_amount" : "amount"));
}

void Workings::opening_figure(const Side& side, const std::string& key, const std::string& close_key) {
  const bool book = side.basis == Basis::book;
  const Posting* first = side.first < side.end() ? &side.at(side.first) : nullptr;
  if (facts_.previous != nullptr) {
    figure(key, {"上年年末", "as it stood at the end of the year before"},
           earlier(facts_.previous->year, close_key, closing(*facts_.previous, side, Layer::carrying)));
  } else if (first != nullptr && first->kind == PostingKind::recognised && first->opening) {
    const std::string basis(name_of(side.basis));
    std::vector<Expression> parts{recognised(side, *first, Layer::cost),
                                  minus(recognised(side, *first, Layer::accumulated))};
    if (book) parts.push_back(minus(recognised(side, *first, Layer::provision)));
    figure(key, {"接管日：原值 − 累计 − 减值准备", "at take-over: cost − accumulated − provision"},
           sum(std::move(parts)), {"opening_status"});
  } else {
    figure(key, {"本年新增，期初无余额", "recognised in the year: nothing stood before"}, sum({}));
  }
}

void Workings::balance_figures() {
  const auto close = [&](const Side& side, Layer layer, const char* key, Text formula) {
    figure(key, std::move(formula), balance(side, layer, side.end()));
  };
  const Text moved{"期初 + 增加 − 处置转出", "opening + added − disposed"};
  close(book_, Layer::cost, "book_cost", moved);
  close(tax_, Layer::cost, "tax_cost", moved);
  const Text charged{"期初 + 本年计提 − 处置转出", "opening + charge of the year − disposed"};
  close(book_, Layer::accumulated, "book_accumulated", charged);
  close(tax_, Layer::accumulated, "tax_accumulated", charged);
  if (terms().elected) {
    close(general_, Layer::accumulated, "tax_accumulated_general", charged);
  } else {
    figure("tax_accumulated_general", {"未选择优惠，即税收累计", "nothing is elected: the tax balance itself"},
           reference("tax_accumulated"));
  }
  close(book_, Layer::provision, "book_provision",
        {"期初 + 计提 − 转回 − 转出", "opening + impairment − reversal − released"});
  close(book_, Layer::fair_value, "book_fair_value", {"期初 + 变动 − 转出", "opening + changes − released"});
  opening_figure(book_, "book_carrying_open", "book_carrying_close");
  opening_figure(tax_, "tax_base_open", "tax_base_close");
  figure("book_carrying_close",
         {"原值 + 公允价值变动 − 累计 − 减值准备", "cost + fair value − accumulated − provision"},
         sum({reference("book_cost"), reference("book_fair_value"), minus(reference("book_accumulated")),
              minus(reference("book_provision"))}));
  figure("tax_base_close", {"计税基础原值 − 税收累计", "tax cost − tax accumulated"},
         sum({reference("tax_cost"), minus(reference("tax_accumulated"))}));
}

// ---- what leaves with a disposal ----

std::string Workings::disposal_key(const Side& side, std::size_t index) const {
  std::size_t number = 1;
  for (std::size_t i = side.first; i < index; ++i) number += side.at(i).kind == PostingKind::release ? 1U : 0U;
  if (side.year == year()) return fmt::format("disposal/{}/{}", number, side.name);
  return fmt::format("disposal/{}/{}/{}", side.year == 0 ? "life" : std::to_string(side.year), number, side.name);
}

Expression Workings::share_of(const Posting& posting, Expression balance) const {
  return posting.fraction.is_one() ? balance : product(std::move(balance), posting.fraction);
}

Expression Workings::released(const Side& side, std::size_t index, Layer layer) {
  const Posting& posting = side.at(index);
  const LayerName name = name_of_layer(layer);
  const std::string key = disposal_key(side, index) + (layer == Layer::carrying ? std::string("_carrying") : name.key);
  if (has_step(key)) return reference(key);
  const bool tax = side.basis == Basis::tax;
  Wording wording{{fmt::format("{}：转出的{}", event_name(posting.cause).zh,
                               layer == Layer::carrying && tax ? "计税基础" : name.title.zh),
                   fmt::format("{}: {} that leaves", event_name(posting.cause).en,
                               layer == Layer::carrying && tax ? "tax base" : name.title.en)},
                  posting.fraction.is_one() ? Text{"全部余额", "the whole balance"}
                                            : Text{"round(比例 × 余额)", "round(fraction × balance)"},
                  at_event(posting.cause, "fraction")};
  const auto stated = [&](const std::optional<Money>& value, const char* field) {
    wording.formula = {"按清单所列", "as the removal list states"};
    return amount(*value, {"清单所列", "stated"}, at_event(posting.cause, field));
  };
  const bool part = !posting.fraction.is_one();
  Expression expression;
  switch (layer) {
    case Layer::carrying: {
      wording.formula = {"转出的原值 + 公允价值变动 − 累计 − 减值准备",
                         "cost + fair value − accumulated − provision that leave"};
      std::vector<Expression> parts{released(side, index, Layer::cost)};
      if (!tax) parts.push_back(released(side, index, Layer::fair_value));
      parts.push_back(minus(released(side, index, Layer::accumulated)));
      if (!tax) parts.push_back(minus(released(side, index, Layer::provision)));
      expression = sum(std::move(parts));
      break;
    }
    case Layer::provision: {
      const auto accumulated = [&] { return balance(side, Layer::accumulated, index); };
      if (part && posting.stated_provision) {
        expression = stated(posting.stated_provision, "provision_removed");
      } else if (part) {
        wording.formula = {"round(比例 ×（累计 + 减值准备）) − round(比例 × 累计)",
                           "round(fraction × (accumulated + provision)) − round(fraction × accumulated)"};
        expression = sum({product(sum({accumulated(), balance(side, Layer::provision, index)}), posting.fraction),
                          minus(product(accumulated(), posting.fraction))});
      } else {
        expression = balance(side, layer, index);
      }
      break;
    }
    default:
      expression = layer == Layer::accumulated && part && posting.stated_accumulated
                       ? stated(posting.stated_accumulated, "accumulated_removed")
                       : share_of(posting, balance(side, layer, index));
  }
  return step(key, std::move(wording), std::move(expression), layer_of(posting.layers, layer));
}

}  // namespace tieout
