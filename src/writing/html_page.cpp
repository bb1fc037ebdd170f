#include "writing/html_page.hpp"

#include <array>

#include "writing/html_assets.hpp"
#include "writing/html_values.hpp"

namespace tieout::writing {

namespace {

unsigned nibble(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); }

std::string head(const HtmlPage& page) {
  const bool zh = page.language == Language::zh;
  std::string out = "<!DOCTYPE html>\n<html lang=\"";
  out += zh ? "zh-CN" : "en";
  out += "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"";
  out += "default-src 'none'; style-src '" + policy_hash(kReportStyleDigest) + "'; script-src '" +
         policy_hash(kReportScriptDigest) + "'; img-src data:; base-uri 'none'; form-action 'none'\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + html_escaped(page.title) + "</title>\n<style>";
  out += kReportStyle;
  return out + "</style>\n</head>\n";
}

}  // namespace

std::string policy_hash(std::string_view hex_digest) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out = "sha256-";
  unsigned bits = 0;
  int held = 0;
  for (const char c : hex_digest) {
    bits = (bits << 4) | nibble(c);
    held += 4;
    if (held < 6) continue;
    held -= 6;
    out += kAlphabet[(bits >> held) & 63];
  }
  if (held > 0) out += kAlphabet[(bits << (6 - held)) & 63];
  constexpr std::string_view kPrefix = "sha256-";
  while ((out.size() - kPrefix.size()) % 4 != 0) out += '=';
  return out;
}

void write_html_page(const HtmlPage& page, ByteSink& out) {
  const bool zh = page.language == Language::zh;
  out.write(head(page));
  out.write("<body>\n<a class=\"skip\" href=\"#main\">");
  out.write(zh ? "跳到正文" : "Skip to the report");
  out.write("</a>\n<header id=\"top\"><h1>" + html_escaped(page.title) + "</h1></header>\n");
  out.write("<main id=\"main\" tabindex=\"-1\">\n<noscript><p>");
  out.write(
      zh ? "本报告的表格和图由页内脚本排出，请启用 JavaScript；它不访问网络。"
         : "A script inside this file lays out its tables and charts: please allow JavaScript. It uses no network.");
  out.write("</p></noscript>\n</main>\n<script type=\"application/json\" id=\"data\">{\n");
  const char* between = "";
  for (const PagePart& part : page.parts) {
    out.write(between + page_string(part.key) + ":");
    out.write(part.json);
    between = ",\n";
  }
  out.write("}\n</script>\n<script>");
  out.write(kReportScript);
  out.write("</script>\n</body>\n</html>\n");
}

}  // namespace tieout::writing
