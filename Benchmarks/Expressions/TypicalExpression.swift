import Documents
import Expressions

/// An expression such as suites and validation rules have.
struct TypicalExpression: Sendable {
  let name: String
  let text: String

  static let all = [
    TypicalExpression(
      name: "Ready check over 5 conditions",
      text: "object.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')"),
    TypicalExpression(
      name: "string formatting",
      text: "'%s has %d of %d addresses, %.1f %%'.format([object.metadata.name, object.spec.used, 256, 12.5])"),
    TypicalExpression(
      name: "quantity comparison", text: "quantity(object.spec.memory).isGreaterThan(quantity('1Gi'))"),
    TypicalExpression(
      name: "cidr contains", text: "cidr(object.spec.parentPrefix).containsCIDR(object.status.prefix)"),
    TypicalExpression(name: "regex match", text: "object.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')"),
    TypicalExpression(
      name: "nested macros",
      text: "object.status.conditions.all(c, object.spec.rules.exists(r, r.ports.all(p, p > 0) && r.name != c.type))"),
    TypicalExpression(
      name: "map lookup",
      text: "object.metadata.labels['app.kubernetes.io/name'] == 'ipam' && 'tier' in object.metadata.labels"),
    TypicalExpression(
      name: "optional fields", text: "object.?status.?failures.orValue(0) == 0 && !has(object.spec.site)"),
    TypicalExpression(
      name: "list of 1000 numbers", text: "lists.range(1000).filter(n, n % 3 == 0).map(n, n * 2).sum() > 0"),
    TypicalExpression(
      name: "timestamp arithmetic",
      text: "timestamp(object.metadata.creationTimestamp) + duration('24h') > timestamp('2026-01-01T00:00:00Z')"),
  ]

  static let environment = Environment.suite.declaring(["object": .dyn, "items": .dyn])

  static let bindings = Bindings(["object": object])

  static let object: Value = [
    "metadata": [
      "name": "claim-of-the-third-slice", "creationTimestamp": "2026-02-28T12:30:00Z",
      "labels": ["app.kubernetes.io/name": "ipam", "app.kubernetes.io/part-of": "core", "tier": "gold"],
    ],
    "spec": [
      "parentPrefix": "10.0.0.0/16", "prefixLength": 28, "memory": "1536Mi", "used": 32,
      "rules": [["name": "web", "ports": [80, 443]], ["name": "ssh", "ports": [22]]],
    ],
    "status": [
      "prefix": "10.0.1.0/28",
      "conditions": [
        ["type": "Synced", "status": "True", "reason": "Synced"],
        ["type": "Progressing", "status": "False", "reason": "Done"],
        ["type": "Degraded", "status": "False", "reason": "AsExpected"],
        ["type": "Available", "status": "True", "reason": "AsExpected"],
        ["type": "Ready", "status": "True", "reason": "Allocated"],
      ],
    ],
  ]

  static let manifest: Value = [
    "apiVersion": "netbox.dev/v1", "kind": "PrefixClaim",
    "metadata": [
      "name": "${object.metadata.name}-copy",
      "labels": ["tier": "${object.metadata.labels.tier}", "app.kubernetes.io/managed-by": "plugfest"],
    ],
    "spec": [
      "parentPrefix": "${object.spec.parentPrefix}", "prefixLength": "/${object.spec.prefixLength}",
      "size": "${object.spec.prefixLength + 1}", "comments": "5$ a month", "site": "${object.spec.?site}",
      "ports": ["${object.spec.rules[0].ports[0]}", 8080],
    ],
  ]
}
