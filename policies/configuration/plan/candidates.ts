import type { Reference } from "../resource";

/** Several references of which one is meant: where one leads nowhere, so may the whole. */
export function oneOf(expression: string, all: readonly Reference[]): readonly Reference[] {
  const references = distinct(all);
  if (references.length <= 1) return references;
  if (references.some(({ resources }) => resources.length === 0)) {
    return [{ expression, resources: [], attribute: "" }];
  }
  const attributes = new Set(references.map(({ attribute }) => attribute));
  const [attribute = ""] = attributes;
  return [
    {
      expression,
      resources: [...new Set(references.flatMap(({ resources }) => resources))],
      attribute: attributes.size === 1 ? attribute : "",
    },
  ];
}

export function distinct(references: readonly Reference[]): readonly Reference[] {
  const byExpression = new Map(references.map((each) => [each.expression, each]));
  return byExpression.size === references.length ? references : [...byExpression.values()];
}
