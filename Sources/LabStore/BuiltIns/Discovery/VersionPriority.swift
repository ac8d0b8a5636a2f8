/// The order in which Kubernetes prefers versions: `v10`, `v2`, `v2beta1`, `v1alpha3`, then any others by name.
struct VersionPriority: Comparable {
  private let stability: Int
  private let major: Int
  private let minor: Int
  private let name: String

  init(_ name: String) {
    self.name = name
    var rest = Substring(name)
    func number() -> Int? {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      return digits.first == "0" ? nil : Int(digits)
    }
    guard rest.first == "v" else {
      (stability, major, minor) = (0, 0, 0)
      return
    }
    rest.removeFirst()
    guard let major = number() else {
      (stability, self.major, minor) = (0, 0, 0)
      return
    }
    if rest.isEmpty {
      (stability, self.major, minor) = (3, major, 0)
      return
    }
    let level = rest.hasPrefix("beta") ? 2 : rest.hasPrefix("alpha") ? 1 : 0
    rest = rest.dropFirst(level == 2 ? 4 : 5)
    guard level > 0, let minor = number(), rest.isEmpty else {
      (stability, self.major, self.minor) = (0, 0, 0)
      return
    }
    (stability, self.major, self.minor) = (level, major, minor)
  }

  /// The preferred one is the lesser.
  static func < (left: Self, right: Self) -> Bool {
    let (first, second) = ((left.stability, left.major, left.minor), (right.stability, right.major, right.minor))
    return first == second ? left.name < right.name : first > second
  }
}
