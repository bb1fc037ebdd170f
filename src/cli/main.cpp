// The program: reads the command line, calls one command, turns what escapes into an exit code.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>

#include "archive/trouble.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "tieout/core/invariant.hpp"
#include "tieout/core/money.hpp"

namespace tieout::cli {

namespace {

// Not every command has papers; the message names those that do.
bool refused(const Command& command, const Options& options) {
  const bool html = options.format == writing::Format::html;
  if (html ? command.writes_html : options.format != writing::Format::pdf || command.writes_pdf) return false;
  std::string names;
  for (const Command* each : commands()) {
    if (html ? each->writes_html : each->writes_pdf) names += (names.empty() ? "" : ", ") + each->name;
  }
  const char* format = html ? "HTML" : "PDF";
  fmt::print(stderr, "tieout: {}\n",
             in(options.language, {fmt::format("{} 不写 {}；可以写的命令：{}", options.command, format, names),
                                   fmt::format("{} writes no {}; these do: {}", options.command, format, names)}));
  return true;
}

int dispatch(const Options& options) {
  if (options.version) {
    fmt::print("tieout {}\n", TIEOUT_VERSION);
    return kDone;
  }
  if (options.command.empty()) {
    int code = run_help(options, "");
    return options.help ? code : kUsage;
  }
  if (options.command == "help") return run_help(options, options.arguments.empty() ? "" : options.arguments.front());
  if (options.help) return run_help(options, options.command);
  for (const Command* command : commands()) {
    if (options.command != command->name) continue;
    return refused(*command, options) ? kUsage : command->run(options);
  }
  return run_help(options, options.command);
}

int run(int argc, char** argv) {
  Options options;
  try {
    if (auto error = parse_options(argc, argv, options)) {
      fmt::print(stderr, "tieout: {}\n{}\n", in(options.language, error->message),
                 in(options.language, {"tieout help 列出命令和选项", "tieout help lists commands and options"}));
      return kUsage;
    }
    return dispatch(options);
  } catch (const archive::Trouble& trouble) {
    print_diagnostic(trouble.diagnostic(), options.language);
    return kOutputTrouble;
  } catch (const InvariantViolation& violation) {
    fmt::print(stderr, "tieout: {}: {}\n",
               in(options.language,
                  {"内部错误（请报告，未写出任何文件）", "internal error (please report; nothing was written)"}),
               violation.what());
    return kInternal;
  } catch (const MoneyOverflow&) {
    fmt::print(
        stderr, "tieout: {}\n",
        in(options.language, {"错误[AMOUNT-OVERFLOW]：合计金额超出可表示范围，请分批或按 --entity 计算",
                              "error[AMOUNT-OVERFLOW]: a total is beyond what can be represented; run by --entity"}));
    return kBadInput;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, {"内存不足", "out of memory"}));
    return kOutputTrouble;
  } catch (const std::exception& error) {
    fmt::print(stderr, "tieout: {}: {}\n", in(options.language, {"内部错误", "internal error"}), error.what());
    return kInternal;
  }
}

}  // namespace

}  // namespace tieout::cli

int main(int argc, char** argv) { return tieout::cli::run(argc, argv); }
