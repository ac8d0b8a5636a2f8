import Documents
import FoundationEssentials
import Kubernetes
import Testing

@testable import LabStore

@Suite struct TableTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  private func cells(_ group: String, _ version: String, _ kind: String, _ json: String) throws -> [String: Value] {
    let kind = try #require(TypeCatalogue.builtIn.kind(group: group, version: version, kind: kind))
    let printer = BuiltInPrinter(kind)
    let cells = printer.cells(of: try JSON.parse(json), now: now)
    return Dictionary(uniqueKeysWithValues: zip(printer.columns.map(\.name), cells))
  }

  struct PodRow: Sendable, CustomTestStringConvertible {
    var name: String
    var pod: String
    var ready: Value
    var status: Value
    var restarts: Value = "0"
    var testDescription: String { name }
  }

  @Test(
    "a pod's row sums up its containers",
    arguments: [
      PodRow(
        name: "pending", pod: #"{"spec":{"containers":[{}]},"status":{"phase":"Pending"}}"#, ready: "0/1",
        status: "Pending"),
      PodRow(
        name: "running",
        pod: #"{"spec":{"containers":[{},{}]},"status":{"phase":"Running","containerStatuses":["#
          + #"{"ready":true,"restartCount":0,"state":{"running":{}}},{"ready":true,"state":{"running":{}}}]}}"#,
        ready: "2/2", status: "Running"),
      PodRow(
        name: "crashing",
        pod: #"{"spec":{"containers":[{}]},"status":{"phase":"Running","containerStatuses":[{"ready":false,"#
          + #""restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"#
          + #""lastState":{"terminated":{"finishedAt":"2023-11-14T22:08:20Z"}}}]}}"#,
        ready: "0/1", status: "CrashLoopBackOff", restarts: "3 (5m ago)"),
      PodRow(
        name: "initializing",
        pod: #"{"spec":{"containers":[{}],"initContainers":[{"name":"a"},{"name":"b"}]},"status":{"phase":"Pending","#
          + #""initContainerStatuses":[{"name":"a","state":{"terminated":{"exitCode":0}}},{"name":"b","state":{"running":{}}}]}}"#,
        ready: "0/1", status: "Init:1/2"),
      PodRow(
        name: "failed by exit code",
        pod: #"{"spec":{"containers":[{}]},"status":{"phase":"Failed","containerStatuses":[{"state":"#
          + #"{"terminated":{"exitCode":2}}}]}}"#, ready: "0/1", status: "ExitCode:2"),
      PodRow(
        name: "terminating",
        pod: #"{"metadata":{"deletionTimestamp":"2023-11-14T22:08:20Z"},"spec":{"containers":[{}]},"#
          + #""status":{"phase":"Running"}}"#, ready: "0/1", status: "Terminating"),
    ]) func pods(_ row: PodRow) throws
  {
    let cells = try cells("", "v1", "Pod", row.pod)
    #expect(cells["Ready"] == row.ready)
    #expect(cells["Status"] == row.status)
    #expect(cells["Restarts"] == row.restarts)
    #expect(cells["Node"] == "<none>")
  }

  @Test("workloads show what they count") func workloads() throws {
    let deployment = try cells(
      "apps", "v1", "Deployment",
      #"{"metadata":{"name":"d","creationTimestamp":"2023-11-14T20:13:20Z"},"spec":{"replicas":3,"selector":"#
        + #"{"matchLabels":{"a":"b"}},"template":{"spec":{"containers":[{"name":"c","image":"i:1"}]}}},"#
        + #""status":{"readyReplicas":2,"updatedReplicas":3}}"#)
    #expect(deployment["Ready"] == "2/3")
    #expect(deployment["Up-to-date"] == 3)
    #expect(deployment["Available"] == 0)
    #expect(deployment["Age"] == "120m")
    #expect(deployment["Images"] == "i:1")
    #expect(deployment["Selector"] == "a=b")
    let job = try cells(
      "batch", "v1", "Job",
      #"{"spec":{"completions":3},"status":{"succeeded":3,"startTime":"2023-11-14T22:00:00Z","#
        + #""completionTime":"2023-11-14T22:00:30Z","conditions":[{"type":"Complete","status":"True"}]}}"#)
    #expect(job["Completions"] == "3/3")
    #expect(job["Duration"] == "30s")
    #expect(job["Status"] == "Complete")
  }

  @Test("services show their ports and addresses") func services() throws {
    let service = try cells(
      "", "v1", "Service",
      #"{"spec":{"type":"NodePort","clusterIP":"10.96.0.9","ports":[{"port":80,"protocol":"TCP","nodePort":30001},"#
        + #"{"port":53,"protocol":"UDP"}]}}"#)
    #expect(service["Port(s)"] == "80:30001/TCP,53/UDP")
    #expect(service["External-IP"] == "<none>")
    let balancer = try cells("", "v1", "Service", #"{"spec":{"type":"LoadBalancer"}}"#)
    #expect(balancer["External-IP"] == "<pending>")
    #expect(balancer["Port(s)"] == "<none>")
  }

  @Test("an event shows the same in either group") func events() throws {
    let old = try cells(
      "", "v1", "Event",
      #"{"involvedObject":{"kind":"Pod","name":"p"},"message":"m\n","lastTimestamp":"2023-11-14T22:13:10Z","count":4}"#)
    let new = try cells(
      "events.k8s.io", "v1", "Event",
      #"{"regarding":{"kind":"Pod","name":"p"},"note":"m\n","deprecatedLastTimestamp":"2023-11-14T22:13:10Z","#
        + #""deprecatedCount":4}"#)
    for column in ["Object", "Message", "Last Seen", "Count"] { #expect(old[column] == new[column]) }
    #expect(old["Object"] == "pod/p")
    #expect(old["Message"] == "m")
    #expect(old["Last Seen"] == "10s")
  }

  @Test(
    "lengths of time are short",
    arguments: [
      (Int64(0), "0s"), (119, "119s"), (120, "2m"), (150, "2m30s"), (599, "9m59s"), (600, "10m"), (10799, "179m"),
      (10800, "3h"), (12660, "3h31m"), (172799, "47h"), (180000, "2d2h"), (691200, "8d"), (63_072_000, "2y"),
      (70_000_000, "2y80d"), (-5, "<invalid>"),
    ]) func durations(_ seconds: Int64, _ text: String)
  {
    #expect(HumanDuration.text(seconds: seconds) == text)
  }
}
