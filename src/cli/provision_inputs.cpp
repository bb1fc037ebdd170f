#include "cli/provision_inputs.hpp"

#include <algorithm>

#include "cli/deferred_tax_measurement.hpp"
#include "loading/rule_provisions.hpp"

namespace tieout::cli {

namespace {

// The standard that the entity's books are kept by; that of the run where it names none.
std::map<std::string, const rules::ProvisionRules*> by_entity(const Session& session, const ProvisionFiles& files) {
  std::map<std::string, const rules::ProvisionRules*> result{{"", files.rules_of(session.options().book)}};
  if (!session.has_register()) return result;
  for (const Entity& entity : session.reader().entities()) {
    const std::string& regime = entity.regime.empty() ? session.options().book : entity.regime;
    result[entity.id] = files.rules_of(regime);
  }
  return result;
}

}  // namespace

const rules::ProvisionRules* ProvisionFiles::rules_of(std::string_view regime) const {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const rules::ProvisionRules& one) { return one.regime == regime; });
  return found == rules.end() ? nullptr : &*found;
}

bool read_provision_files(Session& session, ProvisionFiles& files) {
  const Options& options = session.options();
  Diagnostics& diagnostics = session.diagnostics();
  const std::size_t errors_before = diagnostics.errors();
  files.rules = loading::load_provision_rules(rules_directory(options), session.rules(), diagnostics);
  if (diagnostics.errors() > errors_before) {
    session.report_errors();
    return false;
  }
  const std::string& encoding = options.inputs.encoding;
  if (!options.provisions.stated.empty()) {
    files.stated = loading::read_provisions(options.provisions.stated, encoding, diagnostics);
  }
  if (!options.provisions.valued.empty()) {
    files.valued = loading::read_valued_items(options.provisions.valued, encoding, diagnostics);
  }
  return true;
}

const rules::BookRegime& book_regime_of(const Session& session, const std::string& entity) {
  const Entity* known = session.has_register() ? find_entity(session, entity) : nullptr;
  const bool own = known != nullptr && !known->regime.empty();
  return *session.rules().find_book_regime(own ? known->regime : session.options().book);
}

ProvisionStatement provision_statement(Session& session, const ProvisionFiles& files, const CardProvisions& cards) {
  const Options& options = session.options();
  const ProvisionInput input{*options.year,  files.stated,      files.valued,    cards, by_entity(session, files),
                             options.entity, options.law_as_of, &session.rules()};
  ProvisionStatement statement = make_provision_statement(input);
  for (const ProvisionProblem& problem : statement.problems) {
    Diagnostic diagnostic = problem.diagnostic;
    diagnostic.span.file = problem.valuation ? options.provisions.valued : options.provisions.stated;
    diagnostic.span.line = problem.origin.line;
    session.diagnostics().add(std::move(diagnostic));
  }
  return statement;
}

}  // namespace tieout::cli
