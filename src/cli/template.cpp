// tieout template --out F: an empty workbook to fill in.
#include "writing/template.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"

namespace tieout::cli {

int run_template(const Options& options) {
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  writing::OutFile file(options.out.empty() ? "tieout-template.xlsx" : options.out);
  if (auto failure = writing::write_template(session.rules(), file)) return output_trouble(*failure, options);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

}  // namespace tieout::cli
