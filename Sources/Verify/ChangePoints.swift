import Analytics

/// Answers for change points: values, penalty, least length: the changes, and the noise.
func changePoints(_ fields: [Substring]) throws -> String {
  let values = try numbers(fields[0])
  let noise = OptimalPartition.noise(of: values)
  let penalty =
    fields[1] == "usual"
    ? OptimalPartition.penalty(noise: noise, count: values.count) : try number(fields[1])
  let changes = OptimalPartition.changes(
    in: values, penalty: penalty, least: try whole(fields[2]))
  return "\(changes.map { "\($0)" }.joined(separator: " "))\t\(noise)\t\(penalty)"
}
