/// What a store looks like as an SQLite database.
///
/// `run` has a row for each start of a farm; its verdict is NULL until it ends. `task` has one for each
/// task; its ordinal is NULL once it is gone from the list. `attempt` has one for each attempt, and
/// `output` the pieces of what attempts wrote. Commands and names are bytes that are UTF-8 most of the
/// time. Times are seconds since 1970, sizes bytes but for `max_rss`, KiB as in getrusage(2).
///
/// A store that an older program has made lacks some columns of `run` until a farm goes on with it.
///
/// Nothing is indexed but the output: an index of random hashes would cost more than all the rest while
/// tasks are added, and a resumed farm reads the whole store anyway.
enum StoreFormat {
  /// `mpFa`, in the header of the file.
  static let applicationID: Int64 = 0x6d70_4661
  /// Grows when older programs would read a store wrongly.
  static let version: Int64 = 1
  /// Bytes of a page: large, for outputs of 64 KiB and for network file systems.
  static let pageSize = 16_384

  /// The columns that `run` did not have at first.
  ///
  /// `cpus` are the cores that a slot stands for, `rank_slots` the slots of each rank and `quarantined` the
  /// ranks that were given nothing more, both as JSON. All may be NULL.
  static let laterRunColumns = [
    (name: "cpus", type: "INTEGER"), (name: "rank_slots", type: "TEXT"),
    (name: "quarantined", type: "TEXT"),
  ]

  /// Makes an empty database a store.
  static let creation = """
    PRAGMA page_size = \(pageSize);
    PRAGMA journal_mode = MEMORY;
    PRAGMA synchronous = FULL;
    BEGIN;
    PRAGMA application_id = \(applicationID);
    PRAGMA user_version = \(version);
    CREATE TABLE run (
      id INTEGER PRIMARY KEY, version TEXT, mpi TEXT, hosts TEXT, ranks INTEGER, slots INTEGER,
      options TEXT, directory TEXT, started REAL, ended REAL, verdict INTEGER,
      cpus INTEGER, rank_slots TEXT, quarantined TEXT);
    CREATE TABLE task (
      id INTEGER PRIMARY KEY, ordinal INTEGER, hash INTEGER, command TEXT, directory TEXT,
      name TEXT, settings TEXT, state TEXT);
    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY, task INTEGER, number INTEGER, run INTEGER, rank INTEGER, host TEXT,
      slot INTEGER, started REAL, seconds REAL, exit INTEGER, signal INTEGER, reason TEXT,
      user_s REAL, system_s REAL, max_rss INTEGER, out_bytes INTEGER, err_bytes INTEGER);
    CREATE TABLE output (
      attempt INTEGER, stream INTEGER, chunk INTEGER, bytes BLOB, checksum INTEGER,
      PRIMARY KEY (attempt, stream, chunk));
    COMMIT;
    """
}
