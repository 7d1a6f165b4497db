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

/**
 * A `Resource`: a wildcard before the resource part that does not end its part stays within it; undefined where it matches only by
 * crossing a colon, of which AWS says nothing.
 */
export function resourceMatch(written: string, value: string): boolean | undefined {
  if (!wildcardMatch(written, value)) return false;
  const pattern = written.replace(/\*+/g, "*");
  // The ends that a prefix of the pattern can reach in the value.
  let reached = new Set([0]);
  let colons = 0;
  [...pattern].forEach((wanted, at) => {
    if (wanted === ":") colons += 1;
    const next = pattern[at + 1];
    const crosses = colons >= 5 || (wanted === "*" && (next === undefined || next === ":"));
    const ends = new Set<number>();
    for (const start of reached) {
      if (wanted === "*") {
        for (let end = start; end <= value.length; end += 1) {
          ends.add(end);
          if (!crosses && value[end] === ":") break;
        }
      } else if (
        wanted === "?" ? start < value.length && (crosses || value[start] !== ":") : value[start] === wanted
      ) {
        ends.add(start + 1);
      }
    }
    reached = ends;
  });
  return reached.has(value.length) ? true : undefined;
}
