import Foundation

/// A folder for as long as it is needed. Its path is short: that of a unix socket has room for 107 bytes.
enum ScratchFolder {
  /// Nobody else may read what is in it.
  struct Unavailable: Error, CustomStringConvertible {
    var code: Int32

    var description: String { "cannot make a folder for temporary files: \(String(cString: strerror(code)))" }
  }

  static func with<Result: Sendable>(
    _ body: (_ path: String) async throws -> Result
  ) async throws -> Result {
    let usual = FileManager.default.temporaryDirectory.path
    let parent = usual.utf8.count <= 40 ? usual : "/tmp"
    var template = Array("\(parent)/plugfest-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unavailable(code: errno) }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
  }
}
