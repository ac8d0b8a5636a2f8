// Nodes that can be drained, and others.
extension CriterionExample {
  private static func workload(_ spec: String = "replicas: 2", pod: String = "", container: String = "image: a")
    -> String
  {
    deployment(container, pod: pod, spec: spec)
      .replacing("  template:\n", with: "  template:\n    metadata: {labels: {app: widgets}}\n")
  }

  private static func budget(_ limit: String, labels: String = "app: widgets") -> String {
    """

    ---
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: manager, namespace: widgets}
    spec: {selector: {matchLabels: {\(labels)}}, \(limit)}
    """
  }

  private static let scaler = """

    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: manager, namespace: widgets}
    spec: {minReplicas: 1, maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: manager}}
    """

  private static func affinity(_ names: String, and more: String = "") -> String {
    """
    affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: \
    [{key: kubernetes.io/hostname, operator: In, values: [\(names)]}]}\(more)]}}}
    """
  }

  private static func volume(_ path: String, more: String = "", mount: String = "") -> String {
    workload(
      pod: "volumes: [{name: data, hostPath: {path: \(path)\(more)}}]",
      container: "image: a, volumeMounts: [{name: data, mountPath: /data\(mount)}]")
  }

  private static func claim(_ source: String) -> String {
    workload(
      pod: "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
      container: "image: a, volumeMounts: [{name: data, mountPath: /data}]") + """

        ---
        {apiVersion: v1, kind: PersistentVolume, metadata: {name: disk}, spec: {\(source), claimRef: {name: data, namespace: widgets}}}
        """
  }

  private static let pod = "{apiVersion: v1, kind: Pod, metadata: {name: manager}, spec: {containers: []}}"

  static let drains = [
    drain(workload() + budget("maxUnavailable: 1"), workload() + budget("maxUnavailable: 0"), "maxUnavailable is 0,"),
    drain(workload() + budget("maxUnavailable: 1%"), workload() + budget("maxUnavailable: 0%"), "maxUnavailable is 0%"),
    drain(workload() + budget("minAvailable: 1"), workload() + budget("minAvailable: 2"), "minAvailable is 2 of 2"),
    drain(
      workload() + budget("minAvailable: 50%"), workload("replicas: 1") + budget("minAvailable: 50%"),
      "minAvailable is 50% of 1, so that the only pod of Deployment \"manager\" is never evicted"),
    drain(workload() + budget("minAvailable: 0"), workload() + budget("minAvailable: 100%"), "minAvailable is 100%"),
    // A budget of something else, and one for as many as an autoscaler may make.
    drain(
      workload("replicas: 1") + budget("minAvailable: 1", labels: "app: others"),
      workload("replicas: 1") + budget("minAvailable: 1"), "the only pod of Deployment"),
    drain(
      workload("paused: false") + scaler + budget("minAvailable: 1"),
      workload("paused: false") + scaler + budget("minAvailable: 3"), "minAvailable is 3 of 3"),
    drain(workload(pod: "nodeSelector: {zone: a}"), workload(pod: "nodeName: n1"), "it runs on the node n1 alone"),
    drain(
      workload(pod: "tolerations: []"), workload(pod: "nodeSelector: {kubernetes.io/hostname: n1}"),
      "it runs on the node n1 alone"),
    drain(workload(pod: affinity("n1, n2")), workload(pod: affinity("n1")), "it runs on the node n1 alone"),
    drain(
      workload(pod: affinity("n1", and: ", {matchExpressions: [{key: zone, operator: Exists}]}")),
      workload(pod: affinity("n1", and: ", {matchFields: [{key: metadata.name, operator: In, values: [n1]}]}")),
      "it runs on the node n1 alone"),
    drain(volume("/etc/ssl/certs"), volume("/srv/widgets"), "what it keeps in /srv/widgets stays on the node"),
    drain(
      volume("/srv/widgets", mount: ", readOnly: true"), volume("/srv", more: ", type: DirectoryOrCreate"), "in /srv"),
    drain(claim("nfs: {server: a, path: /}"), claim("local: {path: /srv}"), "in the volume of data stays on the node"),
    drain(
      workload() + "\n---\n" + pod.replacing("containers", with: "restartPolicy: Never, containers"), pod,
      "nothing makes it again elsewhere"),
  ]

  private static func drain(_ passing: String, _ failing: String, _ finding: String) -> CriterionExample {
    CriterionExample("RES-09", passing: passing, failing: failing, finding: finding)
  }
}
