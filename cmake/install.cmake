# Install rules and the Debian package: cmake --build build/release --target package
#
# The program finds its rules relative to its own executable (../share/tieout), so the installed tree may stand
# anywhere; nothing of the source tree's place is compiled in.
include(GNUInstallDirs)

install(TARGETS tieout RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY rules DESTINATION ${CMAKE_INSTALL_DATADIR}/tieout)
file(GLOB heading_tables CONFIGURE_DEPENDS data/*.toml)
install(FILES ${heading_tables} DESTINATION ${CMAKE_INSTALL_DATADIR}/tieout/data)
install(DIRECTORY data/templates DESTINATION ${CMAKE_INSTALL_DATADIR}/tieout/data)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tieout)
set(CPACK_PACKAGE_VENDOR "The Tieout authors")
set(CPACK_PACKAGE_CONTACT "The Tieout authors <tieout@example.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "reconcile the book and the tax ledger of fixed and intangible assets")
set(CPACK_PACKAGE_DESCRIPTION
    "Tieout computes the depreciation, amortization, impairment and disposal of assets under an accounting standard
and under the tax law of China, and reports by how much each asset adjusts the taxable income of a year and why.
It reads registers exported from an ERP as CSV or XLSX.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# A PDF needs a font with Chinese characters; everything else works without one.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS fonts-noto-cjk)
# Directories of the package are 0755 whatever the umask of the person who builds it.
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
include(CPack)
