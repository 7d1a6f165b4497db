import * as z from "zod/mini";
import type { ExternalOptOut } from "../configuration/configuration";
import type { AnyControl } from "../controls/control";
import { controlFault, type Waiver, waiverShape } from "./waiver";

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Policy.html */
export const ORGANIZATIONS_POLICY_ID = /^p-[0-9a-zA-Z_]{8,128}$/;

const waiverSchema = z.strictObject({
  ...waiverShape,
  address: z
    .string("must be the address of a subject")
    .check(z.minLength(1, "must be the address of a subject")),
  origin: z.string("must say where the waiver is written"),
});

/** What is wrong with waivers that a program gives, each with its path: a waiver that cannot be read must not waive. */
export function waiversFaults(
  waivers: readonly Waiver[],
  catalogue: readonly AnyControl[],
): readonly string[] {
  return waivers.flatMap((waiver, index) => {
    const result = waiverSchema.safeParse(waiver);
    if (!result.success)
      return result.error.issues.map(
        ({ path, message }) =>
          `waivers[${index}]${path.map((step) => `.${String(step)}`).join("")} ${message}`,
      );
    const fault = controlFault(result.data.control, catalogue);
    return fault === undefined ? [] : [`waivers[${index}].control: ${fault}`];
  });
}

/** What is wrong with the name of an opt-out that somebody else deploys. */
export function externalOptOutFaults({ policyId, owner }: ExternalOptOut): readonly string[] {
  return [
    ...(ORGANIZATIONS_POLICY_ID.test(String(policyId))
      ? []
      : [
          `externalOptOut.policyId must be the id of a policy of AWS Organizations (p-…), got: ${JSON.stringify(policyId)}`,
        ]),
    ...(typeof owner === "string" && /\S/.test(owner)
      ? []
      : [`externalOptOut.owner must name who answers for the policy, got: ${JSON.stringify(owner)}`]),
  ];
}
