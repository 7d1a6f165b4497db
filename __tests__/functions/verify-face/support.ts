import type { InvocationContext } from "../../../functions/shared/deadline";
import type { VerifyFaceRequest } from "../../../functions/verify-face/request";
import type { Settings } from "../../../functions/verify-face/settings";
import { testImage } from "../../support/fake-aws/test-image";
import { IMAGE_SETTINGS, REQUEST_ID } from "../support/image-settings";

// The functions run on Node 22; the tests run on Node 20 too, which the SDK would remark on in every file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

export const LIVENESS = { prefix: "liveness/", minimumConfidence: 80 };

/** With Face Liveness. */
export const SETTINGS: Settings = {
  ...IMAGE_SETTINGS,
  probesPrefix: "probes/",
  similarityThreshold: 99,
  liveness: LIVENESS,
};

export const MEMBER = "member-zorro";
export const SESSION = "fa4e0000-0000-4000-8000-000000000001";

export const JPEG = testImage({ faces: ["ada"] });
export const PNG = testImage({ faces: ["ada"], format: "png" });
export const PROBE = { bytes: JPEG.toString("base64") };

export const REQUEST: VerifyFaceRequest = { memberId: MEMBER, probe: PROBE };

/** A context with some seconds left. */
export const contextWith = (remainingMs: number): InvocationContext => ({
  awsRequestId: REQUEST_ID,
  getRemainingTimeInMillis: () => remainingMs,
});

/** The same picture in a file of that many bytes: before its end there is room for comments. */
export function padded(jpeg: Buffer, bytes: number): Buffer {
  const comments: Buffer[] = [];
  let missing = bytes - jpeg.length;
  while (missing > 0) {
    // A comment is 4 to 65,537 bytes; what is left after it must make another.
    const length = missing <= 65_537 ? missing : Math.min(65_537, missing - 4);
    const comment = Buffer.alloc(length);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(length - 2, 2);
    comments.push(comment);
    missing -= length;
  }
  return Buffer.concat([jpeg.subarray(0, -2), ...comments, jpeg.subarray(-2)]);
}
