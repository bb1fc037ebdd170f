// The accounts that policies name for a group of cards. Inside filing/ only.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "tieout/filing/tie_out.hpp"

namespace tieout {

constexpr std::size_t kAccountLayers = 3;  // cost, accumulated, provision: the layers that have accounts

// By layer; empty: not stated.
using AccountsByLayer = std::array<std::string_view, kAccountLayers>;

AccountsByLayer by_layer(const CategoryAccounts& row);

// The most specific row wins, layer by layer: see CategoryAccounts.
AccountsByLayer accounts_of(const std::vector<CategoryAccounts>& rows, const CardGroup& group);

}  // namespace tieout
