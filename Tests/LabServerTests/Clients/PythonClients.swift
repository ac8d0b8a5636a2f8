import Foundation
import Testing

/// A virtual environment with the Python client and kopf, made once and kept in the folder of the build. Its tests
/// are serialized, so that the first makes it for all.
enum PythonClients {
  /// What is installed; another set makes another environment.
  private static let requirements = ["kubernetes==37.0.2", "kopf==1.45.2"]

  static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Python").path

  /// The folder with `python` and `kopf`. Cancels the test, visibly, where there is no Python or PyPI is out of reach.
  static func programs() async throws -> String {
    let name = requirements.joined(separator: "-").replacing("==", with: "-")
    let folder = OutsideProgram.cache("python-\(name)")
    let mark = "\(folder)/complete"
    if FileManager.default.fileExists(atPath: mark) { return "\(folder)/bin" }
    guard let python = OutsideProgram.find("python3") else { try Test.cancel("there is no python3 on the PATH") }
    let made = try await python.run(["-m", "venv", "--clear", folder])
    guard made.code == 0 else { try Test.cancel("no virtual environment can be made: \(made.output)\(made.errors)") }
    let installed = try await OutsideProgram(path: "\(folder)/bin/pip").run(
      ["install", "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "10"] + requirements)
    guard installed.code == 0 else { try Test.cancel("PyPI cannot be used: \(installed.errors)") }
    try "".write(toFile: mark, atomically: true, encoding: .utf8)
    return "\(folder)/bin"
  }
}
