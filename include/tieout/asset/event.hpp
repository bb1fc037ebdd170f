// The dated events of an asset, one struct per type (engine.md §5). Amounts are fen; a field that was not
// stated is empty.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "tieout/asset/origin.hpp"
#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"

namespace tieout {

// New estimates that may come with an impairment or a test, or stand alone in an Estimate.
struct ReEstimate {
  std::optional<std::int32_t> life_months;  // new total; only in Estimate
  std::optional<std::int32_t> remaining_months;
  std::optional<Money> residual;
  std::optional<Method> method;
  bool empty() const { return !life_months && !remaining_months && !residual && !method; }
};

struct Impair {
  Money amount;  // > 0 adds to the provision
  ReEstimate estimate;
};
struct Test {
  Money recoverable;  // the higher of fair value less costs of disposal and value in use
  ReEstimate estimate;
};
struct Reverse {
  Money amount;
  std::optional<Money> recoverable;
};
struct Estimate {
  ReEstimate estimate;
  BasisChoice basis = BasisChoice::book;
};
struct Improve {
  Money amount;
  std::optional<Money> tax_amount;  // default: amount
  std::optional<std::int32_t> remaining_months;
  std::optional<std::int32_t> tax_remaining_months;
  std::optional<Ratio> removed;  // fraction of the old balances that leaves, below 1
  Money proceeds;
  Money costs;
};
struct AdjustCost {
  Money amount;
  std::optional<Money> tax_amount;
};
struct Suspend {
  BasisChoice basis = BasisChoice::both;
};
struct Resume {
  BasisChoice basis = BasisChoice::both;
};
struct Usage {
  Ratio units;
};
struct FairValue {
  Money amount;  // the new fair value
};
struct Transfer {
  std::optional<ClassId> to_class;
  std::string to_entity;  // empty: stays
  std::optional<Model> model;
  std::optional<Money> amount;  // fair value on the day, with `model`
  std::optional<std::int32_t> remaining_months;
};
struct Dispose {
  Money proceeds;
  Money compensation;
  Money costs;
  DisposalKind kind = DisposalKind::sale;
  std::optional<Ratio> fraction;  // in (0, 1]; default 1 unless cost_removed is stated
  std::optional<Money> cost_removed;
  std::optional<Money> accumulated_removed;
  std::optional<Money> provision_removed;
  std::optional<ComponentsChoice> components = {};  // of a whole; not stated: each component has events of its own
};

using EventDetail = std::variant<Impair, Test, Reverse, Estimate, Improve, AdjustCost, Suspend, Resume, Usage,
                                 FairValue, Transfer, Dispose>;

struct Event {
  Date date;
  EventDetail detail;
  std::string note;
  Origin origin;
};

// "impair", "test", … as in files.
std::string_view type_name(const EventDetail& detail);

}  // namespace tieout
