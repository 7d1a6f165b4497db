import { referenceTo } from "../../configuration/reference-to";
import type { Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { regionOf } from "./regions";

/** The region of a resource as a policy may write it: its name, or the reference to a region of the same provider. */
export function writtenRegion(resource: Resource, { configuration }: ReviewContext): string | undefined {
  const known = regionOf(resource);
  if (known !== undefined || resource.get("region").state === "configured") return known;
  const region = configuration
    .dataOfType("aws_region")
    .find((each) => each.provider?.address === resource.provider?.address && each.stack === resource.stack);
  if (region === undefined) return undefined;
  return region.get("name").string ?? region.get("region").string ?? `\${${referenceTo(region)}.name}`;
}
