package import Documents
package import Kubernetes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads on in an audit log that a kube-apiserver writes: JSON Lines, of which the last may be half written. The log may
/// be moved away and begun anew, or be cut to nothing.
package struct AuditLogReader: Sendable {
  private struct Identity: Equatable {
    var device: UInt64
    var number: UInt64
  }

  private let path: String
  /// Nil while there is none.
  private var file: Int32?
  private var offset = 0
  /// Of a line whose end is not there yet.
  private var rest: [UInt8] = []
  /// Whether the rest of the present line is left out: its beginning was not seen, or it is too long.
  private var isSkipping = false
  private(set) var trouble: String?

  /// A line may have bodies in it.
  private static let lineLimit = 16 << 20
  private static let chunk = 256 << 10

  /// Begins at the end of what is there.
  ///
  /// - Throws: when the log cannot be read. One that is still to come is waited for, when its folder is there.
  package init(path: String) throws(Diagnostic) {
    self.path = path
    guard let opened = Self.open(path) else {
      let reason = String(cString: strerror(errno))
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      guard errno == ENOENT, access(folder, X_OK) == 0 else {
        throw .error(
          "the audit log \"\(path)\" cannot be read: \(reason)",
          hint: "let this user read it, or leave `auditLog` out of the lab file")
      }
      return
    }
    file = opened
    offset = Int(lseek(opened, 0, SEEK_END))
    var last: UInt8 = 0
    isSkipping = offset > 0 && (pread(opened, &last, 1, off_t(offset - 1)) != 1 || last != UInt8(ascii: "\n"))
  }

  /// What was written since the last time.
  package mutating func news() -> [AuditEvent] {
    var events: [AuditEvent] = []
    if file == nil { file = Self.open(path) }
    while let opened = file {
      events += read(opened)
      guard let present = Self.identity({ stat(path, &$0) }), let own = Self.identity({ fstat(opened, &$0) }),
        present != own, let next = Self.open(path)
      else { break }
      // What came last, before it was moved away.
      events += read(opened)
      begin(next)
    }
    return events
  }

  package mutating func close() {
    if let file { _ = closeFile(file) }
    file = nil
  }

  /// A half line at the end of what was moved away is never completed.
  private mutating func begin(_ next: Int32) {
    close()
    file = next
    offset = 0
    rest = []
    isSkipping = false
  }

  private mutating func read(_ file: Int32) -> [AuditEvent] {
    if lseek(file, 0, SEEK_END) < off_t(offset) {
      // It was cut to nothing, and begun anew.
      offset = 0
      rest = []
      isSkipping = false
    }
    var events: [AuditEvent] = []
    var bytes = [UInt8](repeating: 0, count: Self.chunk)
    while true {
      let count = pread(file, &bytes, bytes.count, off_t(offset))
      if count < 0 { trouble = "the audit log \(path) cannot be read on: \(String(cString: strerror(errno)))" }
      guard count > 0 else { return events }
      offset += count
      for line in complete(bytes[..<count]) {
        if let event = (try? JSON.parse(line)).flatMap({ AuditEvent($0) }) { events.append(event) }
      }
    }
  }

  /// The lines that end in the bytes; what follows is kept.
  private mutating func complete(_ bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var left = bytes
    while let end = left.firstIndex(of: UInt8(ascii: "\n")) {
      if !isSkipping { lines.append(rest + left[..<end]) }
      isSkipping = false
      rest = []
      left = left[left.index(after: end)...]
    }
    if !isSkipping { rest += left }
    if rest.count > Self.lineLimit {
      rest = []
      isSkipping = true
    }
    return lines
  }

  private static func open(_ path: String) -> Int32? {
    let file = openFile(path)
    return file < 0 ? nil : file
  }

  private static func identity(_ look: (inout stat) -> Int32) -> Identity? {
    var found = stat()
    guard look(&found) == 0 else { return nil }
    return Identity(device: UInt64(found.st_dev), number: UInt64(found.st_ino))
  }
}

private func openFile(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func closeFile(_ file: Int32) -> Int32 { close(file) }
