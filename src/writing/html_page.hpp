// The HTML report: one file that needs no other and no network. Styles and script are those of data/html, compiled in;
// a policy in the page lets exactly these run (by their SHA-256) and nothing be fetched. The script lays out the data
// that stands in the page as JSON and computes no figure of the report.
#pragma once

#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

// A member of the page's data; `json` as html_values.hpp makes it.
struct PagePart {
  std::string key;
  std::string json;
};

struct HtmlPage {
  Language language = Language::zh;
  std::string title;
  std::vector<PagePart> parts;
};

void write_html_page(const HtmlPage& page, ByteSink& out);

// "sha256-…" of a digest in hexadecimal, as a Content-Security-Policy writes it.
std::string policy_hash(std::string_view hex_digest);

}  // namespace tieout::writing
