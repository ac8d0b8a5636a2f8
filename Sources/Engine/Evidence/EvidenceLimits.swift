/// How much evidence is kept, and how long the lab is waited for.
struct EvidenceLimits: Sendable {
  /// Bytes.
  var file = 1 << 20
  /// Bytes, without the index.
  var perCase = 4 << 20
  /// Bytes.
  var run = 200 << 20
  /// Bytes. The index is always written.
  var index = 64 << 10
  /// How long the lab may take to answer all that is asked for one case.
  var patience = Duration.seconds(5)
  /// How much longer than usual the lab may take for all cases together, before it is not asked any more.
  var runPatience = Duration.seconds(30)
  /// What is usual.
  var usual = Duration.milliseconds(500)
}
