/** One step of an address or reference: a name after a dot, or a key in brackets. */
export type Step =
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "key"; readonly key: InstanceKey };

/** What tells instances of `for_each` (text) and `count` (a number) apart. */
export type InstanceKey = string | number;

/**
 * The steps of an address or reference. Keys may hold dots, brackets and quotes: `module.m["a.b"].aws_s3_bucket.x["c[\"d\"]"].arn`.
 * Undefined where the text is none.
 */
export function stepsOf(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === "[") {
      const key = keyAt(text, at + 1);
      if (key === undefined) return undefined;
      steps.push({ type: "key", key: key.key });
      at = key.end;
    } else {
      if (steps.length > 0) {
        if (text[at] !== ".") return undefined;
        at += 1;
      }
      const end = endOfName(text, at);
      if (end === at) return undefined;
      steps.push({ type: "name", name: text.slice(at, end) });
      at = end;
    }
  }
  return steps;
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "." && text[at] !== "[") at += 1;
  return at;
}

/** The key that begins here, and where what follows its bracket begins. */
function keyAt(text: string, from: number): { readonly key: InstanceKey; readonly end: number } | undefined {
  if (text[from] !== '"') {
    const close = text.indexOf("]", from);
    const digits = text.slice(from, close);
    return close < 0 || !/^\d+$/.test(digits) ? undefined : { key: Number(digits), end: close + 1 };
  }
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  if (text[at] !== '"' || text[at + 1] !== "]") return undefined;
  return { key: unquoted(text.slice(from, at + 1)), end: at + 2 };
}

/** Terraform quotes keys as JSON does, and doubles the sign of an interpolation. */
function unquoted(quoted: string): string {
  try {
    const text: unknown = JSON.parse(quoted);
    if (typeof text === "string") return text.replace(/\$\$\{/g, "$${").replace(/%%\{/g, "%{");
  } catch {
    // Not as JSON writes it: the text between the quotes is the best that there is.
  }
  return quoted.slice(1, -1);
}

export const isKey = (value: unknown): value is InstanceKey =>
  typeof value === "string" || typeof value === "number";

/**
 * Terraform lists every prefix of a reference behind it: `aws_kms_key.k.arn`, `aws_kms_key.k`. Only the first says what is read.
 */
export function mostSpecific(references: readonly string[]): readonly string[] {
  const kept = new Set<string>();
  let last = "";
  for (const reference of references) {
    const follows = last.charAt(reference.length);
    if (last.startsWith(reference) && (follows === "." || follows === "[" || follows === "")) continue;
    kept.add(reference);
    last = reference;
  }
  return [...kept];
}
