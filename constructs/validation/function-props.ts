import { statSync } from "node:fs";
import type { FunctionBundle } from "../function-bundle";
import { isLeftToTerraform, matching, required, show } from "./prop-rules";
import type { PropFault } from "./validation-error";

/** A handler, and a zip that exists. */
export function bundleFaults(bundle: FunctionBundle | undefined): readonly PropFault[] {
  if (bundle === undefined) return required("bundle", bundle);
  return [
    ...matching("bundle.handler", bundle.handler, /^[^\s]{1,128}$/, "a handler like index.handler"),
    ...(statSync(String(bundle.path), { throwIfNoEntry: false })?.isFile()
      ? []
      : [{ prop: "bundle.path", message: `must be a zip that exists, got: ${show(bundle.path)}` }]),
  ];
}

/** IAM is global, so the role's name has the region behind: the same function in two regions has two roles. */
export const roleNameOf = (functionName: string, region: string): string => `${functionName}-${region}`;

/** What the region behind it leaves of a role's 64 characters. */
export function roleNameFaults(functionName: string, region: string): readonly PropFault[] {
  const room = 64 - roleNameOf("", region).length;
  return isLeftToTerraform(functionName) ||
    typeof functionName !== "string" ||
    functionName.length <= room ||
    functionName.length > 64
    ? []
    : [
        {
          prop: "functionName",
          message: `must have at most ${room} characters, because the role's name has -${region} behind it, got: ${functionName.length}`,
        },
      ];
}
