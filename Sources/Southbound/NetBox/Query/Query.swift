/// The parameters of a request, each with all its values, in the order of the URL.
struct Query: Sendable {
  private(set) var parameters: [(name: String, values: [String])] = []

  init(_ items: [(name: String, value: String)]) {
    for (name, value) in items {
      if let index = parameters.firstIndex(where: { $0.name == name }) {
        parameters[index].values.append(value)
      } else {
        parameters.append((name, [value]))
      }
    }
  }

  /// Takes apart what stands after the question mark of a URL.
  init(text: some StringProtocol) {
    let items = text.split(separator: "&", omittingEmptySubsequences: true).map {
      part -> (name: String, value: String) in
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (Self.decoded(pair[0]), pair.count == 2 ? Self.decoded(pair[1]) : "")
    }
    self.init(items)
  }

  func values(_ name: String) -> [String]? { parameters.first { $0.name == name }?.values }

  /// The value that counts where only one does.
  func last(_ name: String) -> String? { values(name)?.last }

  /// With one parameter set to one value, or taken out.
  func setting(_ name: String, to value: String?) -> Query {
    var copy = self
    copy.parameters.removeAll { $0.name == name }
    if let value { copy.parameters.append((name, [value])) }
    return copy
  }

  /// As part of a URL.
  var text: String {
    parameters.sorted { $0.name < $1.name }.flatMap { name, values in
      values.map { "\(Self.encoded(name))=\(Self.encoded($0))" }
    }.joined(separator: "&")
  }

  private static func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "+") {
        bytes.append(UInt8(ascii: " "))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
        return String(UnicodeScalar(byte))
      case UInt8(ascii: " "): return "+"
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        return "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }.joined()
  }
}
