import Documents
import Kubernetes

/// Makes a scrape job of each endpoint of a ServiceMonitor or PodMonitor.
struct MonitorJobs {
  private let object: KubernetesObject
  private let endpoints: [Value]
  private let targets: TargetDirectory

  init(_ object: KubernetesObject, endpoints field: String, targets: TargetDirectory) {
    self.object = object
    endpoints = object["spec", field]?.array ?? []
    self.targets = targets
  }

  var piece: Piece {
    var piece = Piece(object)
    let selector: LabelSelector
    do { selector = try LabelSelector.from(object["spec", "selector"]) ?? .everything } catch {
      piece.problems = ["the selector is none: \(error)"]
      return piece
    }
    for (index, endpoint) in endpoints.enumerated() {
      let job = job(endpoint, index, selector)
      piece.problems += job.problems
      piece.targetCount += job.targets.count
      piece.jobs.append(job.value)
    }
    return piece
  }

  private func job(_ endpoint: Value, _ index: Int, _ selector: LabelSelector) -> ScrapeJob {
    let kind = object.kind == MonitorKind.podMonitor.rawValue ? "podMonitor" : "serviceMonitor"
    let namespace = object.namespace ?? ""
    var job = ScrapeJob(name: "\(kind)/\(namespace)/\(object.name)/\(index)", targets: found(endpoint, selector))
    job.path = endpoint["path"]?.string
    job.scheme = endpoint["scheme"]?.string
    job.interval = endpoint["interval"]?.string
    job.timeout = endpoint["scrapeTimeout"]?.string
    job.honorsLabels = endpoint["honorLabels"]?.bool ?? false
    job.parameters = endpoint["params"]
    job.relabelings = (endpoint["relabelings"]?.array ?? []).map(Relabeling.written)
    job.metricRelabelings = (endpoint["metricRelabelings"]?.array ?? []).map(Relabeling.written)
    return job
  }

  private func found(_ endpoint: Value, _ selector: LabelSelector) -> [Target] {
    let port = endpoint["port"]?.string
    let jobLabel = object["spec", "jobLabel"]?.string
    if object.kind == MonitorKind.podMonitor.rawValue {
      return targets.targets(
        ofPods: selector, namespaces: namespaces, port: port, job: "\(object.namespace ?? "")/\(object.name)",
        jobLabel: jobLabel)
    }
    return targets.targets(ofServices: selector, namespaces: namespaces, port: port, jobLabel: jobLabel)
  }

  /// Nil is all.
  private var namespaces: Set<String>? {
    let selector = object["spec", "namespaceSelector"]
    if selector?["any"]?.bool == true { return nil }
    let names = (selector?["matchNames"]?.array ?? []).compactMap(\.string)
    return names.isEmpty ? [object.namespace ?? ""] : Set(names)
  }
}
