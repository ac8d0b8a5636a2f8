/// What a program tells of itself in Prometheus's text format or in OpenMetrics.
package struct MetricsText: Sendable {
  package struct Sample: Sendable, Equatable {
    package var name: String
    package var labels: [String: String]
    package var value: Double

    package init(name: String, labels: [String: String], value: Double) {
      self.name = name
      self.labels = labels
      self.value = value
    }
  }

  /// A line that says nothing in this format.
  package struct SyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// From 1.
    package var line: Int
    package var problem: String

    package var description: String { "line \(line): \(problem)" }
  }

  package var samples: [Sample]

  /// Samples' times, exemplars, types and help are left out: no check is made on them.
  package init(parsing text: String) throws(SyntaxError) {
    samples = []
    var number = 0
    // By scalars: a carriage return and a line feed are one character.
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      do throws(LineError) {
        var parser = LineParser(line)
        if let sample = try parser.sample() { samples.append(sample) }
      } catch {
        throw SyntaxError(line: number, problem: error.problem)
      }
    }
  }

  /// Those of this name that have all of these labels.
  package func samples(_ name: String, _ labels: [String: String] = [:]) -> [Sample] {
    samples.filter { sample in
      sample.name == name && labels.allSatisfy { sample.labels[$0.key] ?? "" == $0.value }
    }
  }
}

private struct LineError: Error {
  var problem: String
}

/// Reads one line, from left to right.
private struct LineParser {
  private var rest: Substring.UnicodeScalarView

  init(_ line: Substring.UnicodeScalarView) { rest = line }

  mutating func sample() throws(LineError) -> MetricsText.Sample? {
    skipSpace()
    guard let first = rest.first, first != "#" else { return nil }
    // Names of any letters stand inside of the braces, quoted.
    var name = first == "{" ? "" : try self.name()
    var labels: [String: String] = [:]
    skipSpace()
    if rest.first == "{" { labels = try self.labels(&name) }
    guard !name.isEmpty else { throw LineError(problem: "a sample has no name") }
    skipSpace()
    let value = word()
    guard let number = Self.number(value) else { throw LineError(problem: "\"\(value.prefix(40))\" is no number") }
    try expectEnd()
    return MetricsText.Sample(name: name, labels: labels, value: number)
  }

  private mutating func labels(_ name: inout String) throws(LineError) -> [String: String] {
    rest.removeFirst()
    var labels: [String: String] = [:]
    while true {
      skipSpace()
      if rest.first == "}" { break }
      let label = rest.first == "\"" ? try quoted() : try self.name()
      skipSpace()
      if rest.first == "=" {
        rest.removeFirst()
        skipSpace()
        let value = try quoted()
        guard labels.updateValue(value, forKey: label) == nil else {
          throw LineError(problem: "the label \"\(label.prefix(40))\" is there twice")
        }
      } else if name.isEmpty {
        name = label
      } else {
        throw LineError(problem: "the label \"\(label.prefix(40))\" has no value")
      }
      skipSpace()
      if rest.first == "," { rest.removeFirst() } else { break }
    }
    guard rest.first == "}" else { throw LineError(problem: "the labels have no end") }
    rest.removeFirst()
    return labels
  }

  private mutating func name() throws(LineError) -> String {
    let name = rest.prefix { scalar in
      scalar == "_" || scalar == ":" || scalar == "." || (scalar.isASCII && scalar.properties.isAlphabetic)
        || ("0"..."9").contains(scalar)
    }
    guard let first = name.first, !("0"..."9").contains(first) else { throw LineError(problem: "a name is expected") }
    rest.removeFirst(name.count)
    return String(name)
  }

  private mutating func quoted() throws(LineError) -> String {
    guard rest.first == "\"" else { throw LineError(problem: "a value in quotes is expected") }
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return String(text)
      case "\\":
        guard let escaped = rest.popFirst() else { break }
        text.append(escaped == "n" ? "\n" : escaped)
      default: text.append(scalar)
      }
    }
    throw LineError(problem: "a value in quotes has no end")
  }

  /// A time and an exemplar may follow the value.
  private mutating func expectEnd() throws(LineError) {
    skipSpace()
    guard let next = rest.first, next != "#" else { return }
    let time = word()
    guard Self.number(time) != nil else { throw LineError(problem: "\"\(time.prefix(40))\" is no time") }
    skipSpace()
    if let next = rest.first, next != "#" { throw LineError(problem: "something follows the time") }
  }

  private mutating func word() -> String {
    let word = rest.prefix { !Self.isSpace($0) }
    rest.removeFirst(word.count)
    return String(word)
  }

  private mutating func skipSpace() { rest = rest.drop(while: Self.isSpace) }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\r" }

  private static func number(_ text: String) -> Double? {
    switch text {
    case "+Inf", "Inf": .infinity
    case "-Inf": -.infinity
    case "NaN": .nan
    default: Double(text)
    }
  }
}
