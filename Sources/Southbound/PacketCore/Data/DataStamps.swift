import Foundation

/// When which data changed last: what `ETag` and `Last-Modified` tell (RFC 8040 sections 3.4.1 and 3.5.1). Leaves have those
/// of the object that they are in.
struct DataStamps: Sendable {
  struct Stamp: Sendable {
    /// Counts the changes of the datastore.
    var revision: Int
    var time: Date
  }

  private struct Entry {
    /// Something in it changed.
    var touched: Stamp
    /// It was made as a whole, with all that is in it.
    var made: Stamp?
  }

  /// Tells apart what two servers call their third revision.
  private let origin = String(UInt32.random(in: .min ... .max), radix: 36)
  private let beginning: Stamp
  private(set) var datastore: Stamp
  private var entries: [InstancePath: Entry] = [:]

  init(at time: Date) {
    beginning = Stamp(revision: 1, time: time)
    datastore = beginning
  }

  mutating func note(_ changes: [DataDifference.Change], at time: Date) {
    guard !changes.isEmpty else { return }
    let stamp = Stamp(revision: datastore.revision + 1, time: time)
    datastore = stamp
    for change in changes {
      if change.kind == .deleted { entries = entries.filter { !change.path.contains($0.key) } }
      if change.kind == .created, Self.isKept(change.path) {
        entries[change.path] = Entry(touched: stamp, made: stamp)
      }
      var path = change.path.parent
      while !path.steps.isEmpty {
        if Self.isKept(path) { entries[path, default: Entry(touched: stamp)].touched = stamp }
        path = path.parent
      }
    }
  }

  /// Leaves and lists as a whole are left out, to keep this small.
  private static func isKept(_ path: InstancePath) -> Bool {
    guard let last = path.last else { return false }
    return last.node.leafType == nil && (last.keys != nil || !last.node.isMany)
  }

  /// The stamp of a resource: of its own last change, or of when what it is in was made.
  func stamp(of path: InstancePath) -> Stamp {
    var place = path
    while !place.steps.isEmpty, !Self.isKept(place) { place = place.parent }
    guard !place.steps.isEmpty else { return datastore }
    var stamp = entries[place]?.touched
    while !place.steps.isEmpty {
      if let made = entries[place]?.made, made.revision > stamp?.revision ?? 0 { stamp = made }
      place = place.parent
    }
    return stamp ?? beginning
  }

  func entityTag(of path: InstancePath) -> String { "\"\(origin)-\(stamp(of: path).revision)\"" }
}
