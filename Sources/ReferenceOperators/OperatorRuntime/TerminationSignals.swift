import Dispatch
import Foundation

/// SIGTERM and SIGINT as a sequence instead of a sudden end.
package enum TerminationSignals {
  /// Runs `body` with the signals' numbers as they come; for this process they never again mean a sudden end.
  package static func handled<Result>(
    by body: (AsyncStream<Int32>) async throws -> Result
  ) async rethrows -> Result {
    let (stream, continuation) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(2))
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { continuation.yield(number) }
      source.resume()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    return try await body(stream)
  }
}
