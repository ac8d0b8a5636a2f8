import Crypto
import Documents
import FoundationEssentials
import Glibc

/// The bytes of a file of evidence, once they are what the index says.
struct EvidenceFile {
  /// The path for messages.
  var path: String
  var bytes: [UInt8]

  /// Far beyond honest reports, and small enough for a laptop.
  static let limit = 32 << 20
  static let jsonLimits = JSON.Limits(depth: 128, bytes: limit)

  /// Reads a file that lies below a folder, through no link that leads out of it, and compares its sum.
  ///
  /// - Throws: why it cannot be read, or is another file than was meant; placed where the index names it.
  static func read(
    _ file: EvidenceIndex.File, in folder: String, sums: [String: String]
  ) throws(Diagnostic) -> EvidenceFile {
    let path = folder.isEmpty ? file.path : "\(folder)/\(file.path)"
    func wrong(_ message: String, _ hint: String?) -> Diagnostic {
      .error("\(file.path.quoted) \(message)", at: file.place, hint: hint, rule: .unreadableFile)
    }
    guard isInside(file.path) else {
      throw wrong("is no path below the folder", "name it relative to the folder, without \"..\"")
    }
    guard let bytes = try bytes(path, below: folder, wrong) else {
      throw wrong("is longer than \(limit) bytes", nil)
    }
    guard let sum = file.sum ?? sums[file.path] else {
      throw wrong("has no sha256", "sha256sum of all files into SHA256SUMS, or {file: …, sha256: …} in the index")
    }
    let actual = hexadecimal(SHA256.hash(data: bytes))
    guard actual == sum.lowercased() else {
      throw wrong("is not the file that was meant: its sha256 is \(actual)", "write the sums anew, after the last file")
    }
    return EvidenceFile(path: path, bytes: bytes)
  }

  private static func isInside(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.utf8.contains(0)
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !["", ".", ".."].contains($0) }
  }

  /// - Returns: nil when it is too long.
  private static func bytes(
    _ path: String, below folder: String, _ wrong: (String, String?) -> Diagnostic
  ) throws(Diagnostic) -> [UInt8]? {
    guard let real = realPath(path), let root = realPath(folder.isEmpty ? "." : folder) else {
      throw wrong("is not there", nil)
    }
    guard real.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
      throw wrong("leads out of the folder", "put a copy of the file into the folder")
    }
    // A pipe would wait for a writer.
    let descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw wrong("cannot be read: \(String(cString: strerror(errno)))", nil) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw wrong("is no file", nil)
    }
    guard status.st_size <= limit else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw wrong("cannot be read: \(String(cString: strerror(errno)))", nil)
      }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > limit { return nil }
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// `sha256:…` of the bytes.
  static func digest(_ bytes: some Collection<UInt8>) -> String {
    "sha256:" + hexadecimal(SHA256.hash(data: Array(bytes)))
  }

  // MARK: Contents

  /// The JSON values of the file.
  func nodes() throws(Diagnostic) -> [Node] { try JSON.nodes(bytes, file: path, limits: Self.jsonLimits) }

  /// The documents of the file, in YAML or JSON.
  func documents() throws(Diagnostic) -> [Node] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .error("the file is not UTF-8 text", at: Place(file: path, line: 1, column: 1), rule: .unreadableFile)
    }
    do { return try YAML.parse(text, file: path) } catch {
      throw error.all.first ?? .error("not valid YAML", at: Place(file: path, line: 1, column: 1), rule: .syntax)
    }
  }
}
