// SQLite's result codes in words (database.hpp).
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include "archive/database.hpp"

namespace tieout::archive {

namespace {

struct Words {
  const char* code;
  Text message;
  Text help;
};

Words words_of(int result) {
  switch (result) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"WORKSPACE-BUSY",
              {"工作区正被另一个程序写入", "another program is writing to the workspace"},
              {"等它结束后再试；未作任何更改。", "Try again when it has finished; nothing was changed."}};
    case SQLITE_FULL:
      return {"WORKSPACE-FULL",
              {"磁盘或工作区已满", "the disk or the workspace is full"},
              {"腾出空间后再试；未作任何更改。", "Make room and try again; nothing was changed."}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {"WORKSPACE-READ-ONLY",
              {"工作区不可写", "the workspace cannot be written to"},
              {"检查文件及所在目录的权限；未作任何更改。",
               "Check the permissions of the file and of its directory; nothing was changed."}};
    case SQLITE_NOTADB:
      return {"WORKSPACE-NOT",
              {"这不是 tieout 工作区", "this is no workspace of tieout"},
              {"用 tieout init --db 新建，或检查文件名。", "Make one with tieout init --db, or check the name."}};
    case SQLITE_CORRUPT:
      return {"WORKSPACE-DAMAGED",
              {"工作区文件已损坏", "the workspace file is damaged"},
              {"不要再写入；用 tieout doctor 查看范围，用备份恢复。",
               "Do not write to it; see with tieout doctor how far it goes, and go back to a backup."}};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
      return {"WORKSPACE-UNREADABLE",
              {"无法打开或读写工作区", "the workspace cannot be opened, read or written"},
              {"检查路径、权限和磁盘；未作任何更改。",
               "Check the path, its permissions and the disk; nothing was changed."}};
    default:
      return {"WORKSPACE-TROUBLE",
              {"工作区出错", "trouble with the workspace"},
              {"未作任何更改；用 tieout doctor 检查。", "Nothing was changed; check it with tieout doctor."}};
  }
}

}  // namespace

Trouble trouble_of(const SQLite::Exception& error, const std::string& path) {
  Words words = words_of(error.getErrorCode() & 0xFF);
  const std::string reason = std::string(" (SQLite: ") + error.what() + ")";
  return {words.code, path, {words.message.zh + reason, words.message.en + reason}, words.help};
}

}  // namespace tieout::archive
