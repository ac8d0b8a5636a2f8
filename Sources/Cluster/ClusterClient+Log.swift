import AsyncHTTPClient
import Kubernetes
import NIOCore

extension ClusterClient {
  /// Gives each line that a container has written and writes, until the container ends.
  ///
  /// - Parameters:
  ///   - last: The time of the last line that is known, as the server told it; nil means from the beginning.
  ///   - onLine: Gets the time of each line and its text.
  /// - Throws: `ClusterError`: 400 while the container has not begun.
  package func followLog(
    namespace: String, pod: String, container: String, after last: String?,
    _ onLine: (_ time: String, _ text: String) -> Void
  ) async throws {
    var call = APICall(.get, "/api/v1/namespaces/\(namespace)/pods/\(pod)/log")
    call.add("container", container)
    call.add("follow", "true")
    call.add("timestamps", "true")
    call.add("sinceTime", last.flatMap(KubernetesTime.init)?.description)
    call.accept = "*/*"
    let response = try await transport.stream(call, as: impersonation, timeout: timeout)
    var lines = LineSplitter(limit: 1 << 20)
    do {
      for try await chunk in response.body {
        lines.append(chunk.readableBytesView)
        while let line = try lines.next() {
          let text = String(decoding: line, as: UTF8.self)
          let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
          let time = String(parts[0])
          // Since a second: what was known of it comes again.
          if let last, time <= last { continue }
          onLine(time, parts.count > 1 ? String(parts[1]) : "")
        }
      }
    } catch is LineSplitter.TooLong {
      throw ClusterError.protocolViolation(request: call.description, problem: "a line of the log has more than 1 MiB")
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw ClusterError.dropped(request: call.description, cause: "\(error)", mayHaveHappened: false)
    }
  }
}
