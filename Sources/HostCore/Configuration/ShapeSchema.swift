public import MetricSchema

extension Shape {
  /// Appends the shape as JSON Schema, draft 2020-12.
  public func write(to json: inout JSONWriter, title: String) {
    json.object { json in
      json.member("$schema", "https://json-schema.org/draft/2020-12/schema")
      json.member("title", title)
      members(to: &json)
    }
  }

  private func write(to json: inout JSONWriter, about: String? = nil) {
    json.object { json in
      json.member("description", about)
      members(to: &json)
    }
  }

  private func members(to json: inout JSONWriter) {
    switch self {
    case .text(let values):
      json.member("type", "string")
      if !values.isEmpty { json.member("enum", values) }
    case .prefixed(let prefixes):
      json.member("type", "string")
      json.member("pattern", "^(" + prefixes.joined(separator: "|") + ").")
    case .integer(let range):
      json.member("type", "integer")
      json.member("minimum", range.lowerBound)
      json.member("maximum", range.upperBound)
    case .number(let range):
      json.member("type", "number")
      json.key("minimum")
      json.value(range.lowerBound)
      json.key("maximum")
      json.value(range.upperBound)
    case .flag: json.member("type", "boolean")
    case .list(let element, let least):
      json.member("type", "array")
      if least > 0 { json.member("minItems", Int64(least)) }
      json.key("items")
      element.write(to: &json)
    case .object(let members): Self.write(members, to: &json)
    case .variants(let key, let about, let variants):
      json.member("type", "object")
      json.key("anyOf")
      json.array { json in
        for variant in variants {
          json.object { Self.write(variant.all(by: key, about), to: &$0) }
        }
      }
    case .map(let value):
      json.member("type", "object")
      json.key("additionalProperties")
      value.write(to: &json)
    case .settings:
      json.member("type", "object")
      json.key("additionalProperties")
      json.raw(#"{"type":["string","number","boolean"]}"#)
    }
  }

  private static func write(_ members: [Member], to json: inout JSONWriter) {
    json.member("type", "object")
    json.key("properties")
    json.object { json in
      for member in members {
        json.key(member.name)
        member.shape.write(to: &json, about: member.about)
      }
    }
    let required = members.filter(\.isRequired).map(\.name)
    if !required.isEmpty { json.member("required", required) }
    json.key("additionalProperties")
    json.value(false)
  }
}
