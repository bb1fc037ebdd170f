// The entries of provisions for assets that have no card.
#include "tieout/filing/journal.hpp"

namespace tieout {

using rules::AccountRole;

void JournalMaker::add_provision(const ProvisionLine& line, const rules::BookRegime& regime) {
  if (line.from_register || !wanted(line.entity)) return;
  const Date open = *make_date(period_.year, 1, 1);
  const Date close = last_day(period_.last);
  const auto named = [&](AccountRole role, Date date) {
    AccountNeed need;
    need.role = role;
    need.entity = line.entity;
    need.provision = line.kind->code;
    need.date = date;
    return accounts_.require(regime, need);
  };
  const auto pair = [&](VoucherKind kind, std::string_view step, Date date, AccountRole debit, AccountRole credit,
                        Money amount, const Text& summary) {
    if (amount.is_zero()) return;
    const bool gathered = kind == VoucherKind::opening;
    const std::string key = gathered ? std::string() : line.kind->code + "#" + line.item + "#" + std::string(step);
    Draft& entry = draft(line.entity, date, kind, key, gathered);
    post(entry, line.entity, named(debit, date), amount, summary);
    post(entry, line.entity, named(credit, date), -amount, summary);
  };
  const auto says = [&](const char* zh, const char* en) {
    const std::string item = line.item.empty() ? std::string() : " " + line.item;
    return Text{zh + line.kind->label.zh + item, en + line.kind->label.en + item};
  };
  const VoucherKind kind = VoucherKind::provision;
  pair(VoucherKind::opening, "", open, AccountRole::opening, AccountRole::allowance, line.opening,
       {"期初余额", "Opening balances"});
  pair(kind, "1", close, AccountRole::allowance_loss, AccountRole::allowance, line.charged,
       says("计提", "Provision for "));
  pair(kind, "2", close, AccountRole::allowance, AccountRole::allowance_loss, line.reversed,
       says("转回", "Reversal of the provision for "));
  pair(kind, "3", close, AccountRole::allowance, AccountRole::allowance_counter, line.written_off,
       says("核销", "Write-off against the provision for "));
  // Written off before and paid after all: the asset and its provision stand again, then the money comes.
  pair(kind, "4", close, AccountRole::allowance_counter, AccountRole::allowance, line.recovered,
       says("收回已核销款项，恢复", "Recovery, restoring the provision for "));
  pair(kind, "4", close, AccountRole::allowance_cash, AccountRole::allowance_counter, line.recovered,
       says("收回已核销款项：", "Recovery: "));
  pair(kind, "5", close, AccountRole::allowance, AccountRole::allowance_sold, line.sold,
       says("随销售转销", "Sale: release of the provision for "));
  // From where it came or to where it went no file says.
  pair(kind, "6", close, AccountRole::addition, AccountRole::allowance, line.transferred,
       says("转入转出", "Transfer of the provision for "));
  if (line.closing.is_zero()) return;
  expect(line.entity, named(AccountRole::allowance, close), -line.closing);
}

}  // namespace tieout
