#include "cli/prepayment_form.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tieout::cli {

bool is_prepayment_form(const Session& session) {
  const auto& all = session.rules().forms;
  return std::any_of(all.begin(), all.end(), [&](const rules::FormEdition& each) {
    return each.prepayment() && each.form == session.options().forms.form;
  });
}

bool fits_prepayment(const Options& options) {
  if (!options.forms.bridge && options.forms.routing.empty()) return true;
  fmt::print(
      stderr, "tieout: {}\n",
      in(options.language, {"预缴申报表不填资产余额和处置，不能与 --bridge、--routing 合用",
                            "a form for prepayments holds neither balances nor disposals; --bridge and --routing "
                            "do not go with it"}));
  return false;
}

const rules::FormEdition* prepayment_edition_for(const Session& session, Month end, Diagnostic& problem) {
  const Options& options = session.options();
  const std::string& form = options.forms.form;
  const std::string& wanted = options.forms.edition;
  std::vector<std::string> known;
  for (const rules::FormEdition& each : session.rules().forms) {
    if (!each.prepayment() || each.form != form) continue;
    if (wanted == each.name()) return &each;
    known.push_back(each.name());
  }
  const std::string listed = fmt::format("{}", fmt::join(known, ", "));
  problem.help = {fmt::format("{} 已收录的版本：{}；--edition 可指定其一。", form, listed),
                  fmt::format("Known editions of {}: {}; --edition takes one of them.", form, listed)};
  if (!wanted.empty() && wanted != "auto") {
    problem.code = "FORM-EDITION-UNKNOWN";
    problem.span.file = "--edition";
    problem.message = {fmt::format("没有 {} 版申报表", wanted), fmt::format("there is no edition '{}'", wanted)};
    return nullptr;
  }
  const auto* edition = rules::prepayment_edition(session.rules().forms, form, end, options.law_as_of);
  if (edition != nullptr) return edition;
  problem.code = "FORM-NO-EDITION";
  problem.span.file = options.through ? "--through" : "--year";
  problem.message = {fmt::format("截至 {} 的预缴没有收录的 {} 版本", to_string(end), form),
                     fmt::format("no edition of {} is known for a prepayment up to {}", form, to_string(end))};
  return nullptr;
}

void tell_prepayment(const FormSet& set, const std::vector<EntityForms>& all, std::size_t formulas,
                     const Options& options) {
  const rules::FormEdition& edition = set.edition(0);
  Money reduction;
  for (std::size_t column = 0; column < edition.columns.size(); ++column) {
    if (edition.columns[column].amount != rules::FormAmount::charge_reduction) continue;
    for (const EntityForms& forms : all) {
      for (std::size_t row = 0; row < edition.rows.size(); ++row) {
        if (edition.rows[row].sum.empty()) {
          reduction += forms.sheets[0].cells[row * edition.columns.size() + column];
        }
      }
    }
  }
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {fmt::format("{} 个主体，截至 {} 累计调减 {}；{} 项关系相符", all.size(),
                                               set.period(), to_grouped_string(reduction), formulas),
                                   fmt::format("{} {}, reduction {} up to {}; {} formulas hold", all.size(),
                                               all.size() == 1 ? "entity" : "entities", to_grouped_string(reduction),
                                               set.period(), formulas)}));
}

}  // namespace tieout::cli
