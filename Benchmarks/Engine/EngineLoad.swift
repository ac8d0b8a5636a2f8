import Cluster
import Engine
import Figures
import Foundation
import Measuring

/// Measures the engine against an API server: how soon 500 expectations that wait notice a change, how many requests they make
/// meanwhile, and what 1,000 cases cost beside the same calls by the same client without an engine. Prints figures as JSON.
///
///     EngineLoad KUBECONFIG
@main struct EngineLoad {
  static func main() async throws {
    guard let kubeconfig = CommandLine.arguments.dropFirst().first else {
      FileHandle.standardError.write(Data("usage: EngineLoad KUBECONFIG\n".utf8))
      exit(64)
    }
    let configuration = try Kubeconfig.load(path: kubeconfig, environment: [:]).configuration(environment: [:])
    let requests = Counter()
    let options = ClusterClient.Options(observer: ClusterObserver(request: { requests.add() }))
    let figures = try await ClusterClient.withClient(configuration, options: options) { client in
      try await ClaimDefinition.establish(client)
      let bench = BenchRun(client: client, kubeconfig: kubeconfig)
      var figures = try await ManyCases(bench: bench, requests: requests).figures()
      figures += try await WaitingExpectations(bench: bench, requests: requests, kubeconfig: kubeconfig).figures()
      _ = try? await client.delete(ClaimDefinition.kind, namespace: nil, name: ClaimDefinition.name)
      return figures
    }
    try Figure.print(figures)
  }
}
