public import CSimdjson

extension JSON {
  /// The members of an object for looking up many of them; see ``JSONFields``.
  @inlinable public var fields: JSONFields { JSONFields(self) }
}

/// Looks up many members of one object.
///
/// A search begins behind the member that was found last and goes around once, so that asking in the order of the
/// document costs one step a member, and any other order works too. Where a name stands twice, either may be found.
public struct JSONFields {
  @usableFromInline var fields = pj_fields()
  @usableFromInline let object: JSON

  @inlinable init(_ object: JSON) {
    self.object = object
    if !object.exists || pj_fields_of(object.value, &fields) != 0 { fields = pj_fields() }
  }

  /// The member called `key`, missing where there is none or this is no object.
  @inlinable public subscript(_ key: StaticString) -> JSON {
    mutating get {
      guard fields.at.document != nil else { return .missing }
      let found = JSON(pj_fields_find(&fields, key.utf8Start, UInt64(key.utf8CodeUnitCount)))
      if JSONTrace.isOn { JSONTrace.read(String(describing: key), of: object, found: found) }
      return found
    }
  }
}
