import type { Resource } from "./resource";

/** A resource as references in templates name it: `stack.workload.aws_s3_bucket.faces` where several stacks are read. */
export function referenceTo({ address, stack }: Pick<Resource, "address" | "stack">): string {
  return stack === undefined ? address : `${stackReference(stack)}.${address.slice(stack.length + 1)}`;
}

/** How a reference names the stack that it leads into. */
export const stackReference = (name: string): string => `stack.${name.replace(/[^\w-]/g, "-")}`;
