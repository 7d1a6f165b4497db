/** True, false, or undefined where it cannot be known. */
export type Tri = boolean | undefined;

export function some<T>(items: readonly T[], test: (item: T) => Tri): Tri {
  let result: Tri = false;
  for (const item of items) {
    const one = test(item);
    if (one === true) return true;
    if (one === undefined) result = undefined;
  }
  return result;
}

export function every<T>(items: readonly T[], test: (item: T) => Tri): Tri {
  return invert(some(items, (item) => invert(test(item))));
}

export const invert = (value: Tri): Tri => (value === undefined ? undefined : !value);
