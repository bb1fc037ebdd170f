// Journals as text for hledger, ledger and beancount. All vouchers are written, technical ones too, so that the
// balances are those of the register. An account is "Assets:<entity>:<code>-<name>" with what the three programs accept
// of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tieout/filing/journal.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

enum class PlainFormat : std::uint8_t { hledger, ledger, beancount };
std::optional<PlainFormat> parse_plain_format(std::string_view word);

// beancount is told the closing balances of the ledgers and checks them by itself.
void write_plain_journal(ByteSink& out, PlainFormat format, const Journal& journal, Date first, Date last,
                         Language language);

}  // namespace tieout::writing
