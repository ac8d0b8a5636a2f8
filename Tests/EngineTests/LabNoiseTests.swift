import Cluster
import Testing

@testable import Engine

@Suite struct LabNoiseTests {
  @Test("trouble of a request counts for the case that made it, trouble of a watch for all that run, all for the run")
  func sharing() async {
    let run = LabNoise()
    let (first, second, later) = (LabNoise(), LabNoise(), LabNoise())
    let watch = ClusterObserver.Noise.watchResumed(resource: "pods", cause: "the connection broke")
    let request = ClusterObserver.Noise.retried(request: "GET /", code: 429, cause: "the server answered 429")
    // Before and after all cases it is the run's alone.
    run.share(watch)
    let result = await run.counting(for: first) {
      run.share(request)
      await withoutCase {
        await run.counting(for: second) { await withoutCase { run.share(watch) } }
      }
      return "done"
    }
    run.share(watch)
    await run.counting(for: later) {}
    #expect(result == "done")
    #expect(first.counts == ["request answered 429, and repeated": 1, "watch ended early, and resumed": 1])
    #expect(second.counts == ["watch ended early, and resumed": 1])
    #expect(later.counts == nil)
    #expect(run.counts == ["request answered 429, and repeated": 1, "watch ended early, and resumed": 3])
    #expect(first.entries.count == 2 && first.entries[0].text.hasSuffix("GET /: the server answered 429, repeated"))
  }

  /// As in a task of the run, which no case has started.
  private func withoutCase(_ body: () async -> Void) async {
    await LabNoise.$ofCase.withValue(nil, operation: body)
  }
}
