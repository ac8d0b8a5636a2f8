package import Foundation
package import Verdicts

/// A scorecard as JSON, with sorted keys, so that two of them can be compared line by line.
package enum ScorecardFile {
  package static func bytes(_ scorecard: Scorecard) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try Array(encoder.encode(scorecard)) + Array("\n".utf8)
  }

  /// - Throws: `DecodingError` when it is not a scorecard, or one of another schema version.
  package static func read(_ data: Data) throws -> Scorecard {
    struct Head: Decodable { var schema: String }
    let head = try JSONDecoder().decode(Head.self, from: data)
    guard head.schema == Scorecard.schemaVersion else {
      let text = "schema is \"\(head.schema)\", this version of plugfest reads \"\(Scorecard.schemaVersion)\""
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: text))
    }
    return try JSONDecoder().decode(Scorecard.self, from: data)
  }
}
