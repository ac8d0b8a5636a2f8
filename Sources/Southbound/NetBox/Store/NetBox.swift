import Documents

/// The state of a NetBox: its objects and what changed in them. A value, so that a copy is a transaction.
struct NetBox: Sendable {
  let version: NetBoxVersion
  private var tables: [ModelName: [Int64: Record]] = [:]
  private var lastID: Int64 = 0
  private var latest = Timestamp(microseconds: 0)

  init(version: NetBoxVersion) { self.version = version }

  // MARK: Reading

  func record(_ model: ModelName, _ id: Int64) -> Record? { tables[model]?[id] }

  /// All objects of a model, in the order in which they were made.
  func records(_ model: ModelName) -> [Record] {
    (tables[model]?.values).map { $0.sorted { $0.id < $1.id } } ?? []
  }

  func records(_ model: ModelName, where matches: (Record) -> Bool) -> [Record] {
    (tables[model]?.values).map { $0.filter(matches).sorted { $0.id < $1.id } } ?? []
  }

  func count(_ model: ModelName, where matches: (Record) -> Bool) -> Int {
    (tables[model]?.values).map { $0.count(where: matches) } ?? 0
  }

  func exists(_ model: ModelName, where matches: (Record) -> Bool) -> Bool {
    (tables[model]?.values).map { $0.contains(where: matches) } ?? false
  }

  func display(_ model: ModelName, _ id: Int64) -> String {
    record(model, id).map { Model.named(model).display($0, self) } ?? ""
  }

  // MARK: Writing

  /// A number that no other object has. NetBox counts each kind by itself, but its numbers have drifted apart long ago;
  /// equal ones would hide mistakes of clients that mix up kinds.
  mutating func nextID() -> Int64 {
    lastID += 1
    return lastID
  }

  /// Puts the record where its id says, in place of an older one.
  mutating func store(_ record: Record, in model: ModelName) { tables[model, default: [:]][record.id] = record }

  mutating func removeRecord(_ model: ModelName, _ id: Int64) { tables[model]?[id] = nil }

  mutating func changeAll(_ model: ModelName, _ change: (inout Record) -> Void) {
    for var record in records(model) {
      change(&record)
      store(record, in: model)
    }
  }

  /// The moment of a write: never the same twice, and never earlier than the last one, whatever the clock does.
  mutating func tick(_ now: Timestamp) -> Timestamp {
    latest = max(now, Timestamp(microseconds: latest.microseconds + 1))
    return latest
  }
}
