/// A suite as large as a vendor's own, made of one kind of case.
enum LargeSuite {
  static func text(cases count: Int) -> String {
    let head = """
      apiVersion: plugfest.dev/v1alpha1
      kind: Suite
      metadata: {name: large}
      spec:
        endpoints: [netbox]
        cases:

      """
    return head + (0..<count).map(text(ofCase:)).joined()
  }

  private static func text(ofCase number: Int) -> String {
    let text = """
        - name: a claim is allocated inside its parent, number \(number)
          id: CASE-\(number)
          variables: {parent: 10.\(number / 256).\(number % 256).0/24}
          setup:
            - http: {post: "${lab.endpoints.netbox.url}/api/ipam/prefixes/", body: {prefix: "${parent}"}, as: made}
          steps:
            - establish: {intent: prefixClaim, as: claim, with: {name: demo-\(number), parentPrefix: "${parent}"}}
            - eventually:
                that: ["${claim.ready}", "${cidr(parent).containsCIDR(claim.prefix)}", "${claim.number != \(number)}"]
            - http: {get: "${lab.endpoints.netbox.url}/api/ipam/prefixes/?prefix=${claim.prefix}", expect: {count: 1}}
            - consistently: {for: 1s, that: ["${claim.ready}"]}
          teardown:
            - http: {delete: "${made.body.url}", status: 204}

      """
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
      .joined(separator: "\n")
  }
}
