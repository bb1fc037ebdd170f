// What is known of a form: rows, columns and formulas of its editions with the evidence for each.
#pragma once

#include <string>

#include "cli/session.hpp"

namespace tieout::cli {

// `id` is a form ("A105080": every edition), or an edition ("cn/forms/A105080/2022" or "A105080/2022"). An exit code,
// or nothing where there is no such form.
std::optional<int> show_form(const Session& session, const std::string& id);

}  // namespace tieout::cli
