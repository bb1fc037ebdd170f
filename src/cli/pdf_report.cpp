#include "cli/pdf_report.hpp"

#include <fmt/format.h>

#include "cli/adjustment_note.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/report_contents.hpp"
#include "tieout/filing/profit_bridge.hpp"
#include "writing/formats.hpp"
#include "writing/pdf_book.hpp"

namespace tieout::cli {

namespace {

using writing::PdfSection;

const Entity* entity_named(const Session& session, const std::string& id) {
  for (const Entity& entity : session.reader().entities()) {
    if (entity.id == id) return &entity;
  }
  return nullptr;
}

// "恒川精密 91310000…"; the code alone where the entities' file does not say more.
std::string full_name(const Session& session, const std::string& id) {
  const Entity* entity = entity_named(session, id);
  return entity == nullptr || entity->name.empty() ? id : entity->name;
}

std::string period_words(const Session& session) {
  const Options& options = session.options();
  const Month last = options.through ? *options.through : december(*options.year);
  return fmt::format("{}-01 – {}", *options.year, to_string(last));
}

class Papers {
 public:
  Papers(const Session& session, writing::ByteSink& out, const Text& title, const std::vector<std::string>& entities)
      : session_(session), book_(out, options(session, title, entities)) {}

  void add(const Table& table, PdfSection section = {}) {
    writing::write_table(table, book_.add_section(std::move(section)));
  }
  // A table that has nothing to say is left out.
  void add_filled(const Table& table, PdfSection section = {}) {
    if (!table.rows.empty()) add(table, std::move(section));
  }

  void add_cover(const Cover& cover) {
    PdfSection facts;
    facts.facts = facts.same_page = true;
    facts.listed = false;
    add(cover.table(), facts);
  }

  // Who made and who read it: to be filled in by hand.
  void add_signatures() {
    Table table;
    table.schema = {"signatures", {}, {{"fact", {}}, {"value", {}}}};
    table.rows.push_back(
        {Cell::of(table.keep(session_.say({"编制人", "Prepared by"}))),
         Cell::of(table.keep(session_.say({"　　　　　　　　　　　　复核人：　　　　　　　　　　　　日期：",
                                           "　　　　　　　　　　　　Reviewed by:　　　　　　　　　　　　Date:"})))});
    PdfSection section;
    section.facts = section.same_page = true;
    section.listed = false;
    add(table, section);
  }

  void add_forms(const FormSet& set, const std::vector<EntityForms>& entities, const std::vector<std::size_t>& wanted) {
    for (const EntityForms& forms : entities) {
      for (const std::size_t form : wanted) {
        PdfSection section;
        section.form = true;
        section.heading = {set.edition(form).form + " " + set.edition(form).title.zh,
                           set.edition(form).form + " " + set.edition(form).title.en};
        if (entities.size() > 1) {
          const std::string name = "  " + full_name(session_, forms.entity);
          section.entry = {section.heading.zh + name, section.heading.en + name};
        }
        section.notes.push_back(form_note(set, forms, form));
        add(form_table(set, forms, form, session_.options().language), section);
      }
    }
  }

  void add_law() { add(law_table(session_)); }
  void add_contents() { book_.add_contents(); }
  std::optional<Diagnostic> close() { return book_.close(); }

 private:
  static writing::PdfOptions options(const Session& session, const Text& title,
                                     const std::vector<std::string>& entities) {
    writing::PdfOptions options;
    options.language = session.options().language;
    options.title = session.say(title);
    options.subtitle = period_words(session);
    if (entities.size() == 1) {
      options.subtitle = full_name(session, entities.front()) + "  " + options.subtitle;
    } else if (entities.size() > 1) {
      options.subtitle =
          session.say({fmt::format("{} 个核算主体", entities.size()), fmt::format("{} entities", entities.size())}) +
          "  " + options.subtitle;
    }
    const std::string law = to_string(law_date(session));
    options.footer = session.say({fmt::format("tieout {} · 依据 {} 以前公布的法规", TIEOUT_VERSION, law),
                                  fmt::format("tieout {} · law as published by {}", TIEOUT_VERSION, law)});
    return options;
  }

  // What stands between the title of a form and its table.
  Text form_note(const FormSet& set, const EntityForms& forms, std::size_t form) const {
    const Entity* entity = entity_named(session_, forms.entity);
    const std::string name = full_name(session_, forms.entity);
    const std::string id = entity == nullptr ? "" : entity->taxpayer_id;
    const int year = set.year();
    return {
        fmt::format(
            "纳税人名称：{}　纳税人识别号：{}　所属期间：{}-01-01 至 {}-12-31　{} 版　金额单位：人民币元（列至角分）",
            name, id, year, year, set.edition(form).name()),
        fmt::format("Taxpayer: {}   Taxpayer id: {}   Period: {}-01-01 to {}-12-31   Edition {}   Amounts in CNY", name,
                    id, year, year, set.edition(form).name())};
  }

  const Session& session_;
  writing::PdfBook book_;
};

// The rows that people read, kept until the pages before them are known.
class Listing {
 public:
  Listing(const rules::ClassTable& classes, Language language) : classes_(classes), language_(language) {
    table_.schema = adjustment_schema();
    disposals_.schema = disposals_schema();
  }

  void add(const AssetYear& year) {
    adjustment_cells(year.row, classes_, language_, cells_);
    keep(table_);
  }
  void add_disposal(const AssetYear& year, const DisposalLine& line) {
    disposal_cells(year, line, classes_, cells_);
    keep(disposals_);
  }
  void total(const ReconciliationRow& total) { table_.totals = adjustment_totals(total); }
  const Table& table() const { return table_; }
  const Table& disposals() const { return disposals_; }

 private:
  void keep(Table& table) {
    for (Cell& cell : cells_) {
      if (cell.kind == CellKind::text) cell.text = table.keep(std::string(cell.text));
    }
    table.rows.push_back(cells_);
  }

  const rules::ClassTable& classes_;
  Language language_;
  Table table_, disposals_;
  std::vector<Cell> cells_;
};

class PdfReport {
 public:
  explicit PdfReport(const Options& options) : options_(options), session_(options) {}

  int run() {
    if (!session_.open_rules() || !session_.open_register()) return session_.exit_code();
    writing::OutFile file(options_.out);
    if (file.failure()) return output_trouble(*file.failure(), options_);
    ReportContents contents(session_);
    Listing listing(session_.rules().classes, options_.language);
    if (!collect(contents, listing)) return session_.exit_code();
    listing.total(contents.total_of_assets());
    if (auto failure = write(contents, listing, file)) return output_trouble(*failure, options_);
    const int verdict = session_.finish();
    if (auto failure = file.commit()) return output_trouble(*failure, options_);
    tell_totals(session_, contents.totals());
    tell_adjustments(contents.lines(), session_, Month::of(*options_.year, contents.through()));
    return verdict;
  }

 private:
  bool collect(ReportContents& contents, Listing& listing) {
    return contents.collect(
        [](const AssetYear& row, bool shown, BatchResult& result) {
          if (shown) result.years.push_back(row);
          if (!row.disposals.empty()) result.disposed.push_back(row);
        },
        {},
        [&](BatchResult& result) {
          for (const AssetYear& each : result.years) listing.add(each);
          for (const AssetYear& each : result.disposed) {
            for (const DisposalLine& line : each.disposals) {
              if (options_.entity.empty() || each.entity_of(line.holder) == options_.entity) {
                listing.add_disposal(each, line);
              }
            }
          }
        });
  }

  std::optional<Diagnostic> write(ReportContents& contents, const Listing& listing, writing::OutFile& file) {
    const int year = *options_.year;
    const Language language = options_.language;
    const rules::ClassTable& classes = session_.rules().classes;
    Papers papers(
        session_, file,
        {fmt::format("{} 年度资产账税差异纳税调整报告", year), fmt::format("Book-tax adjustments of assets, {}", year)},
        contents.entities());
    papers.add_cover(contents.cover());
    papers.add_signatures();
    papers.add_contents();
    papers.add(contents.proofs().total_table());
    PdfSection same_page;
    same_page.same_page = true;
    papers.add(contents.positions().summary(language), same_page);
    papers.add(contents.totals().table(classes, language, year));
    papers.add(contents.totals().by_nature(classes, language), same_page);
    papers.add(bridge(contents.totals().total()), same_page);
    papers.add_filled(contents.proofs().forecast_table(0), same_page);
    if (contents.forms().any()) {
      std::vector<std::size_t> all(contents.forms().set().editions().size());
      for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
      papers.add_forms(contents.forms().set(), contents.forms().filled(), all);
      papers.add(contents.forms().checks_table());
      papers.add_filled(form_pointers_table(contents.forms().set(), contents.forms().filled(), language), same_page);
    }
    papers.add(listing.table());
    for (const Table& each : contents.line_tables()) papers.add(each);
    papers.add_filled(listing.disposals());
    papers.add_filled(contents.at_disposal(), same_page);
    papers.add_filled(contents.findings());
    papers.add_filled(contents.remedies(), same_page);
    papers.add_law();
    return papers.close();
  }

  // Without the codes of its steps, which are for programs.
  Table bridge(const ReconciliationRow& total) const {
    Table table = profit_bridge_table(total, options_.language);
    table.schema.columns.erase(table.schema.columns.begin());
    for (std::vector<Cell>& row : table.rows) row.erase(row.begin());
    return table;
  }

  Options options_;
  Session session_;
};

}  // namespace

int run_pdf_report(const Options& options) { return PdfReport(options).run(); }

int write_forms_pdf(const FilledForms& filled, const Session& session, writing::OutFile& file) {
  std::vector<std::string> entities;
  for (const EntityForms& forms : filled.entities) entities.push_back(forms.entity);
  const int year = filled.set.year();
  Papers papers(session, file,
                {fmt::format("{} 年度企业所得税年度纳税申报表（资产部分）", year),
                 fmt::format("Annual return {}: the forms of assets", year)},
                entities);
  Cover cover(session);
  for (const std::string& entity : entities) {
    if (!entity.empty()) cover.add_entity(entity);
  }
  cover.add_frame();
  papers.add_cover(cover);
  papers.add_signatures();
  papers.add_contents();
  papers.add_forms(filled.set, filled.entities, filled.wanted);
  papers.add(form_checks_table(filled.checks, session.options().language));
  papers.add_filled(form_pointers_table(filled.set, filled.entities, session.options().language));
  papers.add_filled(routing_table(filled.routed, session.options().language));
  papers.add_law();
  if (auto failure = papers.close()) return output_trouble(*failure, session.options());
  return kDone;
}

}  // namespace tieout::cli
