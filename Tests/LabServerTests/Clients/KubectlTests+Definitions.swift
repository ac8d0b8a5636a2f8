import Testing

extension KubectlTests {
  /// kubectl, old and new, with resources that a definition brings.
  @Suite struct Definitions {
    @Test("printer columns, short names, status, scale, explain, refusals", arguments: Kubectl.Release.allCases)
    func customResources(release: Kubectl.Release) async throws {
      try await Kubectl.withLab(release) { kubectl in
        try await kubectl("apply", "-f", "-", input: Self.definition)
        try await kubectl("wait", "--for=condition=Established", "crd/gadgets.example.com", "--timeout=20s")
        let gadget = "apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: g}\nspec: {size: 3}"
        try await kubectl("apply", "-f", "-", input: gadget)
        let table = try await kubectl("get", "gadgets")
        #expect(table.contains("SIZE") && table.contains("3") && !table.contains("COLOUR"))
        let wide = try await kubectl("get", "gadgets", "-o", "wide")
        #expect(wide.contains("COLOUR"))
        let short = try await kubectl("get", "gd", "g", "-o", "jsonpath={.spec.size}")
        #expect(short == "3")
        let category = try await kubectl("get", "toys", "-o", "name")
        #expect(category == "gadget.example.com/g\n")
        try await kubectl("scale", "gadget", "g", "--replicas=5")
        let scaled = try await kubectl("get", "gadget", "g", "-o", "jsonpath={.spec.size}")
        #expect(scaled == "5")
        let explained = try await kubectl("explain", "gadgets.spec.size")
        #expect(explained.contains("How large it is"), "\(explained)")
        let wrong = try await kubectl.result("apply", "-f", "-", input: gadget.replacing("size: 3", with: "size: 0"))
        #expect(wrong.code == 1 && wrong.errors.contains("spec.size"), "\(wrong)")
        let text = try await kubectl.result("apply", "-f", "-", input: gadget.replacing("size: 3", with: "size: big"))
        #expect(text.code == 1 && text.errors.contains("spec.size"), "\(text)")
        let odd = try await kubectl.result("apply", "-f", "-", input: gadget.replacing("size: 3", with: "sise: 3"))
        #expect(odd.code == 1 && odd.errors.contains("sise"), "\(odd)")
        let strategic = try await kubectl.result("patch", "gadget", "g", "--type=strategic", "-p", #"{"spec":{}}"#)
        #expect(strategic.code == 1, "\(strategic)")
        let difference = try await kubectl.result("diff", "-f", "-", input: gadget)
        #expect(difference.code == 1 && difference.output.contains("-  size: 5"), "\(difference)")
        try await kubectl("delete", "-f", "-", input: Self.definition)
        let gone = try await kubectl.result("get", "gadgets")
        #expect(gone.code == 1)
      }
    }

    private static let definition = """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: gadgets.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {plural: gadgets, singular: gadget, kind: Gadget, shortNames: [gd], categories: [toys]}
        versions:
        - name: v1
          served: true
          storage: true
          subresources:
            status: {}
            scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}
          additionalPrinterColumns:
          - {name: Size, type: integer, jsonPath: .spec.size}
          - {name: Colour, type: string, jsonPath: .spec.colour, priority: 1}
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec:
                  type: object
                  properties:
                    size: {type: integer, minimum: 1, description: How large it is}
                    colour: {type: string}
                status:
                  type: object
                  properties: {size: {type: integer}}
      """
  }
}
