import { partitionOfRegion } from "../../configuration/providers";
import { referenceTo } from "../../configuration/reference-to";
import type { Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";
import { accountOf } from "./accounts";
import type { PolicyDocument } from "./policy-questions";
import { regionOf } from "./regions";
import { writtenRegion } from "./written-region";

/** The ARN of a queue or topic as a policy writes it: by reference where the policy does, or where its parts are not known. */
export function arnInPolicy(
  resource: Resource,
  service: "sqs" | "sns",
  { document }: PolicyDocument,
  context: ReviewContext,
): string {
  const reference = `\${${referenceTo(resource)}.arn}`;
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const name = resource.get("name").template;
  const region = writtenRegion(resource, context);
  const account = accountOf(resource, context);
  if (text.includes(reference) || name === undefined || region === undefined || account === undefined)
    return reference;
  return `arn:${partitionOfRegion(regionOf(resource))}:${service}:${region}:${account}:${name}`;
}
