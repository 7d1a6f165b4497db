import { ServiceError } from "../service-error";
import type { FakeWorld } from "../world";

/** Tags as they come over the wire. */
export type WireTags = Readonly<Record<string, string>>;

interface ByArn {
  readonly ResourceArn?: string;
}

/** Gives a new resource its tags. From here on its ARN is known, also without any. */
export function setTags(world: FakeWorld, arn: string, tags: WireTags = {}): void {
  world.tags.set(arn, new Map(Object.entries(tags)));
}

export function listTagsForResource(world: FakeWorld, input: ByArn): object {
  return { Tags: Object.fromEntries(tagsOf(world, input)) };
}

export function tagResource(world: FakeWorld, input: ByArn & { readonly Tags?: WireTags }): object {
  const tags = tagsOf(world, input);
  for (const [name, value] of Object.entries(input.Tags ?? {})) tags.set(name, value);
  return {};
}

export function untagResource(
  world: FakeWorld,
  input: ByArn & { readonly TagKeys?: readonly string[] },
): object {
  const tags = tagsOf(world, input);
  for (const name of input.TagKeys ?? []) tags.delete(name);
  return {};
}

function tagsOf(world: FakeWorld, { ResourceArn = "" }: ByArn): Map<string, string> {
  const tags = world.tags.get(ResourceArn);
  if (tags === undefined) throw new ServiceError("ResourceNotFoundException");
  return tags;
}
