import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version in the package's own package.json, which is one folder up from the sources and two from `dist`. */
export function toolVersion(): string {
  for (const up of ["../..", "../../.."]) {
    try {
      const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(
        readFileSync(join(__dirname, up, "package.json"), "utf8"),
      );
      if (name === "cdktf-rekognition-guardrails" && typeof version === "string") return version;
    } catch {
      // Not this one.
    }
  }
  return "unknown";
}
