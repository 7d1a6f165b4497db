import type { PolicyDocument } from "./policy-document";

/**
 * Renders a policy document as minified JSON for an attribute of a Terraform resource.
 *
 * References (`${aws_s3_bucket.faces.bucket}`, cdktf's string tokens) stay as they are. IAM's own variables (`${aws:username}`)
 * and Terraform's directives (`%{`) are escaped, or Terraform would try to evaluate them. Whatever is not text is refused:
 * cdktf turns a boolean token or any other lazy value inside a JSON string into `"<unresolved-token>"` without a word.
 *
 * @throws PolicyRenderingError naming the JSON path of a value that is not text.
 */
export function renderPolicy(document: PolicyDocument<object>): string {
  refuseWhatIsNotText(document, "$");
  return escapeForTerraform(JSON.stringify(document));
}

/** A value that cannot stand in a policy document. `path` is the JSON path, for example `$.Statement[0].Resource[1]`. */
export class PolicyRenderingError extends Error {
  override readonly name = "PolicyRenderingError";
  constructor(
    readonly path: string,
    readonly rule: string,
  ) {
    super(`${path} ${rule}`);
  }
}

/** cdktf marks a list token by an array of one string with this in it. Its elements are not known at synth. */
const LIST_TOKEN = "#{TfToken[";

function refuseWhatIsNotText(value: unknown, path: string): void {
  if (typeof value === "string") {
    if (value.includes(LIST_TOKEN)) {
      throw new PolicyRenderingError(
        path,
        "must not be a list token: its length is unknown at synth. Name the elements one by one.",
      );
    }
    return;
  }
  if (Array.isArray(value)) {
    value.forEach((element, index) => {
      refuseWhatIsNotText(element, `${path}[${index}]`);
    });
    return;
  }
  if (isPlainObject(value)) {
    for (const [key, element] of Object.entries(value)) {
      refuseWhatIsNotText(key, `${path}, key ${JSON.stringify(key)}`);
      // A statement's condition may be left out, not a value within it: the condition would say less than it seems to.
      if (element === undefined && !path.includes(".Condition")) continue;
      refuseWhatIsNotText(element, `${path}.${key}`);
    }
    return;
  }
  throw new PolicyRenderingError(
    path,
    `must be text, a list or an object, got: ${describe(value)}. Write numbers and booleans as text ("false"), and tokens as string tokens.`,
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  if (typeof value === "object" && value !== null) return value.constructor.name;
  return String(value);
}

/** An IAM policy variable: a key with a prefix (`${aws:username}`), with or without a default, or one of the literals `${*}`, `${?}`, `${$}`. */
const IAM_VARIABLE = /(?<!\$)\$\{(?=[A-Za-z0-9.-]+:[A-Za-z]|[*?$]\})/g;
const DIRECTIVE = /(?<!%)%\{/g;

function escapeForTerraform(json: string): string {
  return json.replace(IAM_VARIABLE, "$$$${").replace(DIRECTIVE, "%%{");
}
