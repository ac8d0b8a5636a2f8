import Documents
import Kubernetes
import Testing
import Verdicts

@testable import SupplyChain

@Suite struct RunningDigestsTests {
  static let other = "sha256:" + String(repeating: "d", count: 64)

  static func named(_ text: String) -> NamedImage {
    NamedImage(reference: ImageReference(text), place: Place(file: "m.yaml", line: 3, column: 9))
  }

  @Test("without a run nothing is said of what runs, but manifests can be wrong")
  func lint() throws {
    let sample = EvidenceSample()
    let agreeing = try sample.judge("SUP-03") {
      $0.running = nil
      $0.named = [Self.named("registry.example/team/manager@\(sample.digest)")]
    }
    #expect(agreeing.status.name == "not-observable" && agreeing.message.hasSuffix("the evidence agree"))
    let foreign = try sample.judge("SUP-03") {
      $0.running = nil
      $0.named = [Self.named("registry.example/team/manager:1.0.0"), Self.named("busybox@\(Self.other)")]
    }
    #expect(foreign.findings.map(\.place?.file) == ["m.yaml"])
    let superfluous = try sample.judge("SUP-03") {
      $0.running = nil
      $0.named = [Self.named("registry.example/team/manager:0.9.0")]
    }
    #expect(superfluous.findings.count == 2 && superfluous.findings[1].message.contains("neither named"))
  }

  @Test("digests of pods are compared, whichever of the image's digests the kubelet tells")
  func pods() throws {
    let sample = EvidenceSample()
    let manifest = try sample.read { evidence, _ in evidence.images[0].contents.variants[1].digest }
    func pod(_ id: String) -> Value {
      [
        "metadata": ["name": "a"],
        "status": ["containerStatuses": [["name": "manager", "imageID": .string(id)]]],
      ]
    }
    let running = RunningImage.all(in: [
      pod("docker-pullable://registry.example/team/manager@\(sample.digest)"), pod(manifest), pod(""),
    ])
    #expect(running.count == 2)
    #expect(try sample.judge("SUP-03") { $0.running = running }.status == .passed)
    let foreign = RunningImage.all(in: [pod("busybox@\(Self.other)"), pod("busybox:latest")])
    let outcome = try sample.judge("SUP-03") { $0.running = foreign }
    #expect(outcome.findings.count == 2)
    #expect(outcome.message.contains("container \"manager\" of Pod \"a\" runs \(Self.other)"))
    #expect(try sample.judge("SUP-03") { $0.running = [] }.status.name == "not-observable")
  }
}
