import * as z from "zod/mini";
import type { Configuration } from "../configuration/configuration";
import type { AnyControl } from "../controls/control";
import { controlFault, type Waiver, WaiverError, waiverShape } from "./waiver";

const recordedSchema = z.array(
  z.strictObject(
    { ...waiverShape, construct: z.optional(z.string()) },
    "must be a waiver: control, reason, owner and expires, and nothing else",
  ),
  "must be a list of waivers",
);

/** Waivers that travel with a construct: one decision, recorded beside every resource that it reaches. */
export interface RecordedWaiver {
  readonly waiver: Omit<Waiver, "address">;
  readonly addresses: readonly string[];
}

/**
 * The waivers in a configuration's metadata.
 *
 * @throws WaiverError naming the address and the field of everything that is wrong
 */
export function recordedWaivers(
  { recordedWaivers: recorded }: Configuration,
  catalogue: readonly AnyControl[],
): readonly RecordedWaiver[] {
  const faults: string[] = [];
  const found = new Map<string, { waiver: Omit<Waiver, "address">; addresses: string[] }>();
  for (const { address, waivers } of recorded) {
    const result = recordedSchema.safeParse(waivers);
    if (!result.success) {
      faults.push(
        ...result.error.issues.map(
          ({ path, message }) => `${address}: ${["waivers", ...path].map(String).join(".")} ${message}`,
        ),
      );
      continue;
    }
    for (const { construct, ...told } of result.data) {
      const fault = controlFault(told.control, catalogue);
      if (fault !== undefined) faults.push(`${address}: waivers: ${fault}`);
      const origin = construct ?? address;
      const key = JSON.stringify([origin, told.control]);
      const known = found.get(key);
      if (known === undefined) found.set(key, { waiver: { ...told, origin }, addresses: [address] });
      else known.addresses.push(address);
    }
  }
  if (faults.length > 0) throw new WaiverError(faults.join("\n"));
  return [...found.values()];
}
