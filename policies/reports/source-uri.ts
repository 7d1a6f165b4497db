import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Source } from "../configuration/configuration";

/** The file or folder that was read, as SARIF names it; undefined where there is none. */
export function sourceUri({ kind, path }: Source): string | undefined {
  if (kind === "account" || path === "-" || path === "") return undefined;
  // A path may hold halves of surrogate pairs, which no URI can.
  const wellFormed = path.replace(/\p{Surrogate}/gu, "\ufffd");
  if (isAbsolute(wellFormed)) return pathToFileURL(wellFormed).href;
  return wellFormed.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}
