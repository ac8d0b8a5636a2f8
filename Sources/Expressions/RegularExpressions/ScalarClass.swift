/// A set of scalars: `[a-z0-9]`, `\d`, `\p{L}`, `.`.
struct ScalarClass: Sendable {
  struct Category: Sendable {
    var members: Set<Unicode.GeneralCategory>
    var isNegated: Bool
  }

  private(set) var ranges: [ClosedRange<UInt32>] = []
  private(set) var categories: [Category] = []
  var isNegated = false
  var ignoresCase = false

  init(_ ranges: ClosedRange<Unicode.Scalar>...) {
    self.ranges = ranges.map { $0.lowerBound.value...$0.upperBound.value }
  }

  mutating func add(_ scalar: Unicode.Scalar) { ranges.append(scalar.value...scalar.value) }
  mutating func add(_ range: ClosedRange<Unicode.Scalar>) {
    ranges.append(range.lowerBound.value...range.upperBound.value)
  }
  mutating func add(_ category: Category) { categories.append(category) }

  /// Takes in another set, which may be a complement.
  mutating func add(_ other: ScalarClass) {
    categories += other.categories
    guard other.isNegated else {
      ranges += other.ranges
      return
    }
    var next: UInt32 = 0
    for range in other.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { ranges.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { ranges.append(next...0x10FFFF) }
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if holds(scalar) { return !isNegated }
    if ignoresCase, scalar.otherCases.contains(where: { holds($0) }) { return !isNegated }
    return isNegated
  }

  private func holds(_ scalar: Unicode.Scalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    for category in categories
    where category.members.contains(scalar.properties.generalCategory) != category.isNegated {
      return true
    }
    return false
  }

  // MARK: Named sets

  static let digits = ScalarClass("0"..."9")
  static let space = ScalarClass("\t"..."\n", "\u{0C}"..."\r", " "..." ")
  static let word = ScalarClass("0"..."9", "A"..."Z", "_"..."_", "a"..."z")

  var complement: ScalarClass {
    var copy = self
    copy.isNegated.toggle()
    return copy
  }

  /// The set that `[:name:]` names.
  static func posix(_ name: String) -> ScalarClass? {
    switch name {
    case "alnum": ScalarClass("0"..."9", "A"..."Z", "a"..."z")
    case "alpha": ScalarClass("A"..."Z", "a"..."z")
    case "ascii": ScalarClass("\0"..."\u{7F}")
    case "blank": ScalarClass("\t"..."\t", " "..." ")
    case "cntrl": ScalarClass("\0"..."\u{1F}", "\u{7F}"..."\u{7F}")
    case "digit": digits
    case "graph": ScalarClass("!"..."~")
    case "lower": ScalarClass("a"..."z")
    case "print": ScalarClass(" "..."~")
    case "punct": ScalarClass("!"..."/", ":"..."@", "["..."`", "{"..."~")
    case "space": ScalarClass("\t"..."\r", " "..." ")
    case "upper": ScalarClass("A"..."Z")
    case "word": word
    case "xdigit": ScalarClass("0"..."9", "A"..."F", "a"..."f")
    default: nil
    }
  }

  private static let general: [String: Set<Unicode.GeneralCategory>] = [
    "Lu": [.uppercaseLetter], "Ll": [.lowercaseLetter], "Lt": [.titlecaseLetter], "Lm": [.modifierLetter],
    "Lo": [.otherLetter], "Mn": [.nonspacingMark], "Mc": [.spacingMark], "Me": [.enclosingMark],
    "Nd": [.decimalNumber], "Nl": [.letterNumber], "No": [.otherNumber], "Pc": [.connectorPunctuation],
    "Pd": [.dashPunctuation], "Ps": [.openPunctuation], "Pe": [.closePunctuation], "Pi": [.initialPunctuation],
    "Pf": [.finalPunctuation], "Po": [.otherPunctuation], "Sm": [.mathSymbol], "Sc": [.currencySymbol],
    "Sk": [.modifierSymbol], "So": [.otherSymbol], "Zs": [.spaceSeparator], "Zl": [.lineSeparator],
    "Zp": [.paragraphSeparator], "Cc": [.control], "Cf": [.format], "Co": [.privateUse], "Cs": [.surrogate],
  ]

  /// The set that `\p{name}` names: a general category such as `L` or `Lu`, or `Any`.
  static func unicode(_ name: String, isNegated: Bool) -> ScalarClass? {
    var result = ScalarClass()
    if name == "Any" {
      result.ranges = [0...0x10FFFF]
      return isNegated ? result.complement : result
    }
    var members: Set<Unicode.GeneralCategory> = []
    for (category, set) in general where category == name || (name.utf8.count == 1 && category.hasPrefix(name)) {
      members.formUnion(set)
    }
    guard !members.isEmpty else { return nil }
    result.add(Category(members: members, isNegated: isNegated))
    return result
  }
}

extension Unicode.Scalar {
  /// The same letter in other cases.
  var otherCases: [Unicode.Scalar] {
    if isASCII, self != "k", self != "K", self != "s", self != "S" {
      switch self {
      case "a"..."z": return [Unicode.Scalar(UInt8(value) - 32)]
      case "A"..."Z": return [Unicode.Scalar(UInt8(value) + 32)]
      default: return []
      }
    }
    // Besides their ASCII forms, k and s have a form each that becomes them in lower or upper case.
    switch self {
    case "k", "K", "\u{212A}": return ["k", "K", "\u{212A}"]
    case "s", "S", "\u{017F}": return ["s", "S", "\u{017F}"]
    default: break
    }
    let forms = [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping]
    return forms.compactMap { form in
      let scalars = form.unicodeScalars
      return scalars.count == 1 ? scalars.first : nil
    }
  }
}
