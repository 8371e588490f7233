// The system's SQLite, by way of a header here: a module map wants a path, and pkg-config knows where it is.
#include <sqlite3.h>

/// Sees to it that closing the connection leaves database and write-ahead log as they are.
/// (`sqlite3_db_config` takes varying arguments, which Swift cannot pass.)
static inline int csqlite_leave_log_on_close(sqlite3 *database) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}
