# The presets that build everything (release, asan) compile several files at once (CMAKE_UNITY_BUILD), which takes a
# third of the time; the preset dev compiles each by itself. A file whose file-local names are those of a neighbour
# stands here and is compiled alone in every preset.
file(GLOB alone CONFIGURE_DEPENDS
     src/ledger/method_*.cpp
     src/filing/findings_*.cpp
     src/filing/journal.cpp
     src/filing/tie_bridge.cpp
     src/filing/tie_out.cpp
     src/filing/journal.cpp
     src/filing/late_claim.cpp
     src/filing/position_tables.cpp
     src/filing/card_*.cpp
     src/filing/takeover*.cpp
     src/filing/as_filed.cpp
     src/filing/amendment.cpp
     src/filing/filed_form.cpp
     src/filing/working_papers.cpp
     src/rules/history.cpp
     src/writing/json.cpp
     src/writing/pdf_canvas.cpp
     src/writing/text_table.cpp
     src/writing/workbook.cpp
     src/loading/filed_lists.cpp
     src/loading/record_acceptance.cpp
     src/loading/record_opening.cpp
     src/loading/record_adjustment.cpp
     src/loading/record_entity.cpp
     src/loading/record_removed.cpp
     src/loading/canonical_*.cpp
     src/loading/card_list_file.cpp
     src/loading/reviewed_rows.cpp
     src/loading/working_paper_list.cpp
     src/loading/xlsx_number.cpp
     src/loading/rule_parameter.cpp
     src/loading/rule_shapes.cpp
     src/loading/trial_balance*.cpp
     src/archive/*.cpp
     src/loading/input_rows.cpp
     src/cli/draft.cpp
     src/cli/history.cpp
     src/cli/import*.cpp
     src/cli/amend.cpp
     src/cli/as_filed.cpp
     src/cli/forms.cpp
     src/cli/import_snapshot.cpp
     src/cli/snapshot_*.cpp
     src/cli/check.cpp
     src/cli/prove.cpp
     src/cli/session.cpp
     src/cli/takeover*.cpp
     src/cli/tie.cpp)
set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
