package import Documents
package import Foundation

/// What a part of the lab that runs in this process remembers of itself.
package struct LabJournal: Sendable {
  /// The endpoint's name: `netbox`.
  package var name: String
  /// For people: `requests to netbox`.
  package var what: String
  /// The records since a time, as far as they are kept.
  package var records: @Sendable (Date) -> [Value]

  package init(name: String, what: String, records: @escaping @Sendable (Date) -> [Value]) {
    self.name = name
    self.what = what
    self.records = records
  }
}
