import Documents
import Kubernetes

extension CanonicalState {
  /// One place in which two states differ.
  struct Difference: Sendable, Hashable {
    /// `ConfigMap demo`.
    var object: String
    /// Empty for an object that only one of them has.
    var path: FieldPath
    var before: Value?
    var after: Value?

    var kind: String { String(object.prefix { $0 != " " }) }

    /// `ConfigMap demo data.size: 2 became 3`
    var text: String {
      let place = path.elements.isEmpty ? object : "\(object) \(path.plainText)"
      switch (before, after) {
      case (nil, _): return path.elements.isEmpty ? "\(place) is there besides" : "\(place) has come: \(shown(after))"
      case (_, nil): return path.elements.isEmpty ? "\(place) is missing" : "\(place) is missing: \(shown(before))"
      default: return "\(place): \(shown(before)) became \(shown(after))"
      }
    }

    private func shown(_ value: Value?) -> String { value?.excerpt ?? "nothing" }
  }

  func differences(to other: CanonicalState) -> [Difference] {
    Set(objects.keys).union(other.objects.keys).sorted().flatMap { name -> [Difference] in
      let (old, new) = (objects[name] ?? [], other.objects[name] ?? [])
      var found: [Difference] = []
      for index in 0..<max(old.count, new.count) {
        let title = index == 0 ? name : "\(name) (\(index + 1))"
        let pair: (Value?, Value?) = (
          index < old.count ? .some(old[index]) : .none, index < new.count ? .some(new[index]) : .none
        )
        switch pair {
        case (let old?, let new?):
          found += FieldChange.changes(from: old, to: new).filter { !$0.isSpelling }.map {
            Difference(object: name, path: $0.path, before: $0.before, after: $0.after)
          }
        case (let old?, nil): found.append(Difference(object: title, path: FieldPath(), before: old, after: nil))
        case (nil, let new?): found.append(Difference(object: title, path: FieldPath(), before: nil, after: new))
        case (nil, nil): break
        }
      }
      return found
    }
  }
}

extension FieldChange {
  /// Whether both are the same quantity or the same duration, written in two ways: `1000m` and `1`, `60s` and `1m`.
  fileprivate var isSpelling: Bool {
    guard let before = before?.spelling, let after = after?.spelling else { return false }
    if let old = try? Quantity(parsing: before), let new = try? Quantity(parsing: after), old == new { return true }
    guard let old = GoDuration.parse(before), let new = GoDuration.parse(after) else { return false }
    return old == new
  }
}

extension Value {
  fileprivate var spelling: String? { string ?? integer.map { "\($0)" } }
}
