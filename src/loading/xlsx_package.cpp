#include "loading/xlsx_package.hpp"

#include <fmt/format.h>

#include <map>

namespace tieout::loading {

namespace {

struct Relationship {
  std::string type;    // the last step of its address: "worksheet", "sharedStrings"
  std::string target;  // part name
};

// "xl/" and "../a/b.xml" give "a/b.xml"; a target that begins with "/" is a full part name.
std::string resolve_target(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target) : std::string(folder) + std::string(target);
  std::vector<std::string_view> steps;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t slash = rest.find_first_of("/\\");
    const std::string_view step = rest.substr(0, slash);
    rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
  }
  return fmt::format("{}", fmt::join(steps, "/"));
}

std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

// "xl/workbook.xml" has its relationships in "xl/_rels/workbook.xml.rels".
std::string relationships_part(std::string_view part) {
  const std::string folder = folder_of(part);
  return fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size()));
}

class RelationshipsHandler final : public XmlHandler {
 public:
  explicit RelationshipsHandler(std::string folder) : folder_(std::move(folder)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") return;
    const std::string_view type = attributes.find("Type");
    relationships.emplace(attributes.find("Id"), Relationship{std::string(type.substr(type.rfind('/') + 1)),
                                                              resolve_target(folder_, attributes.find("Target"))});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  const Relationship* of_type(std::string_view type) const {
    for (const auto& [id, relationship] : relationships) {
      if (relationship.type == type) return &relationship;
    }
    return nullptr;
  }

  std::map<std::string, Relationship, std::less<>> relationships;

 private:
  std::string folder_;
};

class WorkbookHandler final : public XmlHandler {
 public:
  struct SheetEntry {
    std::string name;
    std::string relationship;
  };

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view flag = attributes.find("date1904");
      dates = flag == "1" || flag == "true" ? DateSystem::from_1904 : DateSystem::from_1900;
    } else if (name == "sheet") {
      sheets.push_back({std::string(attributes.find("name")), std::string(attributes.find_prefixed("id"))});
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<SheetEntry> sheets;
  DateSystem dates = DateSystem::from_1900;
};

SourceSpan place(const std::string& file, const std::string& sheet) { return {file, sheet, 0, 0, ""}; }

Diagnostic bomb(SourceSpan span, const std::string& what) {
  return {Severity::error,
          "XLSX-BOMB",
          std::move(span),
          {fmt::format("{} 解压后大得不合理，已停止读取", what.empty() ? "此文件" : what),
           fmt::format("{} unpacks to an unreasonable size; reading stopped", what.empty() ? "this file" : what)},
          {},
          {"若文件来源可靠，请在表格软件中删去空白的格式化区域后另存，或导出为 CSV。",
           "If you trust the file, clear unused formatted areas in the spreadsheet program and save again, or export "
           "CSV."}};
}

}  // namespace

Diagnostic xlsx_damaged(SourceSpan span, Text message) {
  return {Severity::error,
          "XLSX-DAMAGED",
          std::move(span),
          std::move(message),
          {},
          {"请在表格软件中打开并另存为 .xlsx，或从原系统重新导出。",
           "Open it in a spreadsheet program and save it as .xlsx again, or export it anew."}};
}

std::unique_ptr<XlsxPackage> XlsxPackage::open(const Bytes& bytes, const ZipLimits& limits, const std::string& file,
                                               Diagnostics& diagnostics) {
  ZipStatus status = ZipStatus::ok;
  auto zip = ZipArchive::open(bytes, limits, status);
  if (zip != nullptr) return std::unique_ptr<XlsxPackage>(new XlsxPackage(std::move(zip), file, diagnostics));
  if (status == ZipStatus::too_large) {
    diagnostics.add(bomb(place(file, ""), ""));
  } else {
    diagnostics.add(
        xlsx_damaged(place(file, ""), {"XLSX 文件不完整：压缩包的目录缺失或有误",
                                       "the XLSX file is incomplete: its zip directory is missing or wrong"}));
  }
  return nullptr;
}

void XlsxPackage::report(ZipStatus status, const std::string& part, const std::string& sheet) {
  SourceSpan span = place(file_, sheet);
  switch (status) {
    case ZipStatus::encrypted:
      diagnostics_.add({Severity::error,
                        "XLSX-ENCRYPTED",
                        std::move(span),
                        {fmt::format("{} 已加密", part), fmt::format("{} is encrypted", part)},
                        {},
                        {"请去掉密码后另存为 .xlsx。", "Remove the password and save it as .xlsx."}});
      return;
    case ZipStatus::too_large:
      diagnostics_.add(bomb(std::move(span), part));
      return;
    case ZipStatus::missing:
      diagnostics_.add(
          xlsx_damaged(std::move(span), {fmt::format("缺少 {}", part), fmt::format("{} is missing", part)}));
      return;
    case ZipStatus::unsupported:
      diagnostics_.add(xlsx_damaged(std::move(span), {fmt::format("{} 的压缩方法不受支持", part),
                                                      fmt::format("{} is compressed in an unknown way", part)}));
      return;
    default:
      diagnostics_.add(
          xlsx_damaged(std::move(span), {fmt::format("{} 不完整或校验和不符", part),
                                         fmt::format("{} is cut off or its checksum does not agree", part)}));
  }
}

void XlsxPackage::report(const XmlParser& parser, const std::string& part, const std::string& sheet) {
  SourceSpan span = place(file_, sheet);
  if (parser.status() == XmlStatus::document_type) {
    diagnostics_.add({Severity::error,
                      "XLSX-DOCTYPE",
                      std::move(span),
                      {fmt::format("{} 含有 DOCTYPE 声明；表格软件从不这样写", part),
                       fmt::format("{} has a DOCTYPE, which no spreadsheet program writes", part)},
                      {},
                      {"不要使用此文件；请从原系统重新导出。", "Do not use this file; export it anew."}});
  } else if (parser.status() == XmlStatus::token_too_long) {
    diagnostics_.add(bomb(std::move(span), part));
  } else if (parser.status() == XmlStatus::malformed) {
    diagnostics_.add(
        xlsx_damaged(std::move(span), {fmt::format("{} 不是合法的 XML（{}）", part, parser.message()),
                                       fmt::format("{} is not well-formed XML ({})", part, parser.message())}));
  }
}

bool XlsxPackage::parse(const std::string& part, const std::string& sheet, XmlHandler& handler) {
  XmlParser parser(handler);
  const ZipStatus status = zip_->read(part, [&](std::string_view bytes) { return parser.feed(bytes); });
  if (status != ZipStatus::ok && status != ZipStatus::stopped) {
    report(status, part, sheet);
    return false;
  }
  if (status == ZipStatus::ok && parser.finish()) return true;
  report(parser, part, sheet);
  return false;
}

std::string XlsxPackage::workbook_part() {
  constexpr const char* usual = "xl/workbook.xml";
  constexpr const char* root = "_rels/.rels";
  if (!zip_->has(root)) return usual;
  RelationshipsHandler relationships("");
  if (!parse(root, "", relationships)) return "";
  const Relationship* workbook = relationships.of_type("officeDocument");
  return workbook == nullptr ? usual : workbook->target;
}

bool XlsxPackage::resolve(const std::string& workbook_part, Workbook& workbook) {
  WorkbookHandler sheets;
  RelationshipsHandler relationships(folder_of(workbook_part));
  if (!parse(workbook_part, "", sheets) || !parse(relationships_part(workbook_part), "", relationships)) return false;
  workbook.dates = sheets.dates;
  for (auto& entry : sheets.sheets) {
    const auto found = relationships.relationships.find(entry.relationship);
    if (found == relationships.relationships.end()) {
      diagnostics_.add(xlsx_damaged(place(file_, entry.name), {"工作簿没有指明此工作表的位置",
                                                               "the workbook does not say where this worksheet lies"}));
      return false;
    }
    if (found->second.type != "worksheet") continue;
    workbook.worksheets.push_back({std::move(entry.name), found->second.target});
  }
  if (const auto* strings = relationships.of_type("sharedStrings")) workbook.shared_strings = strings->target;
  if (const auto* styles = relationships.of_type("styles")) workbook.styles = styles->target;
  return true;
}

bool XlsxPackage::read_workbook(Workbook& workbook) {
  const std::string part = workbook_part();
  if (part.empty()) return false;
  if (!zip_->has(part) || part.ends_with(".bin")) {
    const bool binary = part.ends_with(".bin") || zip_->has("xl/workbook.bin");
    const bool open_document = zip_->has("content.xml");
    diagnostics_.add(
        {Severity::error,
         "XLSX-NOT",
         place(file_, ""),
         {binary          ? "这是二进制工作簿（.xlsb），不是 .xlsx"
          : open_document ? "这是 OpenDocument 文件（.ods 等），不是 .xlsx"
                          : "这是一个压缩包，但不是 .xlsx 工作簿",
          binary          ? "this is a binary workbook (.xlsb), not .xlsx"
          : open_document ? "this is an OpenDocument file (.ods or the like), not .xlsx"
                          : "this is a zip archive, but not an .xlsx workbook"},
         {},
         {"请在表格软件中打开并另存为 .xlsx。", "Open it in a spreadsheet program and save it as .xlsx."}});
    return false;
  }
  if (!resolve(part, workbook)) return false;
  if (!workbook.worksheets.empty()) return true;
  diagnostics_.add(xlsx_damaged(place(file_, ""), {"工作簿中没有工作表", "the workbook has no worksheet"}));
  return false;
}

}  // namespace tieout::loading
