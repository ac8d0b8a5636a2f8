import Foundation
import Testing

@testable import Documents

@Suite struct NodeLoadTests {
  /// A folder of its own for the test, removed after it.
  static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "plugfest-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  static func error(_ path: String, limits: YAML.Limits = YAML.Limits()) -> String? {
    #expect(throws: Diagnostics.self) { try Node.load(file: path, limits: limits) }?.description
  }

  @Test("a file is read with places in it")
  func success() throws {
    try Self.withFolder { folder in
      try Data("a: 1\n---\nb: ü\n".utf8).write(to: URL(filePath: "\(folder)/a.yaml"))
      let documents = try Node.load(file: "\(folder)/a.yaml")
      #expect(documents.map(\.value) == [["a": 1], ["b": "ü"]])
      #expect(documents.last?["b"]?.place == Place(file: "\(folder)/a.yaml", line: 3, column: 4))
    }
  }

  @Test("a file that cannot be read is one message that says what to do")
  func refusal() throws {
    try Self.withFolder { folder in
      try Data("a: 1\n".utf8).write(to: URL(filePath: "\(folder)/suite.yaml"))
      try Data([0x61, 0x0A, 0x62, 0xFF]).write(to: URL(filePath: "\(folder)/latin1"))
      try Data([0xFF, 0xFE, 0x61, 0]).write(to: URL(filePath: "\(folder)/utf16"))
      #expect(
        Self.error("\(folder)/siute.yaml")
          == "error: there is no file \"\(folder)/siute.yaml\"\n  hint: did you mean \"\(folder)/suite.yaml\"?")
      #expect(
        Self.error("\(folder)/x/y.yaml")
          == "error: there is no file \"\(folder)/x/y.yaml\"\n  hint: there is no directory \"\(folder)/x\" either")
      #expect(Self.error(folder) == "error: \"\(folder)\" is a directory\n  hint: name a file in it")
      #expect(
        Self.error("\(folder)/latin1")
          == "\(folder)/latin1:2:1: error: the line is not UTF-8 text\n  hint: save the file as UTF-8")
      #expect(Self.error("\(folder)/utf16") == "error: \"\(folder)/utf16\" is UTF-16\n  hint: save it as UTF-8")
      #expect(
        Self.error("\(folder)/suite.yaml", limits: YAML.Limits(bytes: 3))
          == "\(folder)/suite.yaml:1:1: error: the file is longer than 3 bytes")
      #expect(
        Self.error("/dev/zero", limits: YAML.Limits(bytes: 1 << 20))?.contains("longer than 1048576 bytes") == true)
    }
  }
}
