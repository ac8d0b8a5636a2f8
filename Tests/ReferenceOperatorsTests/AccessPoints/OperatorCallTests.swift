import AccessPointOperator
import DnnOperator
import Documents
import Foundation
import Kubernetes
import NETCONF
import OperatorRuntime
import PacketCoreClient
import Synchronization
import Testing

@Suite("calling the operators for access points") struct OperatorCallTests {
  private static func call(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) async -> (code: Int32, text: String) {
    let (signals, _) = AsyncStream.makeStream(of: Int32.self)
    let text = Mutex("")
    let code = await OperatorMain<AccessPointProgram>.run(
      arguments: arguments, environment: environment, signals: signals,
      output: { line in text.withLock { $0 += line } }, errors: { line in text.withLock { $0 += line } })
    return (code, text.withLock { $0 })
  }

  @Test("help, version and defects are told")
  func texts() async {
    #expect(await Self.call(["--version"]) == (0, "access-point-operator 1.0.0\n"))
    #expect(await Self.call(["--help"]).text.contains("PACKET_CORE_NAME"))
    let defects = await Self.call(["--list-defects"]).text
    for defect in Defect.allCases { #expect(defects.contains("\(defect.rawValue) ")) }
  }

  @Test(
    "mistakes are told with a hint, and end with 64",
    arguments: [
      (["--resnc", "5s"], [:], "did you mean \"--resync\"?"), (["--resync", "x"], [:], "is no duration"),
      (["--defect", "no-drift-repai"], [:], "did you mean \"no-drift-repair\"?"),
      (["--compatibility", "0.8"], [:], "write 0.9.0 or 1.0.0"), ([], [:], "no packet core is named"),
      ([], ["PACKET_CORE_SMF": "smf"], "does not begin with http"),
      ([], ["PACKET_CORE_SMF": "netconf://nobody"], "write netconf://USER@HOST:PORT"),
    ] as [([String], [String: String], String)])
  func mistakes(arguments: [String], environment: [String: String], text: String) async {
    let result = await Self.call(arguments, environment)
    #expect(result.code == 64)
    #expect(result.text.contains(text), "\(result.text)")
  }

  @Test("targets are read from the environment")
  func targets() throws {
    let targets = try TargetSettings.all(in: [
      "PACKET_CORE_SMF": "http://127.0.0.1:80/", "PACKET_CORE_SMF_TOKEN": "t", "PACKET_CORE_SMF_CA_FILE": "",
      "PACKET_CORE_UPF_2": "netconf://admin@upf:831", "PACKET_CORE_UPF_2_KEY_FILE": "key",
      "PACKET_CORE_UPF_2_KNOWN_HOSTS": "hosts", "OTHER": "x",
    ])
    #expect(targets.map(\.name) == ["smf", "upf-2"])
    #expect(targets[0].url == "http://127.0.0.1:80")
    #expect(targets[0].credential == .text("t"))
    #expect(targets[0].certificateAuthority == nil)
    #expect(targets[0].sshDestination == nil)
    #expect(targets[1].sshDestination?.port == 831)
    #expect(targets[1].sshDestination?.keyFile == "key")
  }

  @Test("a token file is read again when the token is refused")
  func rotation() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("token-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "old\n".write(toFile: path, atomically: true, encoding: .utf8)
    let credential = Credential(.file(path))
    #expect(credential.token == "old")
    #expect(!credential.refresh(refused: "old"))
    try "new\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(credential.token == "old")
    #expect(credential.refresh(refused: "old"))
    #expect(credential.token == "new")
  }

  @Test("what only an operator can refuse names its field")
  func admission() {
    func point(_ name: String, _ spec: Value, _ status: Value = [:]) -> AccessPoint {
      var object = KubernetesObject(
        apiVersion: "core.plugfest.dev/v1alpha1", kind: "AccessPoint", namespace: "default", name: name)
      object["metadata", "uid"] = .string(name)
      object["spec"] = spec
      object["status"] = status
      return AccessPoint(object)
    }
    func problem(_ point: AccessPoint, _ others: [AccessPoint] = []) -> String {
      let admission = Admission(targets: ["smf", "upf"], others: others, defects: [])
      do throws(Problem) {
        try admission.check(point)
        try admission.check(
          point.pools.compactMap { pool in
            if case .prefix(let prefix) = pool.source { .init(name: pool.name, prefix: prefix) } else { nil }
          }, of: point)
        return ""
      } catch { return error.message }
    }
    let smf: Value = [["name": "smf"]]
    let long = String(repeating: "a", count: 90)
    #expect(
      problem(point("a", ["networkIdentifier": .string(long), "operatorIdentifier": ["mcc": "228", "mnc": "01"]]))
        .hasPrefix("spec.networkIdentifier: with its operatorIdentifier the name has 110 octets"))
    #expect(
      problem(point("a", ["networkIdentifier": "a", "targets": [["name": "x"]]])).hasPrefix("spec.targets: \"x\""))
    let first = point("a", ["networkIdentifier": "Net", "targets": smf])
    #expect(
      problem(point("b", ["networkIdentifier": "nET", "targets": smf]), [first]).hasPrefix("spec.networkIdentifier"))
    #expect(problem(point("b", ["networkIdentifier": "nET", "targets": [["name": "upf"]]]), [first]).isEmpty)
    func pool(_ name: String, _ prefix: String, _ status: Value = [:]) -> AccessPoint {
      let pools: Value = [["name": "p", "prefix": .string(prefix)]]
      return point(name, ["networkIdentifier": .string(name), "targets": smf, "addressPools": pools], status)
    }
    #expect(problem(pool("b", "10.0.0.0/25"), [pool("a", "10.0.0.0/24")]).hasPrefix("spec.addressPools: p"))
    #expect(problem(pool("a", "10.0.0.0/25"), [pool("b", "10.0.0.0/24")]).isEmpty)
    let held: Value = ["pools": [["name": "p", "prefix": "10.0.0.0/24"]]]
    #expect(!problem(pool("a", "10.0.0.0/25"), [pool("b", "10.0.0.0/24", held)]).isEmpty)
    let both: Value = [["name": "p", "prefix": "10.0.0.0/24"], ["name": "q", "prefix": "10.0.0.0/25"]]
    #expect(
      problem(point("a", ["networkIdentifier": "a", "targets": smf, "addressPools": both])).contains("q (10.0.0.0/25)"))
  }
}
