import Documents

/// The state of a NetBox: its objects and what changed in them. A value, so that a copy is a transaction.
struct NetBox: Sendable {
  let version: NetBoxVersion
  private var tables: [ModelName: Table] = [:]
  private var latest = Timestamp(microseconds: 0)

  private struct Table {
    var records: [Int64: Record] = [:]
    var lastID: Int64 = 0
  }

  init(version: NetBoxVersion) { self.version = version }

  // MARK: Reading

  func record(_ model: ModelName, _ id: Int64) -> Record? { tables[model]?.records[id] }

  /// All objects of a model, in the order in which they were made.
  func records(_ model: ModelName) -> [Record] {
    (tables[model]?.records.values).map { $0.sorted { $0.id < $1.id } } ?? []
  }

  func records(_ model: ModelName, where matches: (Record) -> Bool) -> [Record] {
    (tables[model]?.records.values).map { $0.filter(matches).sorted { $0.id < $1.id } } ?? []
  }

  func count(_ model: ModelName, where matches: (Record) -> Bool) -> Int {
    (tables[model]?.records.values).map { $0.count(where: matches) } ?? 0
  }

  func exists(_ model: ModelName, where matches: (Record) -> Bool) -> Bool {
    (tables[model]?.records.values).map { $0.contains(where: matches) } ?? false
  }

  func display(_ model: ModelName, _ id: Int64) -> String {
    record(model, id).map { Model.named(model).display($0, self) } ?? ""
  }

  // MARK: Writing

  mutating func nextID(_ model: ModelName) -> Int64 {
    tables[model, default: Table()].lastID += 1
    return tables[model]?.lastID ?? 0
  }

  /// Puts the record where its id says, in place of an older one.
  mutating func store(_ record: Record, in model: ModelName) {
    tables[model, default: Table()].records[record.id] = record
  }

  mutating func removeRecord(_ model: ModelName, _ id: Int64) { tables[model]?.records[id] = nil }

  mutating func changeAll(_ model: ModelName, _ change: (inout Record) -> Void) {
    guard let ids = tables[model]?.records.keys else { return }
    for id in ids {
      tables[model]?.records[id].map { record in
        var record = record
        change(&record)
        tables[model]?.records[id] = record
      }
    }
  }

  /// The moment of a write: never the same twice, and never earlier than the last one, whatever the clock does.
  mutating func tick(_ now: Timestamp) -> Timestamp {
    latest = max(now, Timestamp(microseconds: latest.microseconds + 1))
    return latest
  }
}
