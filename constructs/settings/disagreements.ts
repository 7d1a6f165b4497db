import {
  FACE_LIVENESS_REGIONS,
  partitionOf,
  REKOGNITION_FIPS_REGIONS,
  REKOGNITION_REGIONS,
} from "../../policies/documents";

/** Settings that are each right, but not together. Judged on what was written, so that a fault elsewhere hides none of them. */
export function disagreements(context: unknown): readonly string[] {
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, key)
          ? Reflect.get(value, key)
          : undefined,
      context,
    );
  const region = at("region");
  const partition = at("partition");
  const workload = at("accounts", "workload");
  const faults: string[] = [];
  if (typeof region === "string" && REKOGNITION_REGIONS.includes(region)) {
    const right = partitionOf(region);
    if ((partition === "aws" || partition === "aws-us-gov") && partition !== right) {
      faults.push(
        `partition must be the partition of ${region}, ${right}, got: ${JSON.stringify(partition)}`,
      );
    }
    if (right === "aws-us-gov" && at("optOut", "targets") !== undefined) {
      faults.push(
        "optOut.targets must not be given for GovCloud: the opt-out of AWS Organizations does not reach it. Name who answers for it under optOut.external",
      );
    }
  }
  if (at("fips") === true && typeof region === "string" && !REKOGNITION_FIPS_REGIONS.includes(region)) {
    faults.push(
      `fips must be for a region with endpoints of it (${REKOGNITION_FIPS_REGIONS.join(", ")}), got: ${region}`,
    );
  }
  if (
    at("systems", "liveness") === true &&
    typeof region === "string" &&
    REKOGNITION_REGIONS.includes(region) &&
    !FACE_LIVENESS_REGIONS.includes(region)
  ) {
    faults.push(
      `systems.liveness must be for a region that has it (${FACE_LIVENESS_REGIONS.join(", ")}), got: ${region}`,
    );
  }
  for (const system of ["liveVideo", "customLabels"]) {
    if (at("systems", system) === true && typeof region === "string" && region.startsWith("us-gov-"))
      faults.push(
        `systems.${system} must not be set for GovCloud, where AWS does not offer it, got: ${region}`,
      );
  }
  for (const system of ["storedVideo", "liveVideo"]) {
    if (at("systems", system) === true && at("systems", "collection") !== true)
      faults.push(`systems.${system} needs the faces to look for: set systems.collection to true as well`);
  }
  if (at("fips") === true && at("network") !== undefined && at("network", "routeTableIds") === undefined) {
    faults.push("network.routeTableIds must be given with fips: PrivateLink has no FIPS endpoint of S3");
  }
  for (const path of [
    ["administrators"],
    ["access", "uploaders"],
    ["access", "operators"],
    ["consoleBucket", "users"],
  ]) {
    const arns = at(...path);
    for (const [index, arn] of (Array.isArray(arns) ? arns : []).entries()) {
      const account = /^arn:[^:]*:iam::(\d{12}):/.exec(String(arn))?.[1];
      if (account !== undefined && typeof workload === "string" && account !== workload) {
        faults.push(
          `${path.join(".")}[${index}] must belong to the workload account ${workload}, got: ${JSON.stringify(arn)}`,
        );
      }
    }
  }
  return faults;
}
