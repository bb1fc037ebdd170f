// The month of an asset under work. Inside filing/ only.
#pragma once

#include "tieout/filing/journal.hpp"

namespace tieout {

struct JournalMaker::Context {
  const AssetYear& month;
  const JournalAsset& facts;
  Month in;

  const std::string& entity_of(const RollForwardLine& line) const { return month.entity_of(line.holder); }
  // A change of the model happens on the line held last.
  Model model_of(const RollForwardLine& line) const {
    const RollForwardLine* last = nullptr;
    for (const RollForwardLine& one : month.roll_forward) {
      if (one.basis == Basis::book) last = &one;
    }
    return &line == last ? facts.model_after : facts.model_before;
  }
  // "计提减值准备：JX-0007 焊接机器人"
  Text named(const Text& what) const {
    const std::string& id = facts.asset->id;
    const std::string& name = facts.asset->name;
    const std::string who = name.empty() ? id : id + " " + name;
    return {what.zh + "：" + who, what.en + ": " + who};
  }
};

}  // namespace tieout
