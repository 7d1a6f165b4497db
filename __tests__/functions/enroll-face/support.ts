import { createHash } from "node:crypto";
import type { EnrollFaceRequest } from "../../../functions/enroll-face/request";
import type { Settings } from "../../../functions/enroll-face/settings";
import { type Bucket, type StoredVersion, testImage } from "../../support/fake-aws";
import { IMAGE_SETTINGS, KEY_ARN } from "../support/image-settings";
import type { ImageWorld } from "../support/image-world";

export const SETTINGS: Settings = { ...IMAGE_SETTINGS, qualityFloor: { brightness: 40, sharpness: 40 } };

export const MEMBER = "member-zorro";
export const KEY = `members/${MEMBER}`;

/** The picture that is to be kept, and another of the same member. */
export const PICTURE = testImage({ faces: ["ada"] });
export const OTHER = testImage({ faces: ["ada"], width: 800 });

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

/** A request of a member whose picture this is. */
export const enrolment = (picture: Buffer = PICTURE, replace?: boolean): EnrollFaceRequest => ({
  memberId: MEMBER,
  image: { bytes: picture.toString("base64") },
  ...(replace === undefined ? {} : { replace }),
});

/** Puts a picture in place as enroll-face would have. */
export const keep = ({ bucket }: ImageWorld, picture: Buffer): StoredVersion => keepIn(bucket, picture);

/** @param bucket Whose absence is a test's mistake. */
export function keepIn(bucket: Bucket | undefined, picture: Buffer): StoredVersion {
  if (bucket === undefined) throw new Error("There is no bucket.");
  return bucket.put(KEY, picture, { checksums: { "x-amz-checksum-sha256": sha256(picture) } });
}

/** Whether what the member is known by now is this picture, under our key. */
export function isKept({ bucket }: ImageWorld, picture: Buffer = PICTURE): boolean {
  const content = bucket.newest(KEY)?.content;
  const encryption = content?.encryption;
  return (
    content?.bytes.equals(picture) === true &&
    encryption?.algorithm === "aws:kms" &&
    encryption.keyArn === KEY_ARN
  );
}
