extension Library {
  /// `charAt`, `indexOf`, `split`, `join`, …
  static let strings = Library(name: "strings", overloads: characters + searching + changing + joining)

  static let stringReversal = Library(
    name: "strings, version 3",
    overloads: [
      .method("reverse", .string, .string, cost: .first(0.1)) { (text) throws(EvaluationError) in
        .string(String(scalars: try text.text().scalars.reversed()[...]))
      }
    ])

  private static func index(_ value: CELValue, upTo count: Int) throws(EvaluationError) -> Int {
    let index = try value.integer()
    guard index >= 0, index <= count else { throw EvaluationError("index out of range: \(index)") }
    return Int(index)
  }

  private static let characters: [Overload] = [
    .method2("charAt", .string, .int, .string, cost: .first(0.1)) { (text, position) throws(EvaluationError) in
      let scalars = try text.text().scalars
      let index = try index(position, upTo: scalars.count)
      return .string(index < scalars.count ? String(scalars[index]) : "")
    },
    .method2("substring", .string, .int, .string, cost: .first(0.1)) { (text, start) throws(EvaluationError) in
      let scalars = try text.text().scalars
      return .string(String(scalars: scalars[try index(start, upTo: scalars.count)...]))
    },
    .methodN("substring", [.string, .int, .int], .string, cost: .first(0.1)) { (values) throws(EvaluationError) in
      let scalars = try values[0].text().scalars
      let start = try index(values[1], upTo: scalars.count)
      let end = try index(values[2], upTo: scalars.count)
      guard start <= end else { throw EvaluationError("invalid substring range. start: \(start), end: \(end)") }
      return .string(String(scalars: scalars[start..<end]))
    },
  ]

  private static let searching: [Overload] = [
    .method2("indexOf", .string, .string, .int, cost: .product(0.1, 0.1)) { (text, part) throws(EvaluationError) in
      .int(Int64(TextSearch.firstIndex(of: try part.text().scalars, in: try text.text().scalars, from: 0) ?? -1))
    },
    .methodN("indexOf", [.string, .string, .int], .int, cost: .product(0.1, 0.1)) { (values) throws(EvaluationError) in
      let scalars = try values[0].text().scalars
      let start = try index(values[2], upTo: scalars.count)
      return .int(Int64(TextSearch.firstIndex(of: try values[1].text().scalars, in: scalars, from: start) ?? -1))
    },
    .method2("lastIndexOf", .string, .string, .int, cost: .product(0.1, 0.1)) { (text, part) throws(EvaluationError) in
      let scalars = try text.text().scalars
      return .int(
        Int64(TextSearch.lastIndex(of: try part.text().scalars, in: scalars, from: scalars.count) ?? -1))
    },
    .methodN("lastIndexOf", [.string, .string, .int], .int, cost: .product(0.1, 0.1)) {
      (values) throws(EvaluationError) in
      let scalars = try values[0].text().scalars
      let start = try index(values[2], upTo: scalars.count)
      return .int(Int64(TextSearch.lastIndex(of: try values[1].text().scalars, in: scalars, from: start) ?? -1))
    },
  ]

  private static let changing: [Overload] = [
    .method("lowerAscii", .string, .string, cost: .first(0.1)) { (text) throws(EvaluationError) in
      .string(try text.text().mapASCII { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value) + 32) : $0 })
    },
    .method("upperAscii", .string, .string, cost: .first(0.1)) { (text) throws(EvaluationError) in
      .string(try text.text().mapASCII { ("a"..."z").contains($0) ? Unicode.Scalar(UInt8($0.value) - 32) : $0 })
    },
    .method("trim", .string, .string, cost: .first(0.1)) { (text) throws(EvaluationError) in
      .string(TextSearch.trim(try text.text()))
    },
    .methodN("replace", [.string, .string, .string], .string, cost: .first(0.2)) { (values) throws(EvaluationError) in
      .string(
        try bounded(TextSearch.replace(try values[0].text(), try values[1].text(), try values[2].text(), limit: -1)))
    },
    .methodN("replace", [.string, .string, .string, .int], .string, cost: .first(0.2)) {
      (values) throws(EvaluationError) in
      .string(
        try bounded(
          TextSearch.replace(
            try values[0].text(), try values[1].text(), try values[2].text(), limit: try values[3].integer())))
    },
    .method2("split", .string, .string, .list(.string), cost: .first(0.2)) {
      (text, separator) throws(EvaluationError) in
      .strings(TextSearch.split(try text.text(), try separator.text(), limit: -1))
    },
    .methodN("split", [.string, .string, .int], .list(.string), cost: .first(0.2)) { (values) throws(EvaluationError) in
      .strings(TextSearch.split(try values[0].text(), try values[1].text(), limit: try values[2].integer()))
    },
    .function("strings.quote", [.string], .string, cost: .first(0.1)) { (text) throws(EvaluationError) in
      .string(TextSearch.quote(try text.text()))
    },
  ]

  private static let joining: [Overload] = [
    .method("join", .list(.string), .string, cost: .result(0.2)) { (list) throws(EvaluationError) in
      .string(try texts(list).joined())
    },
    .method2("join", .list(.string), .string, .string, cost: .result(0.2)) {
      (list, separator) throws(EvaluationError) in
      .string(try bounded(try texts(list).joined(separator: try separator.text())))
    },
  ]

  private static func texts(_ list: CELValue) throws(EvaluationError) -> [String] {
    var texts: [String] = []
    for item in try list.listed().values() { texts.append(try item.text()) }
    return texts
  }

  /// Growing text by growing text multiplies faster than the cost of a call can tell before it.
  private static func bounded(_ text: String) throws(EvaluationError) -> String {
    guard text.utf8.count <= 64 << 20 else { throw EvaluationError("the text is longer than 64 MiB") }
    return text
  }
}

extension String {
  fileprivate func mapASCII(_ transform: (Unicode.Scalar) -> Unicode.Scalar) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: unicodeScalars.lazy.map(transform))
    return String(view)
  }
}
