// Random histories of one asset with the rules around it: the auditor's food. Deterministic: one seed, one history.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model.hpp"
#include "tieout/asset/register.hpp"

namespace tieout::auditor {

// One history with all that is needed to run it.
struct History {
  RegisterEntry entry;
  World world;
  std::int32_t last_year = 0;
};

// SplitMix64: small, seedable from any number, the same on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // Uniform in 0..bound−1; bound > 0.
  std::uint64_t below(std::uint64_t bound);
  // Uniform in low..high.
  std::int64_t between(std::int64_t low, std::int64_t high);
  bool percent(int chance) { return below(100) < static_cast<std::uint64_t>(chance); }

 private:
  std::uint64_t state_;
};

struct GeneratorOptions {
  bool elections = true;  // some assets elect a one-time deduction
};

// The classes with their figures for assets put in service from 2008 on.
World real_world();
ClassId class_named(const World& world, std::string_view code);

// About 85 in 100 histories are valid; the others break a rule on purpose.
History random_history(std::uint64_t seed, const GeneratorOptions& options = {});

// The parts of random_history, in the order in which they are applied.
void add_random_events(Random& random, History& history);
void add_random_recorded(Random& random, History& history);
void break_a_rule(Random& random, History& history);

}  // namespace tieout::auditor
