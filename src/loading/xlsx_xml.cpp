#include "loading/xlsx_xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <new>

namespace tieout::loading {

namespace {

// Expat looks at an unfinished token again with every piece it gets; without a limit that costs the square of its
// length.
constexpr XML_Index token_bytes_max = 1 << 20;

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (name == *pair) return pair[1];
  }
  return {};
}

std::string_view XmlAttributes::find_prefixed(std::string_view local) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view name = *pair;
    if (name.size() > local.size() && local_name(name) == local) return pair[1];
  }
  return {};
}

struct XmlParser::Expat {
  explicit Expat(XmlHandler& events) : handler(events), parser(XML_ParserCreate(nullptr)) {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, start, end);
    XML_SetCharacterDataHandler(parser, text);
    XML_SetStartDoctypeDeclHandler(parser, document_type);
  }
  Expat(const Expat&) = delete;
  Expat& operator=(const Expat&) = delete;
  ~Expat() { XML_ParserFree(parser); }

  void stop(XmlStatus why) {
    if (status == XmlStatus::ok) status = why;
    XML_StopParser(parser, XML_FALSE);
  }

  void stop_if_asked() {
    if (handler.stop_requested) stop(XmlStatus::stopped);
  }

  // After a stop expat may still deliver the end of an empty element; the handler is not to see it.
  bool live() const { return status == XmlStatus::ok; }

  static void XMLCALL start(void* self, const char* name, const char** attributes) {
    auto& expat = *static_cast<Expat*>(self);
    if (!expat.live()) return;
    expat.handler.start(local_name(name), XmlAttributes(attributes));
    expat.stop_if_asked();
  }

  static void XMLCALL end(void* self, const char* name) {
    auto& expat = *static_cast<Expat*>(self);
    if (!expat.live()) return;
    expat.handler.end(local_name(name));
    expat.stop_if_asked();
  }

  static void XMLCALL text(void* self, const char* characters, int length) {
    auto& expat = *static_cast<Expat*>(self);
    if (!expat.live()) return;
    expat.handler.text({characters, static_cast<std::size_t>(length)});
    expat.stop_if_asked();
  }

  static void XMLCALL document_type(void* self, const char*, const char*, const char*, int) {
    static_cast<Expat*>(self)->stop(XmlStatus::document_type);
  }

  bool parse(std::string_view bytes, bool last) {
    if (status != XmlStatus::ok) return false;
    fed += static_cast<XML_Index>(bytes.size());
    if (XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), last ? XML_TRUE : XML_FALSE) != XML_STATUS_OK) {
      if (status == XmlStatus::ok) status = XmlStatus::malformed;
    } else if (!last && fed - XML_GetCurrentByteIndex(parser) > token_bytes_max) {
      status = XmlStatus::token_too_long;
    }
    return status == XmlStatus::ok;
  }

  XmlHandler& handler;
  XML_Parser parser;
  XML_Index fed = 0;
  XmlStatus status = XmlStatus::ok;
};

XmlParser::XmlParser(XmlHandler& handler) : expat_(std::make_unique<Expat>(handler)) {}
XmlParser::~XmlParser() = default;

bool XmlParser::feed(std::string_view bytes) { return expat_->parse(bytes, false); }
bool XmlParser::finish() { return expat_->parse({}, true); }
XmlStatus XmlParser::status() const { return expat_->status; }

std::string XmlParser::message() const {
  return fmt::format("line {}: {}", XML_GetCurrentLineNumber(expat_->parser),
                     XML_ErrorString(XML_GetErrorCode(expat_->parser)));
}

}  // namespace tieout::loading
