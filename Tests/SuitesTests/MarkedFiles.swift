import Documents
import Foundation
import Testing

/// Files in a folder of their own, in whose texts keycaps (1️⃣) mark places.
struct MarkedFiles: ~Copyable {
  let folder: String
  private var marks: [Place: Character] = [:]

  init(_ texts: [String: String]) throws {
    folder = NSTemporaryDirectory() + "plugfest-suites-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in texts {
      let path = "\(folder)/\(name)"
      let directory = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
      try FileManager.default.createDirectory(atPath: String(directory), withIntermediateDirectories: true)
      try take(text, path).write(toFile: path, atomically: false, encoding: .utf8)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// The text without its marks.
  private mutating func take(_ text: String, _ path: String) -> String {
    var plain = ""
    var (line, column) = (1, 1)
    for character in text {
      if character.unicodeScalars.contains("\u{20E3}") {
        marks[Place(file: path, line: line, column: column)] = character
        continue
      }
      plain.append(character)
      if character.isNewline { (line, column) = (line + 1, 1) } else { column += character.unicodeScalars.count }
    }
    return plain
  }

  /// `1️⃣ error: message`, then the hint on a line of its own; a place without a mark as it is, without the folder.
  func describe(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.place.map { place in marks[place].map(String.init) ?? "\(place):" }
      let head = [place, "\(diagnostic.severity): \(diagnostic.message)"].compactMap(\.self).joined(separator: " ")
      let text = head + (diagnostic.hint.map { "\n  \($0)" } ?? "")
      return text.replacingOccurrences(of: folder + "/", with: "")
    }
  }

  /// What loading says: the diagnostics that it throws, otherwise its warnings.
  func diagnose(_ load: (borrowing MarkedFiles) throws(Diagnostics) -> [Diagnostic]) -> [String] {
    do { return describe(try load(self)) } catch { return describe(error.all) }
  }
}

/// A text with mistakes, and what must be said of them.
struct Mistake: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var messages: [String]

  init(_ name: String, _ text: String, _ messages: [String]) {
    self.name = name
    self.text = text
    self.messages = messages
  }

  var testDescription: String { name }
}
