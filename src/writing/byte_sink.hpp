// Where bytes go. Writers of a format know nothing of files, pipes or temporary names; a failure to write is
// kept by the sink and reported when it is committed, so that no writer has to ask after every row.
#pragma once

#include <string>
#include <string_view>

namespace tieout::writing {

class ByteSink {
 public:
  virtual ~ByteSink() = default;
  virtual void write(std::string_view bytes) = 0;
  // The name to show in diagnostics; empty for memory and standard output.
  virtual std::string_view path() const { return {}; }
};

// Collects in memory.
class StringSink : public ByteSink {
 public:
  void write(std::string_view bytes) override { text_ += bytes; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace tieout::writing
