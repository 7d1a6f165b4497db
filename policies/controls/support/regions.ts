import type { Resource } from "../../configuration/resource";

/** The region that a resource is in: its own (provider 6 knows one), or that of its provider; undefined where neither is known. */
export function regionOf(resource: Resource): string | undefined {
  const own = resource.get("region");
  return own.string ?? (own.state === "configured" ? undefined : resource.provider?.region);
}

/** Whether two resources are in one region; undefined where that is not known. */
export function inOneRegion(one: Resource, other: Resource): boolean | undefined {
  const [first, second] = [regionOf(one), regionOf(other)];
  if (first !== undefined && second !== undefined) return first === second;
  const byProvider = [one, other].every((each) => each.get("region").state !== "configured");
  return byProvider &&
    first === second &&
    one.stack === other.stack &&
    one.provider?.address === other.provider?.address
    ? true
    : undefined;
}
