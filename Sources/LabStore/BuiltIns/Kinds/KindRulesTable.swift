/// Which rules a kind has.
enum KindRulesTable {
  static func rules(for kind: KindDescription) -> any KindRules {
    switch (kind.group, kind.kind) {
    default: PlainRules()
    }
  }
}
