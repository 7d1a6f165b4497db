/** `aws_kms_key.faces`, `data.aws_kms_key.faces`, with an instance behind: what an expression of a stack can name. */
const RESOURCE = String.raw`(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*`;
/** Keys are short: what is not closed soon is no index, and must not be looked for again and again. */
const INDEX = String.raw`(?:\[[^\]]{0,256}\])?`;
const WHOLE_REFERENCE = new RegExp(String.raw`^(${RESOURCE})${INDEX}(?:\.([a-z_][\w-]*)(.*))?$`, "s");
const REFERENCE_IN_EXPRESSION = new RegExp(
  String.raw`(?<![\w.-])(?:${RESOURCE}${INDEX}(?:\.[a-z_][\w-]*)?(?:\.[\w-]+)?|(?:var|local|module|each|count)\.[\w-]+(?:\.[\w-]+)?)`,
  "g",
);

/** One reference of an expression, within its stack. */
export interface LocalReference {
  /** As written: `aws_kms_key.faces.arn`, `var.key`. */
  readonly expression: string;
  /** The address of the resource; undefined for `var.x`, `local.x`, `module.m.x`, `each.x`, `count.x`. */
  readonly address: string | undefined;
  readonly attribute: string;
  /** What follows the attribute: `.name` of `outputs.name`, `[0].id`. */
  readonly rest: string;
}

/** The reference that an expression is, as a whole; undefined where it is more than that, or something else. */
export function wholeReference(expression: string): LocalReference | undefined {
  if (/^(?:var|local|module|each|count|path|terraform)\.[\w-]+(?:\.[\w-]+)*$/.test(expression))
    return { expression, address: undefined, attribute: "", rest: "" };
  const match = WHOLE_REFERENCE.exec(expression);
  if (match === null) return undefined;
  const [, address, attribute = "", rest = ""] = match;
  return /^(?:\.[\w-]+|\[\d+\])*$/.test(rest) ? { expression, address, attribute, rest } : undefined;
}

/** Everything that an expression mentions. A quoted text that looks like a reference counts as well: too much is safe, too little is not. */
export function mentionedIn(expression: string): readonly LocalReference[] {
  const whole = wholeReference(expression);
  if (whole !== undefined) return [whole];
  const mentioned = [...expression.matchAll(REFERENCE_IN_EXPRESSION)].map(([text]) => text);
  return [...new Set(mentioned)].flatMap((text) => wholeReference(text) ?? []);
}
