import Documents

/// Compares expected items with the actual items of a list.
struct ListMatch {
  let path: [FieldPath.Element]
  let actual: [Value]

  /// Finds a different actual item for each expected one, in any order.
  func mismatches(_ expected: [Value]) -> [SubsetMatch.Mismatch] {
    let partner = partners(of: expected)
    let matched = Set(partner.compactMap(\.self))
    let free = actual.indices.filter { partner[$0] == nil }
    return expected.indices.filter { !matched.contains($0) }.flatMap { index in
      nearest(to: expected[index], among: free, at: index)
    }
  }

  /// The expected item of each actual one, by augmenting paths, so that a greedy choice for an early item never takes the
  /// only partner of a later one.
  private func partners(of expected: [Value]) -> [Int?] {
    var partner: [Int?] = Array(repeating: nil, count: actual.count)
    let edges = expected.map { item in
      actual.indices.filter { SubsetMatch.mismatches(expected: item, actual: actual[$0]).isEmpty }
    }
    func augment(_ index: Int, _ visited: inout Set<Int>) -> Bool {
      for candidate in edges[index] where visited.insert(candidate).inserted {
        if let other = partner[candidate], !augment(other, &visited) { continue }
        partner[candidate] = index
        return true
      }
      return false
    }
    for index in expected.indices {
      var visited: Set<Int> = []
      _ = augment(index, &visited)
    }
    return partner
  }

  /// The mismatches with the free item that is most alike, which is what a person would compare with.
  private func nearest(to expected: Value, among free: [Int], at index: Int) -> [SubsetMatch.Mismatch] {
    let compared = free.map { SubsetMatch.mismatches(expected: expected, actual: actual[$0], at: path + [.index($0)]) }
    let size = expected.object?.count ?? 1
    if let best = compared.min(by: { $0.count < $1.count }), best.count < size { return best }
    return [SubsetMatch.mismatch(path + [.index(index)], expected, nil)]
  }

  /// Compares each expected item with the actual one that has the same key.
  ///
  /// - Parameter keys: The fields that are the key.
  func mismatches(_ expected: [Value], byKey keys: [String]) -> [SubsetMatch.Mismatch] {
    expected.enumerated().flatMap { number, item -> [SubsetMatch.Mismatch] in
      guard keys.allSatisfy({ item[$0] != nil }) else {
        let names = keys.joined(separator: ", ")
        return [
          .init(elements: path + [.index(number)], expected: "an item with the key \(names) to look for", actual: item)
        ]
      }
      let same = actual.filter { other in
        keys.allSatisfy { key in
          guard let wanted = item[key], let found = other[key] else { return false }
          return SubsetMatch.isEqual(wanted, found)
        }
      }
      let element = keys.first.flatMap { key in item[key].map { FieldPath.Element.item(key: key, value: $0) } }
      let place = path + [element ?? .index(number)]
      guard let found = same.first else { return [SubsetMatch.mismatch(place, item, nil)] }
      if same.count > 1 {
        return [.init(elements: place, expected: "one item with this key", actual: .array(same))]
      }
      return SubsetMatch.mismatches(expected: item, actual: found, at: place)
    }
  }
}
