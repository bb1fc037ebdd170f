#include "writing/html_table.hpp"

#include <fmt/format.h>

#include "writing/cell_text.hpp"
#include "writing/html_values.hpp"

namespace tieout::writing {

namespace {

bool is_number(const Cell& cell) { return cell.kind == CellKind::money || cell.kind == CellKind::integer; }

void write_row(const std::vector<Cell>& cells, ByteSink& out) {
  out.write("<tr>");
  for (const Cell& cell : cells) {
    out.write(fmt::format("<td{}>{}</td>", is_number(cell) ? " class=\"n\"" : "", html_escaped(cell_text(cell))));
  }
  out.write("</tr>\n");
}

}  // namespace

void write_html_table(const Table& table, Language language, ByteSink& out) {
  const std::string title = html_escaped(in(language, table.schema.title));
  out.write(fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{}</title><style>body{{font:14px/1.5 "
      "sans-serif;margin:2em}}table{{border-collapse:collapse}}th,td{{border-bottom:1px solid #888;padding:.2em "
      ".6em;text-align:left}}th{{position:sticky;top:0;background:#fff}}.n{{text-align:right}}</style></head>\n"
      "<body><h1>{}</h1><table><thead><tr>",
      language == Language::zh ? "zh-CN" : "en", title, title));
  for (const Column& column : table.schema.columns) {
    out.write(fmt::format("<th scope=\"col\">{}</th>", html_escaped(in(language, column.label))));
  }
  out.write("</tr></thead><tbody>\n");
  for (const std::vector<Cell>& row : table.rows) write_row(row, out);
  out.write("</tbody></table></body></html>\n");
}

}  // namespace tieout::writing
