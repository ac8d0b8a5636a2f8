import Foundation

/// A program of another project that a lab can start, where it is installed.
package struct InstalledProgram: Sendable {
  package var name: String
  /// The Debian package that has it.
  package var package: String

  package static let netconfd = InstalledProgram(name: "netconfd", package: "netconfd")
  package static let sshServer = InstalledProgram(name: "sshd", package: "openssh-server")
  package static let sshClient = InstalledProgram(name: "ssh", package: "openssh-client")
  package static let sshKeyGenerator = InstalledProgram(name: "ssh-keygen", package: "openssh-client")

  package init(name: String, package: String) {
    self.name = name
    self.package = package
  }

  /// It is not on this machine.
  package struct Missing: Error, Sendable, CustomStringConvertible {
    package var program: InstalledProgram

    package var description: String { "\(program.name) is not installed: apt-get install \(program.package)" }
  }

  /// Where it is: on the `PATH`, or in the `sbin` beside a `bin` of it, where Debian puts what administrators use.
  ///
  /// - Throws: `Missing`
  package func path(environment: [String: String] = ProcessInfo.processInfo.environment) throws(Missing) -> String {
    let named = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let folders = named + named.filter { $0.hasSuffix("/bin") }.map { "\($0.dropLast(3))sbin" }
    for folder in folders where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    throw Missing(program: self)
  }
}
