import Cluster
import Documents
import Kubernetes
import Plans
import Synchronization

/// Follows the logs of a candidate that runs in the cluster: of all containers of all pods of its Deployment, those too that
/// come later.
struct PodLogs: Sendable {
  private struct Container: Hashable {
    var pod: ObjectKey
    var uid: String
    var name: String
  }

  private static let kind = GroupVersionKind(group: "", version: "v1", kind: "Pod")
  /// How long to wait before a log that broke off is asked for again.
  private static let pause = Duration.seconds(1)

  let run: RunContext
  let log: CandidateLog
  let namespace: String
  let labels: LabelSelector

  /// Returns when the task is cancelled.
  func follow() async {
    // Silence and a log that nobody reads look the same.
    log.cannotBeRead("nothing of it has been read so far")
    do { try await run.watches.follow(Self.kind, in: namespace) } catch {
      return log.cannotBeRead((error as? ClusterError)?.summary ?? "\(error)")
    }
    let pods = ObjectSelection(kind: Self.kind.groupKind, namespace: namespace, labels: labels)
    let changes = run.watches.live.changes(of: Interest(selections: [pods]))
    await withDiscardingTaskGroup { group in
      var known: Set<Container> = []
      func begin() {
        for pod in run.watches.live.objects(of: pods) {
          for container in Self.containers(of: pod) where known.insert(container).inserted {
            group.addTask { await self.follow(container) }
          }
        }
      }
      begin()
      for await _ in changes.stream { begin() }
      group.cancelAll()
    }
  }

  private static func containers(of pod: KubernetesObject) -> [Container] {
    guard pod.value[path: "status", "phase"]?.string != "Pending" else { return [] }
    return (pod.value[path: "spec", "containers"]?.array ?? []).compactMap { container in
      container["name"]?.string.map { Container(pod: pod.key, uid: pod.uid ?? "", name: $0) }
    }
  }

  /// Until the pod is gone: a container that ends may begin anew.
  private func follow(_ container: Container) async {
    let live = run.watches.live
    var last: String?
    while !Task.isCancelled, live.object(container.pod)?.uid == container.uid {
      do {
        try await run.lab.client.followLog(
          namespace: namespace, pod: container.pod.name, container: container.name, after: last
        ) { time, text in
          last = time
          let line = run.redactor.redact(text)
          log.append(line, tellsSecret: line != text)
        }
      } catch let error as ClusterError {
        if error.status?.code == 400 || error.isForbidden || error.isNotFound {
          log.cannotBeRead(error.summary)
          // A change of the pod may be what makes its log readable.
          await change(of: container.pod)
          continue
        }
      } catch { return }
      try? await Task.sleep(for: Self.pause)
    }
  }

  private func change(of key: ObjectKey) async {
    let changes = run.watches.live.changes(of: Interest(keys: [key]))
    defer { changes.finish() }
    for await _ in changes.stream { return }
  }
}
