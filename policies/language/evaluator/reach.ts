import type { Reach } from "../grammar/reach";
import type { Request } from "../questions/request";
import type { Tri } from "./tri";

/** Whether a policy of this reach judges the request at all. */
export function isReached(
  { who, certain, sparesServiceLinked, services }: Reach,
  { principal, action }: Request,
): Tri {
  if (principal.type !== "aws" && who === "aws") return false;
  if (principal.type === "aws" && sparesServiceLinked && isServiceLinked(principal.arn)) return false;
  const service = action.split(":")[0]?.toLowerCase() ?? "";
  return certain && (services === undefined || services.includes(service)) ? true : undefined;
}

const isServiceLinked = (arn: string): boolean =>
  (arn.split(":")[5] ?? "").startsWith("role/aws-service-role/");
