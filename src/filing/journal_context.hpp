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
  // That under which the month was charged: a property that goes to fair value was charged at cost until then.
  Model charging_model_of(const RollForwardLine& line) const {
    return facts.model_before == Model::cost && line.open != Layers{} ? Model::cost : model_of(line);
  }
  // What stood in the accounts when the model changed: with the charge of the month where it came before.
  Layers held_before(const RollForwardLine& line) const {
    Layers held = line.open;
    if (facts.model_before != Model::cost) return held;
    held.accumulated += line.charged.accumulated;
    held.provision += line.charged.provision;
    held.provision -= line.reversed.provision;
    return held;
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
