import type { Result } from "../../review/result";
import { familyNameOf } from "../findings";

/** A part of the way that a face image takes through the system. */
export const PARTS = {
  member: { name: "Member", role: "sends a picture over TLS" },
  bucket: { name: "Bucket", role: "keeps it, and for how long" },
  function: { name: "Function", role: "has it compared, and decides" },
  rekognition: { name: "Rekognition", role: "compares faces" },
  key: { name: "Key", role: "encrypts what is stored" },
  organization: { name: "Organization", role: "opts out of improving the service" },
  change: { name: "Planned change", role: "takes no safeguard away" },
} as const;

export type Part = keyof typeof PARTS;

/** The part that a family of controls is about, where the list below does not say otherwise. */
const BY_FAMILY: Readonly<Record<string, Part>> = {
  REST: "bucket",
  TRANSIT: "member",
  OPTOUT: "organization",
  ACCESS: "function",
  RETAIN: "bucket",
  DETECT: "function",
  VERIFY: "function",
  CHANGE: "change",
};

const BY_CONTROL: Readonly<Partial<Record<Part, string>>> = {
  key: "REST-06 REST-07 REST-08 REST-09 REST-10 REST-15",
  function: "REST-12 REST-13 REST-14 TRANSIT-03 TRANSIT-04 RETAIN-03",
  rekognition: "REST-11 TRANSIT-05 OPTOUT-07 ACCESS-04 ACCESS-05",
  bucket: "TRANSIT-06 ACCESS-01 ACCESS-02 ACCESS-03 ACCESS-07 DETECT-01 DETECT-02",
};

const EXCEPTIONS = new Map(
  Object.entries(BY_CONTROL).flatMap(([part, ids]) => ids.split(" ").map((id) => [`RKG-${id}`, part])),
);

const isPart = (name: string): name is Part => Object.hasOwn(PARTS, name);

/** The part of the way that a control is about. */
export function partOf(control: Result["control"]): Part {
  const exception = EXCEPTIONS.get(control);
  if (exception !== undefined && isPart(exception)) return exception;
  return BY_FAMILY[familyNameOf(control)] ?? "function";
}
