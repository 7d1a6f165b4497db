import { type AwsEnvironment, REGION, REKOGNITION_FIPS_REGIONS } from "../../policies/documents";
import { isLeftToTerraform, known, matching, required, show } from "./prop-rules";
import type { PropFault } from "./validation-error";

/** Rules for the props of systems that Rekognition works in. */

/** What every name of a system begins with. */
export const namePrefix = (prop: string, value: string): readonly PropFault[] => [
  ...required(prop, value),
  ...known(prop, value),
  ...matching(
    prop,
    value,
    /^[a-z](?!.*--)[a-z0-9-]{1,18}[a-z0-9]$/,
    "3 to 20 lower-case letters, digits and hyphens, a letter first",
  ),
];

/** @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateCollection.html */
export const collectionId = (prop: string, value: string | undefined): readonly PropFault[] =>
  matching(prop, value, /^[a-zA-Z0-9_.-]{1,255}$/, "1 to 255 letters, digits and any of _.-");

/** A number of at least `lowest` in per cent: a fraction is a mistake in the unit, and would let everybody in. */
export function percentage(prop: string, value: number | undefined, lowest: number): readonly PropFault[] {
  if (isLeftToTerraform(value)) return [];
  if (typeof value === "number" && value >= lowest && value <= 100) return [];
  const hint = typeof value === "number" && value <= 1 ? `, in per cent: ${lowest}, not ${lowest / 100}` : "";
  return [{ prop, message: `must be a number from ${lowest} to 100${hint}, got: ${show(value)}` }];
}

/** Only some regions have endpoints whose cryptography is validated by FIPS 140. A region that is wrong itself is not judged. */
export const fips = (
  prop: string,
  value: boolean | undefined,
  { region }: AwsEnvironment,
): readonly PropFault[] =>
  value !== true || !REGION.test(region) || REKOGNITION_FIPS_REGIONS.includes(region)
    ? []
    : [
        {
          prop,
          message: `must be for a region with endpoints of it (${REKOGNITION_FIPS_REGIONS.join(", ")}), got: ${region}`,
        },
      ];
