import { asString, isObject, memberOf } from "../scalars";
import { mostSpecific } from "./steps";

/**
 * What the configuration of a plan tells of an attribute: an expression, of which a plan keeps the constant value or the references; a
 * block; or a list of blocks.
 */
export type Expression =
  | { readonly type: "constant"; readonly value: unknown }
  | {
      readonly type: "references";
      readonly references: readonly string[];
      /** What Terraform's JSON syntax writes, with templates in it; a plan keeps none of HCL. */
      readonly source?: unknown;
    }
  | { readonly type: "block"; readonly members: unknown }
  | { readonly type: "blocks"; readonly items: readonly unknown[] };

/** Blocks nest no deeper than this: a hostile plan must not overflow the stack. */
const DEEPEST = 32;

/** Somebody sets it, and that is all that a plan tells: a function of constants, a dynamic block. */
export const SOMEHOW: Expression = { type: "references", references: [] };

export function expressionOf(raw: unknown): Expression | undefined {
  if (Array.isArray(raw)) return { type: "blocks", items: raw };
  if (!isObject(raw)) return undefined;
  const isConstant = Object.hasOwn(raw, "constant_value");
  const references = memberOf(raw, "references");
  if (Array.isArray(references) && !(isConstant && references.length === 0)) {
    return {
      type: "references",
      references: mostSpecific(texts(references)),
      ...(isConstant ? { source: raw.constant_value } : {}),
    };
  }
  if (isConstant) return { type: "constant", value: raw.constant_value };
  return Object.keys(raw).length === 0 ? SOMEHOW : { type: "block", members: raw };
}

/** The references that Terraform lists of an expression, without those that only repeat a part of another. */
export const referencesOf = (raw: unknown): readonly string[] => {
  const expression = expressionOf(raw);
  return expression?.type === "references" ? expression.references : [];
};

/** What sets a member, of everything that may set the whole. */
export function memberExpressions(whole: readonly Expression[], name: string): readonly Expression[] {
  const ofOne = (each: Expression): readonly Expression[] => {
    switch (each.type) {
      case "references":
        return partOf(each, memberOf(onlyItem(each.source), name));
      case "constant": {
        const value = memberOf(onlyItem(each.value), name);
        return value === undefined ? [] : [{ type: "constant", value }];
      }
      case "block": {
        const member = expressionOf(memberOf(each.members, name));
        return member === undefined ? [] : [member];
      }
      case "blocks":
        return each.items.flatMap((item) => expressionOf(memberOf(item, name)) ?? []);
    }
  };
  return whole.flatMap(ofOne);
}

/**
 * What sets one item of a list of `count`. Blocks of a set stand in another order in the plan than in the configuration: those whose
 * constants contradict the item are left out, and what remains may all be meant.
 *
 * @param ordered whether the blocks are known to keep their order
 */
export function itemExpressions(
  whole: readonly Expression[],
  index: number,
  count: number,
  item: unknown,
  ordered: boolean,
): readonly Expression[] {
  const ofOne = (each: Expression): readonly Expression[] => {
    switch (each.type) {
      case "references":
        return partOf(
          each,
          Array.isArray(each.source) && each.source.length === count ? each.source[index] : undefined,
        );
      case "block":
        return [each];
      case "constant": {
        const value: unknown = Array.isArray(each.value) ? each.value[index] : each.value;
        return value === undefined ? [] : [{ type: "constant", value }];
      }
      case "blocks": {
        if (each.items.length === count && (ordered || count === 1)) return [blockOf(each.items[index])];
        const possible = each.items.filter((block) => agrees(block, item));
        if (each.items.length === count && possible.length > 0) return possible.map(blockOf);
        // A dynamic block stands beside the written ones.
        return [...possible.map(blockOf), SOMEHOW];
      }
    }
  };
  return whole.flatMap(ofOne);
}

const onlyItem = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

/** What sets a part of what an expression makes: of HCL a plan tells only what the whole refers to. */
function partOf(whole: Extract<Expression, { type: "references" }>, source: unknown): readonly Expression[] {
  if (source === undefined) return [{ type: "references", references: whole.references }];
  const text = typeof source === "string" ? source : JSON.stringify(source);
  if (!/[$%]\{/.test(text)) return [{ type: "constant", value: source }];
  const mentioned = whole.references.filter((reference) => text.includes(reference));
  return [{ type: "references", references: mentioned.length > 0 ? mentioned : whole.references, source }];
}

const blockOf = (members: unknown): Expression => ({ type: "block", members });

/** Whether no constant of a written block differs from what is planned. */
function agrees(block: unknown, item: unknown): boolean {
  if (!isObject(block)) return false;
  return Object.entries(block).every(([name, raw]) => {
    const expression = expressionOf(raw);
    if (expression?.type !== "constant" || typeof expression.value === "object") return true;
    const planned = memberOf(item, name);
    return planned === undefined || asString(planned) === asString(expression.value);
  });
}

const texts = (values: readonly unknown[]): readonly string[] =>
  values.filter((value) => typeof value === "string");

/** Every reference in an expression or in blocks, to a bounded depth. */
export function referencesIn(expression: Expression, depth = 0): readonly string[] {
  if (expression.type === "constant" || depth > DEEPEST) return [];
  if (expression.type === "references") return expression.references;
  const bodies = expression.type === "block" ? [expression.members] : expression.items;
  return bodies.flatMap((body) =>
    Object.values(isObject(body) ? body : {}).flatMap((raw) => {
      const inner = expressionOf(raw);
      return inner === undefined ? [] : referencesIn(inner, depth + 1);
    }),
  );
}
