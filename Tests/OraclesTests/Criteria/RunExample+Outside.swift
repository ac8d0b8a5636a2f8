import Documents
import Kubernetes
import Plans

@testable import Oracles

// How it is installed, and what it does outside of the cluster.
extension RunExample {
  static let installations = [
    RunExample(
      "LCY-12", passing: .with { _ in },
      failing: .with([("administrators", ["ClusterRoleBinding \"widgets\" binds cluster-admin"])]) { _ in },
      finding: "it runs with the rights of a cluster administrator: ClusterRoleBinding \"widgets\" binds cluster-admin"),
    RunExample(
      "LCY-12", passing: .marks((CandidateLife.installed, ["seconds": 3])),
      failing: .with([("blanks", ["the image of container \"manager\" is empty"])]) { _ in },
      finding: "somebody has to fill in a manifest: the image of container \"manager\" is empty"),
    RunExample(
      "LCY-12", passing: .with { _ in },
      failing: .marks((CandidateLife.refused, ["kind": "Deployment", "name": "manager", "message": "no selector"])),
      finding: "it could not be installed: the API server refuses Deployment manager: no selector"),
  ]

  /// What an oracle saw of the requests for the widget `w`, of which there are so many.
  private static func consulted(
    _ requests: [(String, body: String)], copies: Int = 0, during phase: String = "create CR"
  ) -> Run {
    .with { builder in
      for number in 0..<copies {
        let copy = LedgerBuilder.Reference(apiVersion: "example.test/v1", kind: "Widget", name: "w\(number)")
        builder.write(copy, by: "plugfest", [("spec.size", 2)])
      }
      let wish = LedgerBuilder.Reference.widget
      var details = Consultation.details(
        .loadIdempotence, id: "1", caseID: "W-001",
        wish: .init(group: "example.test", kind: "Widget", namespace: "calib", name: wish.name),
        apiVersion: wish.apiVersion)
      details["scope"] = "calib"
      builder.mark(Consultation.beginning, details)
      builder.mark(phase, ["scope": "calib"])
      let asked = requests.enumerated().map { index, request in
        OutsideRequest(
          time: builder.time + 5 * Double(index) / Double(requests.count), endpoint: "netbox",
          isWrite: !request.0.hasPrefix("GET"), text: request.0, body: request.body
        ).details
      }
      builder.wait(5)
      builder.mark(OutsideRequest.mark, ["scope": "calib", "endpoint": "netbox", "requests": .array(asked)])
      builder.mark(Consultation.ending, ["scope": "calib"])
    }
  }

  private static let creation = "POST /api/ipam/prefixes/ → 201 in 2.1 ms"

  static let outside = [
    RunExample(
      "EXT-11", passing: consulted([(creation, body: #"{"description": "calib/w // managed by widgets"}"#)]),
      failing: consulted([(creation, body: #"{"description": "something"}"#)]),
      finding: "nothing that is made outside for a Widget names it or its namespace"),
    RunExample(
      "EXT-11",
      passing: consulted([
        (creation, body: "{}"),
        ("PATCH /api/ipam/prefixes/1/ → 200 in 1.0 ms", body: #"{"custom_fields": {"owner": "uid-101"}}"#),
      ]),
      failing: consulted([(creation, body: #"{"description": "w"}"#)]), finding: "for Widget w: POST"),
    RunExample(
      "EXT-12",
      passing: consulted(
        Array(repeating: ("GET /api/ipam/prefixes/ → 200 in 2 ms", body: ""), count: 10), copies: 20, during: "idle"),
      failing: consulted(
        Array(repeating: ("GET /api/ipam/prefixes/1/ → 200 in 2 ms", body: ""), count: 300), copies: 20, during: "idle"),
      finding: "with 21 wishes at rest, netbox is read 300 times in 5.0 s"),
  ]
}
