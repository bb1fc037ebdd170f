// The only door to expat: XML as a stream of starts, ends and text, without entities. Names come without their
// namespace prefix, since writers differ in which they use ("row", "x:row").
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tieout::loading {

// Attributes of a start tag, valid during the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}

  // The value of the attribute of exactly this name, or an empty view.
  std::string_view find(std::string_view name) const;
  // The value of the attribute with this local name under any prefix ("r:id", "rel:id").
  std::string_view find_prefixed(std::string_view local_name) const;

 private:
  const char* const* pairs_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view text) = 0;

  // Set by the handler to end the parse: exceptions must not pass through expat's C frames.
  bool stop_requested = false;
};

enum class XmlStatus : std::uint8_t {
  ok,
  malformed,
  document_type,   // a DOCTYPE: no spreadsheet has one, and entities grow without bound
  token_too_long,  // one tag or comment beyond any sense
  stopped,         // by the handler
};

class XmlParser {
 public:
  explicit XmlParser(XmlHandler& handler);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  // False once the parse has ended, by error or by the handler's wish; status() says which.
  bool feed(std::string_view bytes);
  bool finish();

  XmlStatus status() const;
  // Where and why it is malformed: "line 3: mismatched tag".
  std::string message() const;

 private:
  struct Expat;
  std::unique_ptr<Expat> expat_;
};

}  // namespace tieout::loading
