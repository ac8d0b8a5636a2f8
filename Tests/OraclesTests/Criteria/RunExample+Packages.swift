import Documents
import Verdicts

@testable import Oracles

extension RunExample {
  static func narrow(_ hasClusterRights: Bool, installation: Value = "manifests") -> Run {
    .with([
      ("claims", ["namespace-scoped"]), ("clusterRights", .bool(hasClusterRights)), ("installation", installation),
    ]) { $0.write(.config, [("data.size", "2")], owner: .widget) }
  }

  /// A ConfigMap that the package brings.
  static func package(_ body: (inout LedgerBuilder) -> Void) -> Run {
    let object: Value = [
      "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "w-config", "namespace": "calib"],
    ]
    return .with([("package", [object])]) { builder in
      builder.write(.config, by: "plugfest", [("data.size", "2")])
      body(&builder)
    }
  }

  static func allocation(_ verdict: Verdict) -> Run {
    .cases(
      result(.pass, category: "exhaustion", criteria: ["EXT-13"]),
      result(verdict, category: "allocation", criteria: ["EXT-13"]))
  }

  /// What was installed, and what a candidate may do.
  static let packages = [
    RunExample("SEC-11", passing: narrow(false), failing: narrow(true), finding: "bind rights for the whole cluster"),
    RunExample(
      "CFG-10", passing: package { $0.write(.config, [("data.more", "3")]) },
      failing: package { $0.write(.config, [("data.size", "3")]) },
      finding: "the candidate changed data.size of ConfigMap calib/w-config, which its package brings"),
    RunExample(
      "EXT-13", passing: allocation(.pass), failing: allocation(.fail), finding: "W-001: the widget is wrong"),
    RunExample(
      "RES-10",
      passing: .with([("memoryLimit", 100), ("processorLimit", 1)]) {
        $0.mark(CandidateLife.usage, ["memory": 50, "processor": 0.1])
      },
      failing: .with([("namespaces", ["calib"])]) {
        $0.write(
          .pod("p"), by: LedgerBuilder.platform,
          [
            (
              "status.containerStatuses",
              [["name": "manager", "lastState": ["terminated": ["reason": "OOMKilled"]]]]
            )
          ])
      }, finding: "the container manager of Pod calib/p was killed because of its memory"),
  ]
}
