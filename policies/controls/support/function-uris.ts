import { type Link, linkTo } from "../../configuration/links/link";
import type { Attribute, Reference, Resource } from "../../configuration/resource";
import { piecesOf } from "../../language/symbols/interpolations";

/** What API Gateway calls: `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function's ARN>/invocations`. */
const INVOCATION =
  /^arn:[^:]*:apigateway:[^:]*:lambda:path\/[^/]+\/functions\/(.+)\/(?:response-streaming-)?invocations$/s;
/** Another action of Lambda, with the function in what is sent. */
const ACTION = /^arn:[^:]*:apigateway:[^:]*:lambda:/;
/** The ARN of a function, with its name, and maybe a version or alias. */
const FUNCTION = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)(?::.*)?$/s;

/** Data sources that tell the place where the configuration is applied. */
const PLACES = ["aws_caller_identity", "aws_partition", "aws_region"];

/** Whether the URI of an integration is this function, in any of the ways people write it. */
export function uriLink(uri: Attribute, lambda: Resource): Link {
  const { string, template, state } = uri;
  if (state === "absent") return "no";
  if (string !== undefined) return textLink(string, uri, lambda);
  const references = uri.references.filter((reference) => !isPlace(reference, lambda));
  const link = template === undefined ? undefined : templateLink(template, uri, lambda);
  const found = link ?? linkTo(narrowed(uri, { template, references }), lambda);
  return found === "no" && holdsAnything(uri) ? "maybe" : found;
}

/** What others put their values in: a parameter, the outputs of a stack, another provider's resource. */
const ANYTHING = /^(?!aws_)|^aws_(?:ssm_parameter|cloudformation_(?:export|stack))$/;

/** Whether an attribute refers to what may hold the name of anything. */
const holdsAnything = ({ references }: Attribute): boolean =>
  references.some(({ resources }) => resources.some(({ type }) => ANYTHING.test(type)));

function textLink(text: string, uri: Attribute, lambda: Resource): Link {
  const invoked = INVOCATION.exec(text)?.[1] ?? text;
  if (!invoked.startsWith("arn:"))
    return invoked.startsWith("${stageVariables.") ? "maybe" : /* a URL */ "no";
  const name = FUNCTION.exec(invoked)?.[1];
  if (name === undefined) return ACTION.test(invoked) ? "maybe" : "no";
  // A stage says later which function is meant.
  if (name.includes("${stageVariables.")) return "maybe";
  return linkTo(narrowed(uri, { string: invoked, references: [] }), lambda);
}

/** What of a template with references stands for a function, each reference as `<0>`, `<1>`, … */
interface UriShape {
  readonly expressions: readonly string[];
  /** The reference that stands for the whole ARN. */
  readonly whole?: string;
  /** `arn:aws:lambda:<0>:<1>` of an ARN that is written out, and the name behind it. */
  readonly place?: string;
  readonly name?: string;
}

/** Undefined where the text is neither a reference nor an ARN with references in it. */
function shapeOf(template: string): UriShape | undefined {
  const pieces = piecesOf(template) ?? [];
  const expressions = pieces.flatMap((piece) => (piece.type === "text" ? [] : [piece.expression]));
  let count = 0;
  const masked = pieces.map((piece) => (piece.type === "text" ? piece.text : `<${count++}>`)).join("");
  const invoked = INVOCATION.exec(masked)?.[1] ?? masked;
  const whole = /^(<\d+>)(?::[^:]+)?$/.exec(invoked)?.[1];
  if (whole !== undefined) return { expressions, whole };
  const name = FUNCTION.exec(invoked)?.[1];
  if (name === undefined) return undefined;
  return { expressions, place: invoked.slice(0, invoked.indexOf(":function:")), name };
}

/**
 * What a URI surely is about, for an index: the name of a function where it is written out, or only what its references lead to.
 * Undefined where it may be about any function.
 */
export function indexedBy(uri: Attribute): { readonly name: string } | "text" | "references" | undefined {
  const { string, template, references } = uri;
  if (string !== undefined) return /\$\{|:lambda:action\//.test(string) ? undefined : "text";
  if (holdsAnything(uri)) return undefined;
  const shape = template === undefined ? undefined : shapeOf(template);
  if (template !== undefined && shape === undefined) return undefined;
  const { name = "<>" } = shape ?? {};
  if (name.includes("{")) return undefined;
  if (!name.includes("<")) return { name };
  // A name may be hidden in a text whose references tell the place only.
  return references.every(({ resources }) => resources.every(({ mode }) => mode === "data"))
    ? undefined
    : "references";
}

/** Undefined where the text has another shape than a reference or an ARN with references in it. */
function templateLink(template: string, uri: Attribute, lambda: Resource): Link | undefined {
  const shape = shapeOf(template);
  if (shape === undefined) return undefined;
  const { expressions, whole, place = "", name = "" } = shape;
  const part = (text: string): Attribute => {
    const used = [...text.matchAll(/<(\d+)>/g)].map(([, index]) => expressions[Number(index)] ?? "");
    const named = uri.references.filter(({ expression }) => used.includes(expression));
    return narrowed(uri, {
      template: text.replace(/<(\d+)>/g, (_, index) => `\${${expressions[Number(index)] ?? ""}}`),
      // What is more than a reference (`verify[each.key].arn`) stands for some of them.
      references: named.length > 0 ? named : uri.references.filter((each) => !isPlace(each, lambda)),
    });
  };
  if (whole !== undefined) return linkTo(part(whole), lambda);
  if (name.includes("{stageVariables.")) return "maybe";
  const isHere =
    !place.includes("<") || part(place).references.every((reference) => isPlace(reference, lambda));
  const text = `${place.replace(/<\d+>/g, "")}:function:${name}`;
  const link = name.includes("<")
    ? linkTo(part(name), lambda)
    : linkTo(narrowed(uri, { string: text, references: [] }), lambda);
  return link === "yes" && !isHere ? "maybe" : link;
}

/** Whether a reference tells the account, region or partition that the function is made in. */
const isPlace = ({ resources }: Reference, lambda: Resource): boolean =>
  resources.length > 0 &&
  resources.every(
    ({ mode, type, provider }) =>
      mode === "data" && PLACES.includes(type) && provider?.address === lambda.provider?.address,
  );

/** A part of what an attribute says, as an attribute. */
const narrowed = (
  attribute: Attribute,
  part: Partial<Pick<Attribute, "string" | "template" | "references">>,
): Attribute => ({
  state: part.string === undefined ? "configured" : "known",
  evidence: attribute.evidence,
  sensitive: attribute.sensitive,
  string: part.string,
  template: part.template ?? part.string,
  references: part.references ?? [],
  number: undefined,
  boolean: undefined,
  blocks: undefined,
  members: undefined,
  json: undefined,
  get: (name) => attribute.get(name),
});
