import CRunnerFrames

/// Whether this kernel can confine a provider.
public enum Confinement {
  /// What is missing, in words; `nil` where nothing is.
  public static var missing: String? { pb_confinement_missing().map { String(cString: $0) } }

  /// Whether nothing is missing.
  public static var isAvailable: Bool { missing == nil }
}
