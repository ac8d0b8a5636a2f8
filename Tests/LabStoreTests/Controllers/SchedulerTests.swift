import Documents
import Kubernetes
import Testing

@testable import LabStore

@Suite(.timeLimit(.minutes(5))) struct SchedulerTests {
  @Test("a pod waits as long as the lab says, whatever happens to it meanwhile, and then gets its node")
  func delay() async throws {
    var configuration = LabStore.Configuration()
    configuration.schedulingDelay = .seconds(2)
    try await StoreClient.withControllers(configuration) { client in
      let pods = "/api/v1/namespaces/default/pods"
      let events = try await client.watch("\(pods)?watch=true")
      try await client.send(
        "POST", "/api/v1/namespaces/default/serviceaccounts", ["metadata": ["name": "robot"]])
      let made = try await client.send(
        "POST", pods,
        [
          "metadata": ["name": "p"],
          "spec": ["serviceAccountName": "robot", "containers": [["name": "c", "image": "i"]]],
        ])
      try #require(made.status == 201)
      try await client.send(
        "PATCH", "\(pods)/p", ["metadata": ["labels": ["l": "x"]]], type: "application/merge-patch+json")
      var states: [String] = []
      for try await event in events {
        let pod = event["object"]
        let state = pod?["spec"]?["nodeName"] == nil ? "waiting" : pod?["status"]?["phase"]?.string ?? ""
        if states.last != state { states.append(state) }
        if state == "Running" { break }
      }
      #expect(states == ["waiting", "Pending", "Running"])
      let created = try #require(KubernetesObject(made.body).creationTimestamp)
      #expect(KubernetesTime.now - created >= .seconds(2))
    }
  }
}
