#include "cli/accepted_return.hpp"

#include "cli/workspace.hpp"
#include "loading/filed_lists.hpp"

namespace tieout::cli {

std::vector<FiledFormCell> read_accepted_return(const std::string& file,
                                                const std::vector<const rules::FormEdition*>& editions,
                                                const Options& options, Diagnostics& diagnostics) {
  const auto cells = loading::read_filed_form(file, options.inputs.encoding, "", diagnostics);
  return check_filed_form(cells, {*options.year, editions, options.forms.form}, diagnostics);
}

std::optional<archive::StoredDocument> kept_return(const Options& options) {
  if (options.db.empty() || !options.year) return std::nullopt;
  const auto database = open_workspace(options, archive::Access::read);
  return archive::find_document(*database, archive::kReturnDocument, std::to_string(*options.year));
}

}  // namespace tieout::cli
