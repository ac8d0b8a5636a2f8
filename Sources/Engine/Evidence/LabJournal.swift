package import Foundation
package import Southbound

/// What a part of the lab that runs in this process remembers of itself.
package struct LabJournal: Sendable {
  /// Something that happened there.
  package struct Record: Sendable {
    package var time: Date
    /// On one line: `POST /api/ipam/prefixes/ → 201 in 2 ms, by netbox-operator/1.0`
    package var text: String
    /// More lines.
    package var details: [String]
    /// Whether it may be the cause of something: a request that only reads is not.
    package var isTelling: Bool

    package init(time: Date, text: String, details: [String] = [], isTelling: Bool = true) {
      self.time = time
      self.text = text
      self.details = details
      self.isTelling = isTelling
    }
  }

  /// Of its file, without a suffix: `southbound-netbox`.
  package var name: String
  /// One word for what it records: `netbox`.
  package var kind: String
  /// For people: `requests to netbox`.
  package var what: String
  /// What happened in a time, as far as it is kept.
  package var records: @Sendable (ClosedRange<Date>) -> [Record]

  package init(
    name: String, kind: String, what: String, records: @escaping @Sendable (ClosedRange<Date>) -> [Record]
  ) {
    self.name = name
    self.kind = kind
    self.what = what
    self.records = records
  }

  /// The requests that a system outside Kubernetes has answered.
  package static func requests(to endpoint: String, _ journal: RequestJournal) -> LabJournal {
    LabJournal(
      name: "southbound-\(endpoint)", kind: endpoint,
      what: "requests to \(endpoint) meanwhile, also those of cases beside this one"
    ) { time in
      journal.entries().filter { time.contains($0.time) }.map(\.record)
    }
  }

  /// The requests of the candidate to a system outside Kubernetes.
  package static func requests(to endpoint: String, _ journal: TrafficJournal) -> LabJournal {
    LabJournal(
      name: "southbound-\(endpoint)", kind: endpoint,
      what: "requests of the candidate to \(endpoint) meanwhile, also for cases beside this one"
    ) { time in
      journal.entries().filter { time.contains($0.time) }.map(\.record)
    }
  }

  private static let bodyLimit = 4000

  /// A body, line by line, as far as people read it.
  fileprivate static func lines(of body: String?) -> [String] {
    guard let body else { return [] }
    let shown =
      body.count <= bodyLimit ? body : "\(body.prefix(bodyLimit))… (\(body.count - bodyLimit) more characters)"
    return shown.split(whereSeparator: \.isNewline).map(String.init)
  }
}

extension TrafficEntry {
  fileprivate var record: LabJournal.Record {
    LabJournal.Record(
      time: time, text: text + (userAgent.map { ", by \($0)" } ?? ""), details: LabJournal.lines(of: body),
      // A fault may be the cause of what a read was answered.
      isTelling: isWrite || !faults.isEmpty)
  }
}

extension RequestJournal.Entry {
  fileprivate var record: LabJournal.Record {
    let milliseconds = (seconds * 1_000_000).rounded() / 1000
    let who = [userAgent.map { "by \($0)" }, user.map { "as \($0)" }].compactMap(\.self).joined(separator: " ")
    return LabJournal.Record(
      time: time,
      text: "\(method) \(path)\(query.isEmpty ? "" : "?\(query)") → \(status) in \(milliseconds) ms"
        + (who.isEmpty ? "" : ", \(who)"),
      details: LabJournal.lines(of: body), isTelling: isWrite)
  }
}
