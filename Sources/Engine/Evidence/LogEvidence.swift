import Cluster
import Documents
import Foundation
import Kubernetes

/// What the candidate logged while the case ran: from its process, or from its pods.
struct LogEvidence: EvidenceSource {
  private static let pods = GroupVersionKind(group: "", version: "v1", kind: "Pod")
  /// The newest lines of more than that are left to the cluster.
  private static let lineLimit = 5000

  func gather(_ subject: EvidenceSubject) async -> Evidence {
    var evidence = Evidence()
    var text = ""
    if let log = subject.context.control?.log {
      if log.hasForgotten(since: subject.context.began) {
        text = "… earlier lines are in candidate.log of the run …\n"
      }
      for line in log.timedLines(since: subject.context.began) {
        text += "\(subject.time(line.time))  \(line.text)\n"
      }
    } else if let workload = subject.context.candidate.workload {
      switch await logs(of: workload, subject) {
      case .success(let logs): text = logs
      case .failure(let gap): evidence.gaps.append(gap.text)
      }
    } else {
      evidence.gaps.append("the candidate's log: its file names no program and no single Deployment")
    }
    if evidence.gaps.isEmpty {
      evidence.files = [
        Evidence.File(
          name: "candidate.log", what: "what the candidate logged meanwhile, also for cases beside this one", text: text
        )
      ]
    }
    return evidence
  }

  private func logs(of deployment: KubernetesObject, _ subject: EvidenceSubject) async -> Result<
    String, EvidenceSubject.Gap
  > {
    let namespace = deployment.namespace ?? "default"
    let wanted = deployment.value[path: "spec", "selector", "matchLabels"]?.object ?? [:]
    let labels = LabelSelector(wanted.map { .init($0.key, .equals, [$0.value.string ?? ""]) })
    let since = KubernetesTime(seconds: Int64(subject.context.beganAt.timeIntervalSince1970))
    return await subject.ask("the candidate's log") { client in
      let pods = try await client.list(Self.pods, namespace: namespace, options: ListOptions(labels: labels)).items
      var text = ""
      for pod in pods {
        let containers = pod.value[path: "spec", "containers"]?.array ?? []
        for container in containers.compactMap({ $0["name"]?.string }) {
          let answer = try await client.raw(
            "/api/v1/namespaces/\(namespace)/pods/\(pod.name)/log",
            query: [
              ("container", container), ("timestamps", "true"), ("sinceTime", since.description),
              ("tailLines", "\(Self.lineLimit)"),
            ])
          text += "# pod \(pod.name), container \(container)\n\(String(decoding: answer.bytes, as: UTF8.self))"
          if text.last != "\n" { text += "\n" }
        }
      }
      return text
    }
  }
}
