/// A semantic version (semver.org): `1.2.3-beta.1+build.5`.
struct SemanticVersion: OpaqueValue {
  enum Identifier: Sendable, Hashable {
    case number(UInt64)
    case text(String)
  }

  let major: UInt64
  let minor: UInt64
  let patch: UInt64
  let prerelease: [Identifier]
  let text: String

  var typeName: String { "kubernetes.Semver" }

  func isEqual(to other: any OpaqueValue) -> Bool {
    (other as? SemanticVersion).map { compare($0) == .equal } ?? false
  }

  /// - Parameter isNormalized: A `v` in front, leading zeros and missing parts are put right first.
  init?(_ text: String, isNormalized: Bool = false) {
    let text = isNormalized ? Self.normalize(text) : text
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    let withoutBuild = text.prefix { $0 != "+" }
    if withoutBuild.utf8.count < text.utf8.count {
      let build = text.dropFirst(withoutBuild.count + 1)
      guard Self.parts(build).allSatisfy(Self.isIdentifier) else { return nil }
    }
    let core = withoutBuild.prefix { $0 != "-" }
    let numbers = Self.parts(core).map(Self.number)
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else { return nil }
    var prerelease: [Identifier] = []
    if core.utf8.count < withoutBuild.utf8.count {
      for part in Self.parts(withoutBuild.dropFirst(core.count + 1)) {
        if part.allSatisfy({ ("0"..."9").contains($0) }) {
          guard let number = Self.number(part) else { return nil }
          prerelease.append(.number(number))
        } else {
          guard Self.isIdentifier(part) else { return nil }
          prerelease.append(.text(String(part)))
        }
      }
    }
    (self.major, self.minor, self.patch) = (major, minor, patch)
    self.prerelease = prerelease
    self.text = text
  }

  private static func parts(_ text: Substring) -> [Substring] {
    text.split(separator: ".", omittingEmptySubsequences: false)
  }

  private static func isIdentifier(_ part: Substring) -> Bool {
    !part.isEmpty && part.unicodeScalars.allSatisfy { ($0.isNamePart && $0 != "_") || $0 == "-" }
  }

  private static func number(_ part: Substring) -> UInt64? {
    guard part == "0" || !part.hasPrefix("0"), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return UInt64(part)
  }

  private static func normalize(_ text: String) -> String {
    let text = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let core = text.prefix { $0 != "-" && $0 != "+" }
    var parts = parts(core).map { part -> Substring in
      let stripped = part.drop { $0 == "0" }
      return stripped.isEmpty && !part.isEmpty ? "0" : stripped
    }
    if parts.contains(where: \.isEmpty) { return String(text) }
    while parts.count < 3 { parts.append("0") }
    return parts.joined(separator: ".") + text.dropFirst(core.count)
  }

  func compare(_ other: SemanticVersion) -> Ordering {
    for (left, right) in [(major, other.major), (minor, other.minor), (patch, other.patch)] where left != right {
      return Ordering(left, right)
    }
    if prerelease.isEmpty || other.prerelease.isEmpty {
      return Ordering(prerelease.isEmpty ? 1 : 0, other.prerelease.isEmpty ? 1 : 0)
    }
    for (left, right) in zip(prerelease, other.prerelease) where left != right {
      switch (left, right) {
      case (.number(let left), .number(let right)): return Ordering(left, right)
      case (.text(let left), .text(let right)): return left.precedes(right) ? .less : .greater
      case (.number, .text): return .less
      case (.text, .number): return .greater
      }
    }
    return Ordering(prerelease.count, other.prerelease.count)
  }
}

extension Library {
  private static let semver = CELType.opaque("kubernetes.Semver", [])

  static let semanticVersions = Library(
    name: "kubernetes.semver",
    overloads: [
      .function("semver", [.string], semver) { (text) throws(EvaluationError) in
        try version(try text.text(), isNormalized: false)
      },
      .function2("semver", [.string, .bool], semver) { (text, isNormalized) throws(EvaluationError) in
        try version(try text.text(), isNormalized: isNormalized.bool ?? false)
      },
      .function("isSemver", [.string], .bool) { (text) throws(EvaluationError) in
        .bool(SemanticVersion(try text.text()) != nil)
      },
      .function2("isSemver", [.string, .bool], .bool) { (text, isNormalized) throws(EvaluationError) in
        .bool(SemanticVersion(try text.text(), isNormalized: isNormalized.bool ?? false) != nil)
      },
      .method2("isLessThan", semver, semver, .bool) { (left, right) throws(EvaluationError) in
        .bool(try compare(left, right) == .less)
      },
      .method2("isGreaterThan", semver, semver, .bool) { (left, right) throws(EvaluationError) in
        .bool(try compare(left, right) == .greater)
      },
      .method2("compareTo", semver, semver, .int) { (left, right) throws(EvaluationError) in
        .int(try compare(left, right).rawValue)
      },
      .method("major", semver, .int) { (value) throws(EvaluationError) in try part(value, \.major) },
      .method("minor", semver, .int) { (value) throws(EvaluationError) in try part(value, \.minor) },
      .method("patch", semver, .int) { (value) throws(EvaluationError) in try part(value, \.patch) },
    ],
    types: ["kubernetes.Semver": semver])

  private static func version(_ text: String, isNormalized: Bool) throws(EvaluationError) -> CELValue {
    guard let version = SemanticVersion(text, isNormalized: isNormalized) else {
      throw EvaluationError("Invalid Semantic Version \"\(text)\"")
    }
    return .opaque(version)
  }

  private static func compare(_ left: CELValue, _ right: CELValue) throws(EvaluationError) -> Ordering {
    try left.opaque(SemanticVersion.self).compare(try right.opaque(SemanticVersion.self))
  }

  private static func part(_ value: CELValue, _ part: KeyPath<SemanticVersion, UInt64>) throws(EvaluationError)
    -> CELValue
  {
    guard let int = Int64(exactly: try value.opaque(SemanticVersion.self)[keyPath: part]) else {
      throw EvaluationError("integer overflow")
    }
    return .int(int)
  }
}
