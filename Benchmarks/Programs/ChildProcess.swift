import Glibc

/// A program that was started, by system calls alone: a library's own work would be in the figures.
struct ChildProcess {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let identifier: pid_t
  private let output: Int32

  init(_ path: String, _ arguments: [String]) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Failure(description: "no pipe: errno \(errno)") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    let words = ([path] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    var identifier: pid_t = 0
    let code = posix_spawn(&identifier, path, &actions, nil, words + [nil], environ)
    close(ends[1])
    output = ends[0]
    self.identifier = identifier
    guard code == 0 else {
      close(output)
      throw Failure(description: "cannot start \(path): errno \(code)")
    }
  }

  /// Waits for a line of its standard output.
  func read(until text: String) throws {
    var seen = ""
    while !seen.contains(text) {
      guard let more = readMore() else { throw Failure(description: "it ended without \"\(text)\": \(seen)") }
      seen += more
    }
  }

  func interrupt() { kill(identifier, SIGINT) }

  /// Reads what is left and waits for its end.
  ///
  /// - Parameter expected: how it exits when all went well.
  func wait(status expected: Int32 = 0) throws {
    while readMore() != nil {}
    close(output)
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
    guard status == expected << 8 else { throw Failure(description: "it ended with status \(status)") }
  }

  private func readMore() -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(output, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
