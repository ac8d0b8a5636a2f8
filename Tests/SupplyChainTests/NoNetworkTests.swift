import Foundation
import Testing

/// Evidence is judged with what is there: nothing is ever downloaded.
@Suite struct NoNetworkTests {
  /// What the target may be built from, beyond targets of the house.
  static let harmless: Set<String> = [
    "CYaml", "Crypto", "Foundation", "FoundationEssentials", "Glibc", "Darwin", "OrderedCollections", "Synchronization",
    "Yams",
  ]

  static func sources(_ target: String) throws -> [String] {
    let folder = "\(EvidenceSample.root)/Sources/\(target)"
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try names.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
    }
  }

  @Test("neither the target nor anything below it can reach a network")
  func imports() throws {
    var waiting = ["SupplyChain"]
    var seen: Set<String> = []
    while let target = waiting.popLast() {
      guard seen.insert(target).inserted else { continue }
      let sources = try Self.sources(target)
      #expect(!sources.isEmpty, "\(target)")
      for source in sources {
        for match in source.matches(of: /(?m)^\s*(?:package |@testable )?import (\w+)/) {
          let name = String(match.1)
          if !Self.harmless.contains(name) { waiting.append(name) }
        }
        for word in ["socket(", "connect(", "getaddrinfo", "URLSession", "Process("] {
          #expect(!source.contains(" \(word)"), "\(word) in \(target)")
        }
      }
    }
    #expect(seen == ["SupplyChain", "Documents", "Kubernetes", "Verdicts", "Plans", "Expressions"])
  }
}
