// Disposals: what came in, what left each ledger, the gains and the four parts of their difference (per line, summed).
#include <fmt/format.h>

#include "workings.hpp"

namespace tieout {

std::size_t Workings::release_of(const Side& side, const DisposalLine& line) const {
  std::size_t i = side.first;
  while (i < side.end() && !(side.at(i).kind == PostingKind::release && side.at(i).cause.index == line.event)) ++i;
  return i;
}

// The surplus that stood in equity, or its share: what changes of model put there less what left before.
Expression Workings::released_surplus(std::size_t index) {
  const Posting& posting = book_.at(index);
  std::vector<Expression> parts;
  for (std::size_t i = 0; i < index; ++i) {
    const Posting& before = book_.at(i);
    if (before.kind == PostingKind::equity_surplus) {
      parts.push_back(amount(before.amount, event_name(before.cause), at_event(before.cause, "amount")));
    } else if (before.kind == PostingKind::release && !before.surplus.is_zero()) {
      parts.push_back(minus(amount(before.surplus, event_name(before.cause))));
    }
  }
  return share_of(posting, sum(std::move(parts)));
}

void Workings::gains(std::size_t number, const DisposalLine& line) {
  const std::size_t book = release_of(book_, line), tax = release_of(tax_, line);
  const PostingCause& cause = book_.at(book).cause;
  const Text event = event_name(cause);
  const std::string prefix = fmt::format("disposal/{}/", number);
  const auto titled = [&](const char* zh, const char* en) { return Text{event.zh + "：" + zh, event.en + ": " + en}; };
  const auto stated = [&](const char* key, const char* zh, const char* en, Money value) {
    step(prefix + key, {titled(zh, en), {"按所列金额", "as stated"}, at_event(cause, key)},
         amount(value, {zh, en}, at_event(cause, key)), value);
  };
  stated("proceeds", "处置收入", "proceeds", line.proceeds);
  stated("compensation", "赔偿收入", "compensation", line.compensation);
  stated("costs", "处置费用", "costs", line.costs);
  const bool recycles = terms().book_regime->recycles_equity_surplus;
  step(prefix + "equity_surplus",
       {titled("转出的权益中公允价值差额", "equity surplus released"),
        recycles ? Text{"随处置转入损益", "recycled to profit with the disposal"}
                 : Text{"该制度下留在权益中", "the regime leaves it in equity"}},
       recycles ? released_surplus(book) : sum({}), line.equity_surplus_released);
  const auto net = [&](Expression carrying) {
    return std::vector<Expression>{reference(prefix + "proceeds"), reference(prefix + "compensation"),
                                   minus(reference(prefix + "costs")), minus(std::move(carrying))};
  };
  std::vector<Expression> gain = net(released(book_, book, Layer::carrying));
  gain.push_back(reference(prefix + "equity_surplus"));
  step(prefix + "book_gain",
       {titled("账面处置损益", "book gain"),
        {"收入 + 赔偿 − 费用 − 账面价值 + 转出的权益差额",
         "proceeds + compensation − costs − carrying amount + surplus released"}},
       sum(std::move(gain)), line.book_gain);
  const bool has_tax = tax < tax_.end();
  if (has_tax) {
    released(tax_, tax, Layer::cost);
    released(tax_, tax, Layer::accumulated);
  }
  step(prefix + "tax_gain",
       {titled("税收处置所得", "tax gain"),
        {"收入 + 赔偿 − 费用 − 计税基础", "proceeds + compensation − costs − tax base"}},
       sum(net(has_tax ? released(tax_, tax, Layer::carrying) : sum({}))), line.tax_gain);
}

// A part of every line of the year.
Expression Workings::disposal_sum(const char* part, bool negative) const {
  std::vector<Expression> lines;
  for (std::size_t i = 1; i <= facts_.result.disposals.size(); ++i) {
    const std::string key = fmt::format("disposal/{}/{}", i, part);
    if (!has_step(key)) continue;
    lines.push_back(negative ? minus(reference(key)) : reference(key));
  }
  return sum(std::move(lines));
}

void Workings::disposal_figures() {
  const auto& lines = facts_.result.disposals;
  for (std::size_t i = 0; i < lines.size(); ++i) gains(i + 1, lines[i]);
  const Text none{"本年没有处置", "nothing was disposed of in the year"};
  const auto put = [&](const char* key, const char* part, Text formula) {
    figure(key, lines.empty() ? none : std::move(formula), disposal_sum(part, false));
  };
  const Text each{"各笔处置之和", "the sum over the year's disposals"};
  put("disposal_proceeds", "proceeds", each);
  put("disposal_compensation", "compensation", each);
  put("disposal_costs", "costs", each);
  put("book_disposal_gain", "book_gain", each);
  put("tax_disposal_gain", "tax_gain", each);
  figure("adj_disposal_provision",
         lines.empty() ? none : Text{"− 转出的减值准备（以前年度已调增）", "− provision released (added back before)"},
         disposal_sum("book_provision", true));
  const auto difference = [&](const char* plus, const char* less) {
    return sum({disposal_sum(plus, false), minus(disposal_sum(less, false))});
  };
  figure("adj_disposal_charge",
         lines.empty()
             ? none
             : Text{"转出的税收累计 − 转出的账面累计", "tax accumulated released − book accumulated released"},
         difference("tax_accumulated", "book_accumulated"));
  figure("adj_disposal_cost",
         lines.empty() ? none : Text{"转出的账面原值 − 转出的计税基础原值", "book cost released − tax cost released"},
         difference("book_cost", "tax_cost"));
  figure("adj_disposal_fair_value",
         lines.empty() ? none
                       : Text{"转出的公允价值变动 − 转出的权益差额", "fair value released − equity surplus released"},
         difference("book_fair_value", "equity_surplus"));
}

}  // namespace tieout
