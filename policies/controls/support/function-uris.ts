import { type Link, linkTo } from "../../configuration/links/link";
import type { Attribute, Reference, Resource } from "../../configuration/resource";
import { piecesOf } from "../../language/symbols/interpolations";

/** What API Gateway calls: `arn:aws:apigateway:<region>:lambda:path/2015-03-31/functions/<function's ARN>/invocations`. */
const INVOCATION = /^arn:[^:]*:apigateway:[^:]*:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/s;
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
  return link ?? linkTo(narrowed(uri, { template, references }), lambda);
}

function textLink(text: string, uri: Attribute, lambda: Resource): Link {
  const invoked = INVOCATION.exec(text)?.[1] ?? text;
  if (!invoked.startsWith("arn:"))
    return invoked.startsWith("${stageVariables.") ? "maybe" : /* a URL */ "no";
  const name = FUNCTION.exec(invoked)?.[1];
  if (name === undefined) return "no";
  // A stage says later which function is meant.
  if (name.includes("${stageVariables.")) return "maybe";
  return linkTo(narrowed(uri, { string: invoked, references: [] }), lambda);
}

/** Undefined where the text has another shape than an ARN with references in it. */
function templateLink(template: string, uri: Attribute, lambda: Resource): Link | undefined {
  const pieces = piecesOf(template);
  if (pieces === undefined) return undefined;
  const expressions = pieces.flatMap((piece) => (piece.type === "text" ? [] : [piece.expression]));
  let count = 0;
  const masked = pieces.map((piece) => (piece.type === "text" ? piece.text : `<${count++}>`)).join("");
  const invoked = INVOCATION.exec(masked)?.[1] ?? masked;
  const part = (text: string): Attribute => {
    const used = [...text.matchAll(/<(\d+)>/g)].map(([, index]) => expressions[Number(index)] ?? "");
    const named = uri.references.filter(({ expression }) => used.includes(expression));
    return narrowed(uri, {
      template: text.replace(/<(\d+)>/g, (_, index) => `\${${expressions[Number(index)] ?? ""}}`),
      // What is more than a reference (`verify[each.key].arn`) stands for some of them.
      references: named.length > 0 ? named : uri.references.filter((each) => !isPlace(each, lambda)),
    });
  };
  const whole = /^(<\d+>)(?::[^:]+)?$/.exec(invoked)?.[1];
  if (whole !== undefined) return linkTo(part(whole), lambda);
  const name = FUNCTION.exec(invoked)?.[1];
  if (name === undefined) return undefined;
  if (name.includes("{stageVariables.")) return "maybe";
  const place = invoked.slice(0, invoked.indexOf(":function:"));
  const isHere =
    !place.includes("<") || part(place).references.every((reference) => isPlace(reference, lambda));
  const link = name.includes("<")
    ? linkTo(part(name), lambda)
    : linkTo(
        narrowed(uri, { string: `${place.replace(/<\d+>/g, "")}:function:${name}`, references: [] }),
        lambda,
      );
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
