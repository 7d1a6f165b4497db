/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import { createEnrollFace } from "../../../functions/enroll-face/handler";
import { testImage } from "../../support/fake-aws";
import { httpEvent, REQUEST_ID } from "../support/image-settings";
import { imageWorld, saidOf } from "../support/image-world";
import { enrolment, isKept, KEY, keep, MEMBER, OTHER, PICTURE, SETTINGS } from "./support";

const fake = imageWorld((clients) => createEnrollFace(SETTINGS, clients));
const { invoke } = fake;
const body = (result: Readonly<Record<string, unknown>>) => JSON.parse(String(result.body));
const { memberId, image } = enrolment();

describe("enroll-face over HTTP", () => {
  it("enrols the member that the path names, and is not to be kept by a cache", async () => {
    const outcome = await invoke(httpEvent({ image }, { memberId }));
    expect(outcome.result).toMatchObject({
      statusCode: 200,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
    const referenceVersion = fake.bucket.newest(KEY)?.versionId;
    expect(body(outcome.result)).toEqual({ outcome: "enrolled", referenceVersion, requestId: REQUEST_ID });
    expect(isKept(fake)).toBe(true);
    expect(outcome.metrics).toEqual(["Enrolled"]);
    for (const secret of [MEMBER, KEY, String(referenceVersion), PICTURE.toString("base64")])
      expect(saidOf(outcome)).not.toContain(secret);
  });

  it.each([
    ["a picture that is no reference", { faces: [] }, { outcome: "rejected", reason: "no-face-found" }],
    ["a member who has another", { faces: ["ada"] }, { outcome: "exists" }],
  ])("answers 200 for %s, which is an answer and no error", async (_, shown, answer) => {
    keep(fake, OTHER);
    const { result } = await invoke(httpEvent(enrolment(testImage(shown))));
    expect(result).toMatchObject({ statusCode: 200 });
    expect(body(result)).toEqual({ ...answer, requestId: REQUEST_ID });
    expect(isKept(fake, OTHER)).toBe(true);
  });

  it.each([
    ["a member named twice", httpEvent({ memberId, image }, { memberId }), 400, "request-malformed"],
    ["a member id that leads out", httpEvent({ image }, { memberId: "../x" }), 400, "member-id-malformed"],
    [
      "a picture that is too large",
      httpEvent({ memberId, image: { bytes: "A".repeat(7_000_000) } }),
      413,
      "image-too-large",
    ],
    ["a GIF", httpEvent({ memberId, image: { bytes: "R0lGODlh" } }), 415, "image-not-jpeg-or-png"],
  ])("refuses %s, and sends nothing", async (_, event, statusCode, reason) => {
    const { result, metrics } = await invoke(event);
    expect(result).toMatchObject({ statusCode });
    expect(body(result)).toEqual({ error: "request-refused", reason, requestId: REQUEST_ID });
    expect(metrics).toEqual(["Refused"]);
    expect(fake.aws.requests).toEqual([]);
  });

  it("answers 503, with a time to wait, where it is nobody's fault", async () => {
    fake.aws.script("PutObject", "internal-error");
    const { result, metrics } = await invoke(httpEvent(enrolment()));
    expect(result).toMatchObject({ statusCode: 503, headers: { "retry-after": "1" } });
    expect(body(result)).toEqual({
      error: "try-again",
      reason: "service-unavailable",
      requestId: REQUEST_ID,
    });
    expect(metrics).toEqual(["TryAgain"]);
  });

  it("answers 500 where the operator is at fault, without the remedy", async () => {
    fake.world.denies = (action) => action === "s3:PutObject";
    const { result, metrics } = await invoke(httpEvent(enrolment()));
    expect(result).toMatchObject({ statusCode: 500 });
    expect(body(result)).toEqual({
      error: "operator-fault",
      reason: "image-write-denied",
      requestId: REQUEST_ID,
    });
    expect(metrics).toEqual(["OperatorFault"]);
  });
});
