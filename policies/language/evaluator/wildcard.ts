/** `*` any characters, `?` one: two pointers with backtracking to the last star. */
export function wildcardMatch(pattern: string, value: string): boolean {
  let p = 0;
  let v = 0;
  let star = -1;
  let resume = 0;
  while (v < value.length) {
    if (pattern[p] === "*") {
      star = p;
      resume = v;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === value[v])) {
      p += 1;
      v += 1;
    } else if (star >= 0) {
      resume += 1;
      v = resume;
      p = star + 1;
    } else return false;
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}

/** Each of the six parts of an ARN on its own; undefined where the pattern is no whole ARN. */
export function arnMatch(pattern: string, value: string): boolean | undefined {
  const wanted = sixParts(pattern);
  const given = sixParts(value);
  if (wanted === undefined) return undefined;
  return given !== undefined && wanted.every((part, index) => wildcardMatch(part, given[index] ?? ""));
}

function sixParts(arn: string): readonly string[] | undefined {
  const parts = arn.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
