import Foundation

/// Recordings that lie beside the package.
enum SharedData {
  static let folder: String = {
    if let folder = ProcessInfo.processInfo.environment["PLUGFEST_SHARED"] { return folder }
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appending(path: "shared").path
  }()

  static let replayer = folder + "/netbox-transcripts/replay.py"

  /// Runs the Python of the PATH.
  static func python(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    return process
  }

  /// Whether the recordings are there, and a Python that the replayer works with: 3.11.
  static let canReplay: Bool = {
    guard FileManager.default.fileExists(atPath: replayer) else { return false }
    let process = python(["-c", "import sys; sys.exit(sys.version_info < (3, 11))"])
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()
}
