import Foundation
import NETCONF
import Subprocess
import SystemPackage

/// An SSH server of its own on loopback, with one subsystem, `netconf`, and keys that were made for it. It is OpenSSH's:
/// each connection gets an `sshd` as from inetd, so that nothing is running that has to be waited for.
final class LoopbackSSHServer: Sendable {
  /// How a client logs in.
  let destination: SSHDestination
  let listener: LoopbackListener
  private let folder: String
  private let program: String

  /// Makes the keys and begins to listen.
  ///
  /// - Parameters:
  ///   - folder: is there, and belongs to the server; its path is absolute.
  ///   - subsystem: the command that a session runs, given the port.
  init(folder: String, subsystem: (_ port: Int) -> String) async throws {
    program = try InstalledProgram.sshServer.path()
    self.folder = folder
    listener = try LoopbackListener()
    let generator = try InstalledProgram.sshKeyGenerator.path()
    for key in ["hostkey", "userkey"] { try await Self.makeKey("\(folder)/\(key)", with: generator) }
    destination = SSHDestination(
      host: "127.0.0.1", port: listener.port, user: Self.account, keyFile: "\(folder)/userkey",
      knownHostsFile: "\(folder)/known_hosts")
    let hostKey = try String(contentsOfFile: "\(folder)/hostkey.pub", encoding: .utf8)
    try Self.write("[127.0.0.1]:\(listener.port) \(hostKey)", to: "\(folder)/known_hosts")
    try Self.write(
      try String(contentsOfFile: "\(folder)/userkey.pub", encoding: .utf8), to: "\(folder)/authorized_keys")
    try Self.write(Self.configuration(folder, subsystem(listener.port)), to: "\(folder)/sshd_config")
    // sshd of root insists on this folder for its unprivileged part.
    if getuid() == 0 {
      try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    }
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter refusesKeys: whether logins are refused at the moment.
  func run(refusingKeys refusesKeys: @escaping @Sendable () -> Bool = { false }) async {
    await withDiscardingTaskGroup { group in
      for await connection in listener.connections {
        group.addTask { await self.serve(connection, refusingKeys: refusesKeys()) }
      }
    }
  }

  /// The account that this process runs as: without being root, sshd lets nobody else in.
  private static var account: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return NSUserName() }
    return String(cString: name)
  }

  private static func configuration(_ folder: String, _ subsystem: String) -> String {
    """
    HostKey \(folder)/hostkey
    PidFile none
    UsePAM no
    StrictModes no
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    PubkeyAuthentication yes
    AuthorizedKeysFile \(folder)/authorized_keys
    PermitRootLogin prohibit-password
    AllowTcpForwarding no
    X11Forwarding no
    PermitTTY no
    PrintMotd no
    Subsystem netconf "\(subsystem)"

    """
  }

  private static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private static func makeKey(_ path: String, with generator: String) async throws {
    let ended = try await Subprocess.run(
      .path(FilePath(generator)), arguments: ["-q", "-t", "ed25519", "-N", "", "-f", path], input: .none,
      output: .discarded, error: .string(limit: 1 << 14))
    guard ended.terminationStatus.isSuccess else {
      throw LocalProgram.Trouble(
        program: "ssh-keygen", problem: "failed: \(ended.terminationStatus)", lines: [ended.standardError])
    }
  }

  private func serve(_ connection: Int32, refusingKeys: Bool) async {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
    ]
    let refusal = refusingKeys ? ["-o", "AuthorizedKeysFile=none"] : []
    let descriptor = FileDescriptor(rawValue: connection)
    // What ends a connection, its client sees.
    _ = try? await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(["-i", "-f", "\(folder)/sshd_config"] + refusal),
      platformOptions: options,
      input: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
      output: .fileDescriptor(descriptor, closeAfterSpawningProcess: true), error: .discarded)
  }
}
