import type { Attribute, Resource } from "../resource";

/**
 * Whether a companion is surely made where its target is: `count = var.on ? 1 : 0` decides after the configuration is read. It is where
 * it is not repeated, or repeated like the target, or for each of its instances. A plan lists what is made, so asks nothing.
 */
export const isMadeWith = (companion: Resource, target: Resource): boolean =>
  ["count", "for_each"].every((name) => {
    const repeated = companion.get(name);
    const own = target.get(name);
    if (isLike(repeated, own) || isForEach(repeated, target)) return true;
    // What is about one instance says nothing of the others.
    if (own.state !== "absent" && own.number !== 1) return false;
    return repeated.state === "absent" || (repeated.state === "known" && repeated.number !== 0);
  });

const isLike = (one: Attribute, other: Attribute): boolean =>
  one.template === undefined
    ? one.state === "known" && JSON.stringify(one.json) === JSON.stringify(other.json)
    : one.template === other.template;

/** `for_each = aws_s3_bucket.faces`, `count = length(aws_s3_bucket.faces)`. */
const isForEach = ({ references, template }: Attribute, target: Resource): boolean =>
  !/[?<>]|\bif\b/.test(template ?? "?") &&
  references.length > 0 &&
  references.every(({ resources }) => resources.length > 0 && resources.every((each) => each === target));
