# Compiles data/html into the program: styles and scripts are joined in the order of their names, so that a report
# needs no file beside it, and their SHA-256 stands in its Content-Security-Policy.
file(GLOB html_styles CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/html/*.css)
file(GLOB html_scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/data/html/*.js)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${html_styles} ${html_scripts})

function(tieout_join result digest)
  set(joined "")
  foreach(file IN LISTS ARGN)
    file(READ ${file} text)
    string(APPEND joined "${text}")
  endforeach()
  if(joined MATCHES "\\)tieout\"")
    message(FATAL_ERROR "data/html holds the end of a raw string")
  endif()
  string(SHA256 sum "${joined}")
  set(${result} "${joined}" PARENT_SCOPE)
  set(${digest} "${sum}" PARENT_SCOPE)
endfunction()

tieout_join(style style_digest ${html_styles})
tieout_join(script script_digest ${html_scripts})
set(html_assets ${PROJECT_BINARY_DIR}/html_assets.cpp)
set(html_assets_text
    "#include \"writing/html_assets.hpp\"

namespace tieout::writing {
extern constexpr std::string_view kReportStyle = R\"tieout(${style})tieout\";
extern constexpr std::string_view kReportStyleDigest = \"${style_digest}\";
extern constexpr std::string_view kReportScript = R\"tieout(${script})tieout\";
extern constexpr std::string_view kReportScriptDigest = \"${script_digest}\";
}  // namespace tieout::writing
")
file(CONFIGURE OUTPUT ${html_assets} CONTENT "@html_assets_text@" @ONLY)
target_sources(tieout_writing PRIVATE ${html_assets})
