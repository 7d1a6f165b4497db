import type { Resource } from "../../configuration/resource";
import { regionOf } from "./regions";

type Sameness = "yes" | "no" | "maybe";

/** Whether two resources are of one account. */
export const sameAccount = (one: Resource, other: Resource): Sameness =>
  same(one.provider?.account, other.provider?.account, one.provider?.address === other.provider?.address);

/** Whether two resources are in one Region. */
export function sameRegion(one: Resource, other: Resource): Sameness {
  const own = [one, other].some((each) => each.get("region").state === "configured");
  return same(regionOf(one), regionOf(other), !own && one.provider?.address === other.provider?.address);
}

/** Whether two resources are of one account and in one Region. */
export function samePlace(one: Resource, other: Resource): Sameness {
  const both = [sameAccount(one, other), sameRegion(one, other)];
  if (both.includes("no")) return "no";
  return both.includes("maybe") ? "maybe" : "yes";
}

function same(one: string | undefined, other: string | undefined, otherwise: boolean): Sameness {
  if (one !== undefined && other !== undefined) return one === other ? "yes" : "no";
  return otherwise ? "yes" : "maybe";
}
