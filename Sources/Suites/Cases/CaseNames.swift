import Documents

/// Checks the ids of a suite's cases: each once, and needed ones there and in no circle.
struct CaseNames {
  private struct Named {
    var id: String
    var place: Place
    var needs: [(id: String, place: Place)]

    init?(_ node: Node) {
      guard let id = node["id"], let text = id.string else { return nil }
      self.id = text
      place = id.place
      needs = (node["needs"]?.items ?? []).compactMap { item in item.string.map { ($0, item.place) } }
    }
  }

  private let diagnostics: DiagnosticCollector

  init(_ diagnostics: DiagnosticCollector) { self.diagnostics = diagnostics }

  /// - Parameters:
  ///   - nodes: all cases as they are written, also those that are wrong otherwise.
  ///   - all: the ids of the cases that were read, those for single examples too.
  func check(_ nodes: [Node], all: [String] = []) {
    let cases = nodes.compactMap(Named.init)
    var first: [String: Named] = [:]
    for item in cases {
      if let place = first[item.id]?.place {
        diagnostics.error(
          "a case with the id \(item.id.quoted) stands at line \(place.line) already", at: item.place,
          hint: "give each case an id of its own", rule: .duplicateName)
      } else {
        first[item.id] = item
      }
    }
    for need in cases.flatMap(\.needs) where first[need.id] == nil && !all.contains(need.id) {
      // Which examples a case has that cannot be read, nobody knows.
      let whole = String(need.id.prefix { $0 != "/" })
      if whole != need.id, first[whole] != nil, !all.contains(where: { $0 == whole || $0.hasPrefix("\(whole)/") }) {
        continue
      }
      diagnostics.error(
        "no case of this suite has the id \(need.id.quoted)", at: need.place,
        hint: Suggestion.hint(for: need.id, among: Set(first.keys).union(all)), rule: .unknownReference)
    }
    // What needs the case for one example waits for what that case needs.
    let whole = cases.map { item in
      var item = item
      item.needs = item.needs.map { (String($0.id.prefix { $0 != "/" }), $0.place) }
      return item
    }
    checkCircles(whole, Dictionary(whole.map { ($0.id, $0) }, uniquingKeysWith: { earlier, _ in earlier }))
  }

  /// Takes away, again and again, what needs nothing that is left; whatever stays waits for itself.
  private func checkCircles(_ cases: [Named], _ byID: [String: Named]) {
    var left = byID
    var waiting = byID.mapValues { Set($0.needs.map(\.id).filter { byID[$0] != nil }).count }
    var users: [String: [String]] = [:]
    for item in byID.values {
      for need in Set(item.needs.map(\.id)) { users[need, default: []].append(item.id) }
    }
    var free = waiting.filter { $0.value == 0 }.map(\.key)
    while let id = free.popLast() {
      left[id] = nil
      for user in users[id] ?? [] {
        waiting[user, default: 0] -= 1
        if waiting[user] == 0 { free.append(user) }
      }
    }
    // All that is left waits for a circle; the way from the first leads into one.
    guard let first = cases.first(where: { left[$0.id] != nil }) else { return }
    var circle = Self.circle(from: first.id, left)
    let members = Set(circle)
    guard let item = cases.first(where: { members.contains($0.id) }), let index = circle.firstIndex(of: item.id) else {
      return
    }
    circle = Array(circle[index...] + circle[...index])
    diagnostics.error(
      "cases need each other in a circle: \(circle.joined(separator: ", "))", at: item.place,
      hint: "take one of them out of \"needs\"")
  }

  /// Each id of it once.
  private static func circle(from start: String, _ left: [String: Named]) -> [String] {
    var path = [start]
    var positions = [start: 0]
    while let next = left[path[path.count - 1]]?.needs.first(where: { left[$0.id] != nil })?.id {
      if let position = positions[next] { return Array(path[position...]) }
      positions[next] = path.count
      path.append(next)
    }
    return path
  }
}
