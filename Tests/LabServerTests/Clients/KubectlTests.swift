import Foundation
import LabServer
import LabStore
import Testing

/// kubectl, old and new, does with the embedded server what it does with any other. One after the other: each is many
/// programs, and together they would leave no processor to the other tests.
@Suite(.serialized, .timeLimit(.minutes(2))) struct KubectlTests {
  /// Runs kubectl against a lab of its own.
  private func withKubectl(
    _ release: Kubectl.Release, _ body: @escaping @Sendable (Kubectl) async throws -> Void
  ) async throws {
    try await RunningLab.runReady { readiness in
      try await body(Kubectl(release, kubeconfig: readiness.kubeconfigPath))
    }
  }

  private static let deployment = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, labels: {app: web}}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: main, image: nginx}]}
    """

  private static func configMap(_ name: String, _ text: String, labels: String = "{}") -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: \(name), labels: \(labels)}
    data: {k: "\(text)"}
    """
  }

  @Test("version, api-resources, api-versions and explain", arguments: Kubectl.Release.allCases)
  func discovery(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      let version = try await kubectl.text("version")
      #expect(version.contains("Server Version"))
      let resources = try await kubectl.text("api-resources")
      for line in ["configmaps", "deployments", "customresourcedefinitions", "leases"] {
        #expect(resources.contains(line))
      }
      let names = try await kubectl.text("api-resources", "-o", "name", "--namespaced=false", "--verbs=list")
      #expect(names.split(separator: "\n").contains("namespaces") && !names.contains("configmaps"))
      let versions = try await kubectl.text("api-versions")
      #expect(versions.split(separator: "\n").contains("apps/v1"))
      let field = try await kubectl.text("explain", "deployment.spec.replicas")
      #expect(field.contains("replicas") && field.contains("<integer>"))
      let pod = try await kubectl.text("explain", "pod", "--recursive")
      #expect(pod.contains("containerPort"))
    }
  }

  @Test("get in all its forms, and describe", arguments: Kubectl.Release.allCases)
  func reading(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      try await kubectl.text("apply", "-f", "-", input: Self.configMap("a", "1", labels: "{tier: front}"))
      try await kubectl.text("apply", "-f", "-", input: Self.configMap("b", "2"))
      try await kubectl.text("apply", "-f", "-", input: Self.deployment)
      try await kubectl.text("rollout", "status", "deployment/web", "--timeout=20s")
      let table = try await kubectl.text("get", "deployment", "web")
      #expect(table.contains("READY") && table.contains("2/2"))
      let wide = try await kubectl.text("get", "pods", "-o", "wide")
      #expect(wide.contains("NODE") && wide.contains("Running"))
      let json = try await kubectl.text("get", "cm", "a", "-o", "json")
      #expect(json.contains(#""k": "1""#))
      let yaml = try await kubectl.text("get", "configmap/a", "-o", "yaml")
      #expect(yaml.contains("kind: ConfigMap"))
      let selected = try await kubectl.text("get", "cm", "-l", "tier=front", "-o", "name")
      #expect(selected == "configmap/a\n")
      let field = try await kubectl.text("get", "cm", "--field-selector", "metadata.name=b", "-o", "name")
      #expect(field == "configmap/b\n")
      let path = try await kubectl.text("get", "cm", "a", "b", "-o", "jsonpath={.items[*].data.k}")
      #expect(path == "1 2")
      let everywhere = try await kubectl.text("get", "all", "--all-namespaces")
      #expect(everywhere.contains("deployment.apps/web") && everywhere.contains("service/kubernetes"))
      let labels = try await kubectl.text("get", "cm", "a", "--show-labels", "--no-headers")
      #expect(labels.contains("tier=front"))
      let sorted = try await kubectl.text("get", "cm", "--sort-by=.metadata.name", "--chunk-size=1", "-o", "name")
      #expect(sorted.hasPrefix("configmap/a\nconfigmap/b\n"))
      let described = try await kubectl.text("describe", "deployment", "web")
      #expect(described.contains("2 desired") && described.contains("nginx"))
      let pod = try await kubectl.text("describe", "pods", "-l", "app=web")
      #expect(pod.contains("Controlled By:") && pod.contains("ReplicaSet/web-"))
      let namespace = try await kubectl.text("describe", "namespace", "default")
      #expect(namespace.contains("Active"))
      let missing = try await kubectl.run("get", "cm", "nobody")
      #expect(missing.code == 1)
      #expect(missing.errors.contains(#"Error from server (NotFound): configmaps "nobody" not found"#))
      let unknown = try await kubectl.run("get", "gadgets")
      #expect(unknown.errors.contains(#"the server doesn't have a resource type "gadgets""#))
    }
  }

  @Test("apply on the client's and on the server's side", arguments: Kubectl.Release.allCases)
  func apply(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      let first = try await kubectl.text("apply", "-f", "-", input: Self.deployment)
      #expect(first == "deployment.apps/web created\n")
      let again = try await kubectl.text("apply", "-f", "-", input: Self.deployment)
      #expect(again == "deployment.apps/web unchanged\n")
      let scaled = Self.deployment.replacing("replicas: 2", with: "replicas: 3")
      let changed = try await kubectl.text("apply", "-f", "-", input: scaled)
      #expect(changed == "deployment.apps/web configured\n")
      let difference = try await kubectl.run("diff", "-f", "-", input: Self.deployment)
      #expect(difference.code == 1 && difference.output.contains("-  replicas: 3"))
      let server = try await kubectl.text("apply", "--server-side", "-f", "-", input: Self.configMap("s", "1"))
      #expect(server == "configmap/s serverside-applied\n")
      let conflict = try await kubectl.run(
        "apply", "--server-side", "--field-manager=other", "-f", "-", input: Self.configMap("s", "2"))
      #expect(conflict.code == 1 && conflict.errors.contains(".data.k"))
      try await kubectl.text(
        "apply", "--server-side", "--field-manager=other", "--force-conflicts", "-f", "-",
        input: Self.configMap("s", "2"))
      let value = try await kubectl.text("get", "cm", "s", "-o", "jsonpath={.data.k}")
      #expect(value == "2")
      let dry = try await kubectl.text("apply", "--dry-run=server", "-f", "-", input: Self.configMap("dry", "1"))
      #expect(dry.contains("created (server dry run)"))
      let absent = try await kubectl.run("get", "cm", "dry")
      #expect(absent.code == 1)
      let invalid = try await kubectl.run("apply", "-f", "-", input: Self.deployment.replacing("web", with: "W_b"))
      #expect(invalid.code == 1 && invalid.errors.contains("metadata.name: Invalid value"))
      let odd = try await kubectl.run("apply", "-f", "-", input: Self.configMap("odd", "1") + "\ndatum: {}")
      #expect(odd.code == 1 && odd.errors.contains("datum"))
    }
  }

  @Test("create, replace, label, annotate, patch in all types, edit, scale", arguments: Kubectl.Release.allCases)
  func writing(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      try await kubectl.text("create", "configmap", "a", "--from-literal=k=1")
      let twice = try await kubectl.run("create", "configmap", "a")
      #expect(twice.code == 1 && twice.errors.contains("already exists"), "\(twice.errors)")
      try await kubectl.text("create", "secret", "generic", "s", "--from-literal=p=q")
      try await kubectl.text("create", "serviceaccount", "robot")
      try await kubectl.text("create", "namespace", "other")
      try await kubectl.text("label", "cm", "a", "tier=front")
      try await kubectl.text("label", "--overwrite", "cm", "a", "tier=back")
      try await kubectl.text("annotate", "cm", "a", "note=it is so")
      try await kubectl.text("annotate", "cm", "a", "note-")
      try await kubectl.text("patch", "cm", "a", "--type=merge", "-p", #"{"data":{"m":"1"}}"#)
      try await kubectl.text("patch", "cm", "a", "--type=json", "-p", #"[{"op":"remove","path":"/data/k"}]"#)
      let shown = try await kubectl.text(
        "get", "cm", "a", "-o", "jsonpath={.data}{.metadata.labels}{.metadata.annotations}")
      #expect(shown == #"{"m":"1"}{"tier":"back"}"#)
      try await kubectl.text("apply", "-f", "-", input: Self.deployment)
      try await kubectl.text(
        "patch", "deployment", "web", "-p",
        #"{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"busybox"}]}}}}"#)
      let images = try await kubectl.text(
        "get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[*].image}")
      #expect(Set(images.split(separator: " ")) == ["nginx", "busybox"])
      try await kubectl.text("set", "image", "deployment/web", "main=nginx:2")
      try await kubectl.text("scale", "deployment/web", "--replicas=1")
      try await kubectl.text("rollout", "status", "deployment/web", "--timeout=20s")
      try await kubectl.text("rollout", "restart", "deployment/web")
      try await kubectl.text("replace", "-f", "-", input: Self.configMap("a", "3"))
      let replaced = try await kubectl.text("get", "cm", "a", "-o", "jsonpath={.data}")
      #expect(replaced == #"{"k":"3"}"#)
      try await kubectl.text("expose", "deployment/web", "--port=80")
      let service = try await kubectl.text("get", "service", "web", "-o", "jsonpath={.spec.clusterIP}")
      #expect(service.hasPrefix("10."))
    }
  }

  @Test("delete with finalizers and owner references, and wait", arguments: Kubectl.Release.allCases)
  func deleting(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      let held = Self.configMap("held", "1").replacing(
        "labels: {}", with: "finalizers: [example.com/hold]")
      try await kubectl.text("apply", "-f", "-", input: held)
      let slow = try await kubectl.run("delete", "cm", "held", "--timeout=1s")
      #expect(slow.code == 1 && slow.errors.contains("timed out waiting for the condition"))
      let kept = try await kubectl.text("get", "cm", "held", "-o", "jsonpath={.metadata.deletionTimestamp}")
      #expect(!kept.isEmpty)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          // An old kubectl takes it for an error when the object is gone before it looks.
          let wait = try await kubectl.run("wait", "--for=delete", "cm/held", "--timeout=30s")
          #expect(wait.code == 0 || wait.errors.contains("NotFound"), "\(wait.errors)")
        }
        try await kubectl.text("patch", "cm", "held", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
        try await group.waitForAll()
      }
      try await kubectl.text("apply", "-f", "-", input: Self.deployment)
      try await kubectl.text("wait", "--for=condition=Available", "deployment/web", "--timeout=20s")
      try await kubectl.text("delete", "deployment", "web", "--cascade=foreground")
      let left = try await kubectl.text("get", "pods,replicasets", "-o", "name")
      #expect(left == "")
      try await kubectl.text("create", "namespace", "short")
      try await kubectl.text("-n", "short", "create", "configmap", "a")
      try await kubectl.text("delete", "namespace", "short")
      let gone = try await kubectl.run("get", "namespace", "short")
      #expect(gone.errors.contains("NotFound"))
      let nothing = try await kubectl.text("delete", "cm", "nobody", "--ignore-not-found")
      #expect(nothing == "")
      try await kubectl.text("create", "configmap", "x1")
      try await kubectl.text("label", "cm", "x1", "x=y")
      let many = try await kubectl.text("delete", "cm", "-l", "x=y", "--now")
      #expect(many.contains(#""x1""#))
    }
  }

  @Test("a watch tells what happens", arguments: Kubectl.Release.allCases)
  func watching(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      try await withThrowingTaskGroup(of: String.self) { group in
        group.addTask {
          try await kubectl.run(
            "get", "cm", "-l", "w=1", "-w", "--output-watch-events", "--no-headers", "--request-timeout=4s"
          ).output
        }
        try await kubectl.text("apply", "-f", "-", input: Self.configMap("seen", "1", labels: "{w: \"1\"}"))
        try await kubectl.text("delete", "cm", "seen")
        for try await text in group {
          #expect(text.contains("ADDED") && text.contains("DELETED") && text.contains("seen"))
        }
      }
    }
  }

  @Test("auth can-i, and logs and exec of simulated pods are refused clearly", arguments: Kubectl.Release.allCases)
  func rightsAndLogs(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      let may = try await kubectl.text("auth", "can-i", "create", "deployments")
      #expect(may == "yes\n")
      let mayNot = try await kubectl.run("auth", "can-i", "list", "secrets", "--as=alice")
      #expect(mayNot.code == 1 && mayNot.output.hasPrefix("no"))
      let refused = try await kubectl.run("get", "secrets", "--as=alice")
      #expect(refused.errors.contains(#"secrets is forbidden: User "alice" cannot list resource "secrets""#))
      try await kubectl.text("create", "role", "reader", "--verb=get,list,watch", "--resource=secrets")
      try await kubectl.text("create", "rolebinding", "r", "--role=reader", "--user=alice")
      let now = try await kubectl.text("auth", "can-i", "list", "secrets", "--as=alice")
      #expect(now == "yes\n")
      let list = try await kubectl.text("auth", "can-i", "--list", "--as=alice")
      #expect(list.contains("secrets"))
      try await kubectl.text("run", "pod", "--image=nginx", "--restart=Never")
      try await kubectl.text("wait", "--for=condition=Ready", "pod/pod", "--timeout=20s")
      let logs = try await kubectl.run("logs", "pod")
      #expect(logs.code == 1 && logs.errors.contains("simulated"), "\(logs.errors)")
      let exec = try await kubectl.run("exec", "pod", "--", "true")
      #expect(exec.code == 1 && !exec.errors.isEmpty)
    }
  }

  @Test("custom resources: printer columns, status, scale, explain", arguments: Kubectl.Release.allCases)
  func customResources(release: Kubectl.Release) async throws {
    try await withKubectl(release) { kubectl in
      try await kubectl.text("apply", "-f", "-", input: Self.definition)
      try await kubectl.text("wait", "--for=condition=Established", "crd/gadgets.example.com", "--timeout=20s")
      let gadget = "apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: g}\nspec: {size: 3}"
      try await kubectl.text("apply", "-f", "-", input: gadget)
      let table = try await kubectl.text("get", "gadgets")
      #expect(table.contains("SIZE") && table.contains("3"))
      let short = try await kubectl.text("get", "gd", "g", "-o", "jsonpath={.spec.size}")
      #expect(short == "3")
      try await kubectl.text("scale", "gadget", "g", "--replicas=5")
      let scaled = try await kubectl.text("get", "gadget", "g", "-o", "jsonpath={.spec.size}")
      #expect(scaled == "5")
      let explained = try await kubectl.text("explain", "gadgets.spec.size")
      #expect(explained.contains("How large it is"))
      let wrong = try await kubectl.run("apply", "-f", "-", input: gadget.replacing("size: 3", with: "size: 0"))
      #expect(wrong.code == 1 && wrong.errors.contains("spec.size"))
      try await kubectl.text("delete", "-f", "-", input: Self.definition)
      let gone = try await kubectl.run("get", "gadgets")
      #expect(gone.code == 1)
    }
  }

  private static let definition = """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: gadgets.example.com}
    spec:
      group: example.com
      scope: Namespaced
      names: {plural: gadgets, singular: gadget, kind: Gadget, shortNames: [gd]}
      versions:
      - name: v1
        served: true
        storage: true
        subresources:
          status: {}
          scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}
        additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
        schema:
          openAPIV3Schema:
            type: object
            properties:
              spec:
                type: object
                properties: {size: {type: integer, minimum: 1, description: How large it is}}
              status:
                type: object
                properties: {size: {type: integer}}
    """
}
