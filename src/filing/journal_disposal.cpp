// The entries of a disposal, in the three ways that charts know: through a clearing account, at once, and gross as
// income and cost of other operations.
#include <fmt/format.h>

#include "journal_context.hpp"
#include "journal_words.hpp"

namespace tieout {

using rules::AccountRole;

void JournalMaker::dispose(const Context& context, const DisposalLine& disposal) {
  RollForwardLine line;
  line.asset_class = disposal.asset_class;
  line.holder = disposal.holder;
  const std::string& entity = context.entity_of(line);
  const Model model = context.facts.model_after;
  Draft& entry = draft(entity, disposal.date, VoucherKind::disposal,
                       fmt::format("{}#{}", context.facts.asset->id, disposal.event), false);
  entry.asset = context.facts.asset->id;

  AccountNeed need;
  need.entity = entity;
  need.category = context.facts.asset->category;
  need.asset_class = disposal.asset_class;
  need.reclassified = !(disposal.asset_class == context.facts.asset->asset_class);
  need.kind = disposal.kind;
  need.date = disposal.date;
  const auto known = [&](AccountRole role) {
    need.role = role;
    return accounts_.find(*context.facts.regime, need);
  };
  const auto named = [&](AccountRole role) {
    need.role = role;
    return accounts_.require(*context.facts.regime, need);
  };
  const Text word = journal_words::disposal(disposal.kind);
  const auto says = [&](const char* zh, const char* en) { return context.named({word.zh + zh, word.en + en}); };
  const auto debit = [&](AccountRole role, Money amount, const Text& summary) {
    if (!amount.is_zero()) post(entry, entity, named(role), amount, summary);
  };

  const Money carrying = disposal.released.carrying();
  const Money surplus = disposal.equity_surplus_released;
  Layers out;
  out -= disposal.released;
  const bool gross = known(AccountRole::disposal_income).found();
  const bool clears =
      !gross && classes_.at(disposal.asset_class).family == Family::tangible && known(AccountRole::clearing).found();

  const Text leaves = clears ? says("转入清理", ": carrying amount") : says("转销账面价值", ": carrying amount");
  if (clears) debit(AccountRole::clearing, carrying, leaves);
  if (gross) debit(AccountRole::disposal_expense, carrying, leaves);
  const std::size_t first = entry.lines.size();
  post_layers(entry, context, line, model, out, disposal.date, leaves);
  if (model == Model::fair_value) join_lines(entry, first);

  const auto receive = [&](AccountRole role, Money amount, const Text& summary) {
    debit(role, amount, summary);
    if (clears) debit(AccountRole::clearing, -amount, summary);
    if (gross) debit(AccountRole::disposal_income, -amount, summary);
  };
  receive(AccountRole::proceeds, disposal.proceeds, says("收入", ": proceeds"));
  receive(AccountRole::compensation, disposal.compensation, says("应收赔款", ": compensation"));
  const Text paid = says("费用", ": costs");
  if (clears) debit(AccountRole::clearing, disposal.costs, paid);
  if (gross) debit(AccountRole::disposal_expense, disposal.costs, paid);
  debit(AccountRole::disposal_costs, -disposal.costs, paid);

  const Text released = says("结转其他综合收益", ": surplus in equity");
  debit(AccountRole::equity_surplus, surplus, released);
  if (clears) debit(AccountRole::clearing, -surplus, released);
  if (gross) {
    debit(AccountRole::disposal_expense, -surplus, released);
    const Text recycled = says("结转公允价值变动", ": earlier changes of value");
    const Money realised = disposal.released.fair_value - surplus;
    if (known(AccountRole::recycled_value).found()) {
      debit(AccountRole::recycled_value, realised, recycled);
      debit(AccountRole::disposal_expense, -realised, recycled);
    }
    return;
  }
  const bool gains = disposal.book_gain > Money{};
  const Text result = gains ? says("净收益", ": gain") : says("净损失", ": loss");
  if (clears) debit(AccountRole::clearing, disposal.book_gain, result);
  debit(gains ? AccountRole::disposal_gain : AccountRole::disposal_loss, -disposal.book_gain, result);
}

}  // namespace tieout
