// What can be said of the stated facts before any ledger runs.
#include <fmt/format.h>

#include <algorithm>

#include "entry_problem.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

namespace {

// a + b, or nothing where it leaves 64 bits (decimals of extreme length).
std::optional<Ratio> sum(Ratio a, Ratio b) {
  std::int64_t left = 0, right = 0, top = 0, bottom = 0;
  const bool fits = !__builtin_mul_overflow(a.numerator(), b.denominator(), &left) &&
                    !__builtin_mul_overflow(b.numerator(), a.denominator(), &right) &&
                    !__builtin_add_overflow(left, right, &top) &&
                    !__builtin_mul_overflow(a.denominator(), b.denominator(), &bottom);
  return fits ? std::optional(Ratio::of(top, bottom)) : std::nullopt;
}

}  // namespace

// Events before the asset exists, or inside the take-over balances; a resume without a suspension; recorded years
// without the asset.
bool AssetReconciler::check_dates() {
  const Asset& asset = entry_->asset;
  for (const TimelineItem& item : timeline_.items()) {
    const Event& event = *item.event;
    if (event.date < asset.in_service) {
      problems_.push_back(entry_problem(
          *entry_, event.origin, "date", "EVENT-BEFORE-SERVICE",
          {fmt::format("事项日期 {} 早于开始使用日期 {}", to_string(event.date), to_string(asset.in_service)),
           fmt::format("the event of {} is before in_service {}", to_string(event.date), to_string(asset.in_service))},
          {"更正日期", "Correct the date"}));
    } else if (asset.opening && event.date < asset.opening->date) {
      problems_.push_back(
          entry_problem(*entry_, event.origin, "date", "EVENT-BEFORE-OPENING",
                        {fmt::format("事项日期 {} 早于接管日 {}，已包含在期初余额中", to_string(event.date),
                                     to_string(asset.opening->date)),
                         fmt::format("the event of {} is before the take-over on {}: it is inside the opening",
                                     to_string(event.date), to_string(asset.opening->date))},
                        {"删去该事项，或更正接管日", "Remove the event, or correct opening_date"}));
    }
  }
  check_entities();
  check_short_years();
  check_units();
  check_suspensions(BasisChoice::book);
  check_suspensions(BasisChoice::tax);
  Month first = asset.opening ? asset.opening->date.month() : asset.in_service.month();
  for (const Recorded* row : timeline_.recorded()) {
    if (Month::of(row->year, row->month == 0 ? 12 : row->month) >= first) continue;
    problems_.push_back(
        entry_problem(*entry_, row->origin, row->month == 0 ? "year" : "month", "RECORDED-YEAR",
                      {fmt::format("该期间早于资产的首月 {}", to_string(first)),
                       fmt::format("this period is before the asset's first month {}", to_string(first))},
                      {"删去该行，或更正年度", "Remove the row, or correct the year"}));
  }
  return problems_.empty();
}

// Units beyond the total are charged no further; that the estimate was too low is for the reader to know.
void AssetReconciler::check_units() {
  if (!entry_->asset.total_units) return;
  Ratio used;
  const TimelineItem* last = nullptr;
  for (const TimelineItem& item : timeline_.items()) {
    const auto* usage = std::get_if<Usage>(&item.event->detail);
    if (!usage) continue;
    const auto total = sum(used, usage->units);
    if (!total) return;
    used = *total;
    last = &item;
  }
  if (!last || compare(used, *entry_->asset.total_units) <= 0) return;
  const std::string stated = to_string(*entry_->asset.total_units);
  findings_.push_back(entry_problem(
      *entry_, last->event->origin, "units", "UNITS-BEYOND-TOTAL",
      {fmt::format("累计工作量 {} 超过预计总工作量 {}，超出部分不再折旧", to_string(used), stated),
       fmt::format("{} units used exceed the total of {}; what is beyond is not charged", to_string(used), stated)},
      {"核对工作量，或修改 total_units", "Check the usage, or correct total_units"}));
  findings_.back().diagnostic.severity = Severity::warning;
  findings_.back().year = last->event->date.year();
}

// An asset goes from one entity to another; where the entities of the group are listed, to one of them.
void AssetReconciler::check_entities() {
  auto unknown = [&](const std::string& id) {
    if (!framework_.entities || framework_.entities->empty()) return false;
    return std::none_of(framework_.entities->begin(), framework_.entities->end(),
                        [&](const Entity& entity) { return entity.id == id; });
  };
  const std::string* entity = &entry_->asset.entity;
  for (const TimelineItem& item : timeline_.items()) {
    const auto* transfer = std::get_if<Transfer>(&item.event->detail);
    if (!transfer || transfer->to_entity.empty()) continue;
    if (transfer->to_entity == *entity) {
      problems_.push_back(entry_problem(*entry_, item.event->origin, "to_entity", "TRANSFER-TO-ITSELF",
                                        {fmt::format("资产已属于核算主体 {}", *entity),
                                         fmt::format("the asset already belongs to entity {}", *entity)},
                                        {"更正 to_entity", "Correct to_entity"}));
      return;
    }
    if (unknown(transfer->to_entity)) {
      problems_.push_back(entry_problem(
          *entry_, item.event->origin, "to_entity", "TRANSFER-UNKNOWN-ENTITY",
          {fmt::format("主体清单中没有 {}", transfer->to_entity),
           fmt::format("the list of entities has no {}", transfer->to_entity)},
          {"更正 to_entity，或在 --entities 中补上该主体", "Correct to_entity, or add it to --entities"}));
      return;
    }
    entity = &transfer->to_entity;
  }
}

// Each resume needs a suspension of the ledger: one that stands, or one of the same day, whatever the order of entry.
void AssetReconciler::check_suspensions(BasisChoice basis) {
  auto concerns = [&](BasisChoice choice) { return choice == BasisChoice::both || choice == basis; };
  const auto& items = timeline_.items();
  bool suspended = false;
  for (std::size_t i = 0; i < items.size();) {
    const Date day = items[i].event->date;
    int suspends = 0, resumes = 0;
    const Event* last_resume = nullptr;
    for (; i < items.size() && items[i].event->date == day; ++i) {
      const EventDetail& detail = items[i].event->detail;
      if (const auto* suspend = std::get_if<Suspend>(&detail)) suspends += concerns(suspend->basis);
      const auto* resume = std::get_if<Resume>(&detail);
      if (!resume || !concerns(resume->basis)) continue;
      ++resumes;
      last_resume = items[i].event;
    }
    if (resumes > suspends + (suspended ? 1 : 0)) {
      problems_.push_back(entry_problem(
          *entry_, last_resume->origin, "type", "RESUME-WITHOUT-SUSPEND",
          {"恢复折旧之前没有停止折旧", "nothing was suspended before this resume"},
          {"补充 suspend 事项，或以 basis 指明口径", "Add the suspend event, or name the ledger with basis"}));
      return;
    }
    if (suspends + resumes > 0) suspended = resumes == 0;
  }
}

}  // namespace tieout
