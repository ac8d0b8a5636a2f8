import Foundation
import NETCONF
import Subprocess
import Synchronization
import SystemPackage

/// An SSH server of its own on loopback, with one subsystem, `netconf`, and keys that were made for it. It is OpenSSH's:
/// each connection gets an `sshd` as from inetd, so that nothing is running that has to be waited for.
final class LoopbackSSHServer: Sendable {
  /// How a client logs in.
  let destination: SSHDestination
  let listener: LoopbackListener
  private let folder: String
  private let program: String
  /// With which clients could log in, oldest first.
  private let keys = Mutex<[String]>([])

  /// Makes the keys and begins to listen.
  ///
  /// - Parameters:
  ///   - folder: is there, and belongs to the server; its path is absolute.
  ///   - subsystem: the command that a session runs, given the port.
  ///   - allowsForwarding: whether clients may go on from here to other servers.
  init(folder: String, allowsForwarding: Bool = false, subsystem: (_ port: Int) -> String) async throws {
    program = try InstalledProgram.sshServer.path()
    self.folder = folder
    listener = try LoopbackListener()
    let generator = try InstalledProgram.sshKeyGenerator.path()
    for key in ["hostkey", "otherkey", "userkey"] { try await Self.makeKey("\(folder)/\(key)", with: generator) }
    destination = SSHDestination(
      host: "127.0.0.1", port: listener.port, user: Self.account, keyFile: "\(folder)/userkey",
      knownHostsFile: "\(folder)/known_hosts")
    let hostKey = try String(contentsOfFile: "\(folder)/hostkey.pub", encoding: .utf8)
    try Self.write("[127.0.0.1]:\(listener.port) \(hostKey)", to: "\(folder)/known_hosts")
    let userKey = try String(contentsOfFile: "\(folder)/userkey.pub", encoding: .utf8)
    try Self.write(userKey, to: "\(folder)/authorized_keys")
    keys.withLock { $0.append(userKey) }
    try Self.write(
      Self.configuration(folder, subsystem(listener.port), allowsForwarding: allowsForwarding),
      to: "\(folder)/sshd_config")
    // sshd of root insists on this folder for its unprivileged part.
    if getuid() == 0 {
      try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    }
  }

  /// How somebody is met who connects.
  enum Reception: Sendable {
    case welcome
    /// No key is good.
    case refusal
    /// The server shows a key that it never had.
    case otherHostKey

    fileprivate func options(_ folder: String) -> [String] {
      switch self {
      case .welcome: []
      case .refusal: ["-o", "AuthorizedKeysFile=none"]
      // What is said first holds.
      case .otherHostKey: ["-o", "HostKey=\(folder)/otherkey"]
      }
    }
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter reception: asked for each connection.
  func run(reception: @escaping @Sendable () -> Reception = { .welcome }) async {
    await withDiscardingTaskGroup { group in
      for await connection in listener.connections {
        group.addTask { await self.serve(connection, reception()) }
      }
    }
  }

  /// From now on only a new key is good, which stands in the file of the old one.
  func rotateKey() async throws {
    let generator = try InstalledProgram.sshKeyGenerator.path()
    try await Self.makeKey("\(folder)/newkey", with: generator)
    let key = try String(contentsOfFile: "\(folder)/newkey.pub", encoding: .utf8)
    try keys.withLock { keys in
      keys.append(key)
      try Self.write(key, to: "\(folder)/authorized_keys")
    }
    for ending in [".pub", ""] {
      guard rename("\(folder)/newkey\(ending)", "\(folder)/userkey\(ending)") == 0 else {
        throw LocalProgram.Trouble(program: "ssh-keygen", problem: "made a key that cannot be used", lines: [])
      }
    }
  }

  /// Every key that ever was is good again.
  func readmitKeys() {
    keys.withLock { keys in
      // In the worst case those that hold an old key stay out.
      try? Self.write(keys.joined(separator: "\n"), to: "\(folder)/authorized_keys")
    }
  }

  /// The account that this process runs as: without being root, sshd lets nobody else in.
  private static var account: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return NSUserName() }
    return String(cString: name)
  }

  private static func configuration(_ folder: String, _ subsystem: String, allowsForwarding: Bool) -> String {
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
    AllowTcpForwarding \(allowsForwarding ? "yes" : "no")
    X11Forwarding no
    PermitTTY no
    PrintMotd no
    \(libraries)
    Subsystem netconf "\(subsystem)"

    """
  }

  /// Where this process finds its libraries, the subsystem's program does, too.
  private static var libraries: String {
    ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { "SetEnv LD_LIBRARY_PATH=\"\($0)\"" } ?? ""
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

  private func serve(_ connection: Int32, _ reception: Reception) async {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
    ]
    let descriptor = FileDescriptor(rawValue: connection)
    // What ends a connection, its client sees.
    _ = try? await Subprocess.run(
      .path(FilePath(program)),
      arguments: Arguments(["-i", "-f", "\(folder)/sshd_config"] + reception.options(folder)),
      platformOptions: options,
      input: .fileDescriptor(descriptor, closeAfterSpawningProcess: false),
      output: .fileDescriptor(descriptor, closeAfterSpawningProcess: true), error: .discarded)
  }
}
