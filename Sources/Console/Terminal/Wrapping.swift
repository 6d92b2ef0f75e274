/// The lines of a sanitized text, none wider than so many cells where a space allows it.
///
/// A word wider than that is cut.
package func wrapped(_ text: String, toCells limit: Int) -> [String] {
  let limit = max(limit, 1)
  return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
    cells(of: String(line)) <= limit ? [String(line)] : wrappedLine(line, limit)
  }
}

private func wrappedLine(_ line: Substring, _ limit: Int) -> [String] {
  // What stands before the first word goes before each line.
  let margin = String(line.prefix { $0 == " " }.prefix(limit / 2))
  var (lines, current, used) = ([String](), margin, cells(of: margin))
  for word in line.dropFirst(margin.count).split(separator: " ") {
    let width = cells(of: String(word))
    let isFirst = current.utf8.count == margin.utf8.count
    if !isFirst, used + 1 + width > limit {
      lines.append(current)
      (current, used) = (margin, cells(of: margin))
    } else if !isFirst {
      current += " "
      used += 1
    }
    for character in word {
      let width = cells(of: String(character))
      if used + width > limit, used > 0 {
        lines.append(current)
        (current, used) = (margin, cells(of: margin))
      }
      current.append(character)
      used += width
    }
  }
  return lines + [current]
}
