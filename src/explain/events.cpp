// What events do to provision and fair value: impairment, reversal within its cap, changes of value.
#include <fmt/format.h>

#include "workings.hpp"

namespace tieout {

StatedAt Workings::at_event(const PostingCause& cause, std::string field) {
  if (cause.event != nullptr) return {cause.event->origin, std::move(field)};
  if (cause.recorded != nullptr) return {cause.recorded->origin, std::move(field)};
  return {};
}

Text event_name(const PostingCause& cause) {
  if (cause.event != nullptr) {
    const std::string text = fmt::format("{} {}", to_string(cause.event->date), type_name(cause.event->detail));
    return {text, text};
  }
  const std::string month = to_string(cause.month);
  if (cause.recorded != nullptr) return {month + " 记录", month + ", recorded"};
  return {month, month};
}

// The step behind a posting, made once.
Expression Workings::event_step(const Side& side, std::size_t index) {
  std::string& known = keys_[{side.name + " event", index}];
  if (!known.empty()) return reference(known);
  const Posting& posting = side.at(index);
  const auto made = [&](const char* name, Text title, Text formula, const char* field, auto expression) {
    known = numbered(side.name + name);
    const std::string key = known;
    Expression arithmetic = expression();
    const Text event = event_name(posting.cause);
    return step(
        key,
        {{event.zh + "：" + title.zh, event.en + ": " + title.en}, std::move(formula), at_event(posting.cause, field)},
        std::move(arithmetic), posting.amount);
  };
  const auto fair_value = [&] { return fair_value_change(side, posting, index); };
  switch (posting.kind) {
    case PostingKind::impairment: {
      const bool test = posting.cause.event && std::holds_alternative<Test>(posting.cause.event->detail);
      return made("_impairment", {"计提减值", "impairment"},
                  test ? Text{"账面价值 − 可收回金额", "carrying amount − recoverable amount"}
                  : posting.cause.recorded ? Text{"记录值 − 事项合计", "recorded − what events show"}
                                           : Text{"按所列金额", "as stated"},
                  test                     ? "recoverable"
                  : posting.cause.recorded ? "book_impairment"
                                           : "amount",
                  [&] { return impairment(side, posting, index); });
    }
    case PostingKind::reversal:
      return made("_reversal", {"转回减值", "reversal"},
                  {"不超过减值准备，且不高于从未减值时的账面价值",
                   "at most the provision, and not above the carrying amount had no impairment been recorded"},
                  "amount", [&] { return reversal(side, posting, index); });
    case PostingKind::provision_moved:
      return made("_moved", {"减值准备转入累计折旧", "provision moved to accumulated depreciation"},
                  {"min(减值准备余额, 从未减值时的累计 − 账面累计)",
                   "min(provision left, accumulated had nothing been impaired − accumulated)"},
                  "amount", [&] { return moved_provision(side, posting, index); });
    case PostingKind::fair_value:
      return made("_value", {"公允价值变动计入损益", "change of fair value, to profit"},
                  {"新的公允价值 − 账面价值", "new fair value − carrying amount"}, "amount", fair_value);
    case PostingKind::equity_surplus:
      return made("_surplus", {"转换日公允价值差额计入权益", "surplus on the change of model, to equity"},
                  {"公允价值 − 账面价值", "fair value − carrying amount"}, "amount", fair_value);
    default:
      return made("_value_to_cost", {"公允价值变动转入原值", "fair-value layer becomes cost"},
                  {"全部公允价值变动", "the whole layer"}, "amount",
                  [&] { return balance(side, Layer::fair_value, index); });
  }
}

Expression Workings::impairment(const Side& side, const Posting& posting, std::size_t index) {
  if (posting.cause.event == nullptr) {
    const Recorded& row = *posting.cause.recorded;
    std::vector<Expression> parts{
        amount(*row.book_impairment, {"记录的减值", "recorded"}, {row.origin, "book_impairment"})};
    for (std::size_t i = side.first; i < index; ++i) {
      const Posting& before = side.at(i);
      if (before.kind == PostingKind::impairment && before.cause.month.year() == row.year) {
        parts.push_back(minus(event_step(side, i)));
      }
    }
    return sum(std::move(parts));
  }
  if (const auto* impair = std::get_if<Impair>(&posting.cause.event->detail)) {
    return amount(impair->amount, {"减值金额", "amount"}, at_event(posting.cause, "amount"));
  }
  const Money recoverable = std::get<Test>(posting.cause.event->detail).recoverable;
  return sum({balance(side, Layer::carrying, index),
              minus(amount(recoverable, {"可收回金额", "recoverable"}, at_event(posting.cause, "recoverable")))});
}

// Never above what the carrying amount would be, had no impairment ever been recorded (the third projection).
Expression Workings::reversal(const Side& side, const Posting& posting, std::size_t index) {
  const std::string key = numbered("unimpaired");
  const Expression unimpaired =
      step(key,
           {{"从未减值时的账面价值", "carrying amount had no impairment been recorded"},
            {"自开始使用起，减值与转回除外", "everything since in service but impairments and reversals"}},
           balance(unimpaired_, Layer::carrying, posting.unimpaired));
  const auto carrying = [&] { return balance(side, Layer::carrying, index); };
  const Expression provision = balance(side, Layer::provision, index);
  if (const auto* test = std::get_if<Test>(&posting.cause.event->detail)) {
    const Expression recoverable =
        amount(test->recoverable, {"可收回金额", "recoverable"}, at_event(posting.cause, "recoverable"));
    return least({sum({least({recoverable, unimpaired}), minus(carrying())}), provision});
  }
  const auto& reverse = std::get<Reverse>(posting.cause.event->detail);
  std::vector<Expression> limits{amount(reverse.amount, {"转回金额", "amount"}, at_event(posting.cause, "amount")),
                                 sum({unimpaired, minus(carrying())})};
  if (reverse.recoverable) {
    limits.push_back(
        sum({amount(*reverse.recoverable, {"可收回金额", "recoverable"}, at_event(posting.cause, "recoverable")),
             minus(carrying())}));
  }
  limits.push_back(provision);
  return least(std::move(limits));
}

Expression Workings::moved_provision(const Side& side, const Posting& posting, std::size_t index) {
  const std::string key = numbered("unimpaired");
  const Expression unimpaired = step(key,
                                     {{"从未减值时的累计折旧", "accumulated had no impairment been recorded"},
                                      {"自开始使用起的全部计提", "every charge since in service"}},
                                     balance(unimpaired_, Layer::accumulated, posting.unimpaired));
  return least(
      {balance(side, Layer::provision, index), sum({unimpaired, minus(balance(side, Layer::accumulated, index))})});
}

Expression Workings::fair_value_change(const Side& side, const Posting& posting, std::size_t index) {
  const EventDetail& detail = posting.cause.event->detail;
  const auto* value = std::get_if<FairValue>(&detail);
  const Money now = value ? value->amount : *std::get<Transfer>(detail).amount;
  return sum({amount(now, {"公允价值", "fair value"}, at_event(posting.cause, "amount")),
              minus(balance(side, Layer::carrying, index))});
}

void Workings::event_figures() {
  const auto all = [&](PostingKind kind) {
    std::vector<Expression> steps;
    for (std::size_t i = book_.first; i < book_.end(); ++i) {
      if (book_.at(i).kind == kind) steps.push_back(event_step(book_, i));
    }
    return steps;
  };
  std::vector<Expression> impairments = all(PostingKind::impairment);
  figure("book_impairment",
         impairments.empty() ? Text{"本年未计提", "nothing was impaired in the year"}
                             : Text{"本年计提之和", "the impairments of the year"},
         sum(std::move(impairments)));
  std::vector<Expression> reversals = all(PostingKind::reversal);
  figure("book_reversal",
         reversals.empty() ? Text{"本年未转回", "nothing was reversed in the year"}
                           : Text{"本年转回之和", "the reversals of the year"},
         sum(std::move(reversals)));
}

}  // namespace tieout
