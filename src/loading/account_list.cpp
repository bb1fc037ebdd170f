#include "loading/account_list.hpp"

#include <fmt/format.h>

#include <array>

#include "loading/list_reader.hpp"

namespace tieout::loading {

std::vector<StatedAccount> read_accounts(const std::string& path, const std::string& encoding,
                                         Diagnostics& diagnostics) {
  enum Column : std::size_t { role, entity, category, kind, provision, account, name };
  static constexpr std::array<ListColumn, 7> kColumns{{{"role", "用途", false},
                                                       {"entity", "核算主体", false},
                                                       {"category", "资产类别", false},
                                                       {"kind", "处置方式", false},
                                                       {"provision", "准备", false},
                                                       {"account", "科目编码"},
                                                       {"name", "科目名称", false}}};
  std::vector<StatedAccount> result;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    StatedAccount one;
    one.entity = std::string(list.cell(entity));
    one.category = std::string(list.cell(category));
    one.provision = std::string(list.cell(provision));
    one.account = list.needed(account);
    one.name = std::string(list.cell(name));
    one.origin.line = list.line();
    if (const std::string_view text = list.cell(role); !text.empty()) {
      one.role = rules::parse_account_role(text);
      if (!one.role) {
        list.problem(role, "ACCOUNT-ROLE",
                     {fmt::format("没有用途“{}”", text), fmt::format("there is no role '{}'", text)},
                     {"可用的词见 tieout help journal。", "tieout help journal lists the roles."});
      }
    }
    if (const std::string_view text = list.cell(kind); !text.empty()) {
      one.kind = parse_disposal_kind(text);
      if (!one.kind) {
        list.problem(kind, "ACCOUNT-ROLE",
                     {fmt::format("没有处置方式“{}”", text), fmt::format("there is no kind of disposal '{}'", text)},
                     {"用 sale、scrap、loss、disaster 等。", "Use sale, scrap, loss, disaster and so on."});
      }
    }
    result.push_back(std::move(one));
  });
  return result;
}

}  // namespace tieout::loading
