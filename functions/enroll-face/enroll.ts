import { DetectFacesCommand } from "@aws-sdk/client-rekognition";
import type { ImageClients } from "../shared/image-clients";
import type { Invocation } from "../shared/invocation";
import { referenceKey } from "../shared/keys";
import { type DetectedFace, type PictureFault, pictureFault } from "./face-quality";
import { keepImage } from "./keep-image";
import type { CheckedRequest } from "./request";
import type { Settings } from "./settings";

/** What became of an enrolment. */
export type Enrolment =
  /** The picture is the member's reference. `referenceVersion` saves `verify-face` time. */
  | { readonly outcome: "enrolled"; readonly referenceVersion: string }
  /** The picture is no reference, and was not kept. */
  | { readonly outcome: "rejected"; readonly reason: PictureFault }
  /** The member has another picture, which stays: to put this one in its place, `replace` says so. */
  | { readonly outcome: "exists" };

/** What Rekognition says of images that it cannot look at. */
const UNUSABLE = new Set([
  "ImageTooLargeException",
  "InvalidImageFormatException",
  "InvalidParameterException",
]);

/**
 * Makes a picture the reference of a member, if it shows one face well enough to know somebody by.
 *
 * @throws {TryAgainError} When AWS is throttling, failing or silent, somebody else writes the same, or time is out.
 * @throws {OperatorError} When a permission, a key, an endpoint or a setting is at fault.
 */
export async function enroll(
  request: CheckedRequest,
  settings: Settings,
  clients: ImageClients,
  invocation: Invocation,
): Promise<Enrolment> {
  const { memberId, image, replace } = request;
  const detected = await detectFaces(image.bytes, clients, invocation);
  const fault =
    detected === "unusable" ? "image-unusable" : pictureFault(detected.faces, image, settings.qualityFloor);
  if (fault !== undefined) return { outcome: "rejected", reason: fault };
  const key = referenceKey(settings.membersPrefix, memberId);
  const kept = await keepImage({ key, image, replace }, settings, clients, invocation);
  return kept === "exists" ? { outcome: "exists" } : { outcome: "enrolled", referenceVersion: kept.version };
}

async function detectFaces(
  bytes: Uint8Array,
  { rekognition }: Pick<ImageClients, "rekognition">,
  invocation: Invocation,
): Promise<{ readonly faces: readonly DetectedFace[] | undefined } | "unusable"> {
  const command = new DetectFacesCommand({ Image: { Bytes: bytes }, Attributes: ["DEFAULT"] });
  return invocation.call(
    "DetectFaces",
    async (abortSignal) => ({ faces: (await rekognition.send(command, { abortSignal })).FaceDetails }),
    ({ errorName }) => (UNUSABLE.has(errorName) ? "unusable" : undefined),
  );
}
