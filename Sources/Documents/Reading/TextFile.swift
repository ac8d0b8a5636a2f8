import FoundationEssentials
import Glibc

/// Reads a file that a person named.
package enum TextFile {
  /// - Parameter path: `-` for standard input.
  /// - Throws: one message that says what is wrong with the file, and what to do.
  package static func read(_ path: String, limit: Int) throws(Diagnostic) -> String {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, path) }
    defer { if path != "-" { close(descriptor) } }
    return try text(bytes(of: descriptor, path, limit: limit), path)
  }

  private static func bytes(of descriptor: Int32, _ path: String, limit: Int) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno, path)
      }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else {
        throw .error("the file is longer than \(limit) bytes", at: Place(file: path, line: 1, column: 1))
      }
    }
  }

  private static func text(_ bytes: [UInt8], _ path: String) throws(Diagnostic) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .error("\(path.quoted) is UTF-16", hint: "save it as UTF-8")
    }
    // The first line that is not valid is the place.
    var line = 1
    for content in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if String(validating: content, as: UTF8.self) == nil { break }
      line += 1
    }
    throw .error(
      "the line is not UTF-8 text", at: Place(file: path, line: line, column: 1), hint: "save the file as UTF-8")
  }

  private static func failure(_ code: Int32, _ path: String) -> Diagnostic {
    switch code {
    case ENOENT, ENOTDIR: .error("there is no file \(path.quoted)", hint: suggestion(for: path))
    case EISDIR: .error("\(path.quoted) is a directory", hint: "name a file in it")
    case EACCES: .error("\(path.quoted) may not be read", hint: "check its permissions")
    default: .error("\(path.quoted) cannot be read: \(String(cString: strerror(code)))")
    }
  }

  /// The nearest name in the directory, or that the directory itself is missing.
  private static func suggestion(for path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.isEmpty else { return nil }
    let directory = parts.dropLast().joined(separator: "/")
    let folder = parts.count == 1 ? "." : directory.isEmpty ? "/" : directory
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return "there is no directory \(folder.quoted) either"
    }
    guard let nearest = Suggestion.nearest(to: String(name), among: names) else { return nil }
    return "did you mean \((parts.count == 1 ? nearest : "\(directory)/\(nearest)").quoted)?"
  }
}
