# The presets that build everything (release, asan) compile several files at once (CMAKE_UNITY_BUILD), which takes a
# third of the time; the preset dev compiles each by itself. A file whose file-local names are those of a neighbour, or
# that completes a class with a type of its own, stands here and is compiled alone in every preset.
file(GLOB alone CONFIGURE_DEPENDS
     src/ledger/method_*.cpp
     src/archive/crypto.cpp
     src/loading/rule_shapes.cpp
     src/loading/xlsx_number.cpp
     src/writing/pdf_canvas.cpp
     src/writing/workbook.cpp)
set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
