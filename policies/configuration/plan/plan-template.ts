import { piecesOf } from "../../language/symbols/interpolations";
import { identityAttribute } from "../links/identities";
import type { Reference } from "../resource";
import { escaped } from "../templates";
import type { InstanceKey } from "./steps";

/** What the expressions of a template are resolved with. */
export interface TemplateScope {
  /** What one expression leads to, where it is a reference. */
  readonly resolve: (expression: string) => readonly Reference[];
  /** A reference with the module and the plan in front. */
  readonly absolute: (expression: string) => string;
  /** The key of the instance that the template is of. */
  readonly key: InstanceKey | undefined;
}

/**
 * The text of a template as Terraform's JSON syntax writes it, which a plan keeps, unlike that of HCL: what is known filled in, other
 * references by their absolute addresses. Undefined where it cannot be written so.
 */
export function planTemplate(source: string, scope: TemplateScope): string | undefined {
  const pieces = piecesOf(source);
  if (pieces === undefined || /(?<!%)%\{/.test(source)) return undefined;
  return pieces
    .map((piece) => (piece.type === "text" ? piece.text : filledIn(piece.expression, scope)))
    .join("");
}

const REFERENCE = /^[a-z][\w-]*(?:\.[A-Za-z_][\w-]*|\[(?:\d+|"(?:[^"\\]|\\.)*")\])+$/;

function filledIn(expression: string, { resolve, absolute, key }: TemplateScope): string {
  if ((expression === "each.key" || expression === "count.index") && key !== undefined) {
    return escaped(String(key));
  }
  if (!REFERENCE.test(expression)) return `\${${expression}}`;
  const [reference, ...others] = resolve(expression);
  const whole = absolute(expression);
  // What follows an attribute, or what a module makes of it, is not the attribute.
  if (reference?.expression !== whole || others.length > 0) return `\${${whole}}`;
  const [resource, ...more] = reference.resources;
  const known =
    resource === undefined || more.length > 0 || reference.attribute === ""
      ? undefined
      : resource.get(identityAttribute(resource.type, reference.attribute));
  return known?.string === undefined || known.sensitive ? `\${${whole}}` : escaped(known.string);
}
