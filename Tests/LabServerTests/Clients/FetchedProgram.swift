import Foundation
import Testing

/// A program that a test fetches and that stays in the folder of the build.
struct FetchedProgram: Sendable {
  private let name: String
  /// Where it is in what was fetched.
  private let program: String
  /// Fetches into the current folder.
  private let script: String

  /// kubectl 1.20, unpacked from the package and not installed.
  static let debianKubectl = FetchedProgram(
    name: "debian-kubectl", program: "usr/bin/kubectl",
    script: """
      apt-get download kubernetes-client && dpkg-deb --extract kubernetes-client_*.deb . && rm kubernetes-client_*.deb
      """)

  /// Python with the Kubernetes client and kopf, in a virtual environment; another set makes another environment.
  static let python: FetchedProgram = {
    let requirements = ["kubernetes==37.0.2", "kopf==1.45.2"]
    return FetchedProgram(
      name: "python-" + requirements.map { $0.replacing("==", with: "-") }.joined(separator: "-"),
      program: "bin/python",
      script: """
        python3 -m venv . && bin/pip install --quiet --disable-pip-version-check --retries 1 --timeout 10 \
        \(requirements.joined(separator: " "))
        """)
  }()

  /// Cancels the test, visibly, where it cannot be had.
  func path() async throws -> String {
    let folder = "\(OutsideProgram.repository)/.build/clients/\(name)"
    guard let flock = OutsideProgram.find("flock") else { try Test.cancel("there is no flock to fetch \(name) by") }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Tests run at the same time, also those of other processes: one of them fetches, and the others wait for it.
    let outcome = try await flock.run(
      [
        "\(folder).lock", "/bin/sh", "-ec",
        "[ -f complete ] || { find . -mindepth 1 -delete; \(script); touch complete; }",
      ], folder: folder)
    guard outcome.code == 0 else { try Test.cancel("\(name) cannot be fetched: \(outcome.errors)") }
    return "\(folder)/\(program)"
  }
}
