import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { S3Client } from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { createLambdaHandler } from "../../../functions/shared/lambda-handler";
import { createVerifyFace } from "../../../functions/verify-face/handler";
import { HOSTILE_IMAGES } from "../support/hostile-images";
import { httpEvent, REQUEST_ID } from "../support/image-settings";
import { recordingObserver } from "../support/recording-observer";
import { contextWith, PROBE, SESSION, SETTINGS } from "./support";

const s3 = mockClient(S3Client);
const rekognition = mockClient(RekognitionClient);
const clients = { s3: new S3Client(), rekognition: new RekognitionClient() };

/** Expects a refusal, as an answer or over HTTP, of which the reason is all that is logged; and that nothing went to AWS. */
async function expectRefused(event: unknown, reason: string, httpStatus?: number): Promise<void> {
  const observer = recordingObserver();
  const handler = createLambdaHandler(createVerifyFace(SETTINGS, clients), observer);
  const answer = await handler(event, contextWith(20_000));
  const refusal = { error: "request-refused", reason, requestId: REQUEST_ID };
  if (httpStatus === undefined) expect(answer).toEqual(refusal);
  else expect(answer).toMatchObject({ statusCode: httpStatus, body: JSON.stringify(refusal) });
  expect(observer.lines).toEqual([
    {
      level: "warn",
      message: "request refused",
      requestId: REQUEST_ID,
      reason,
      durationMs: expect.any(Number),
    },
  ]);
  expect(observer.metrics).toEqual(["Refused"]);
  expect(observer.flushes).toBe(1);
  expect([...s3.calls(), ...rekognition.calls()]).toEqual([]);
}

const ID = "member-id-malformed";
const MALFORMED = "request-malformed";
const request = (parts: object) => ({ memberId: "ada", probe: PROBE, ...parts });
const json = (text: string): unknown => JSON.parse(text);

/** Requests that come either way: what each is, the request, and why it is refused. */
const REQUESTS: readonly (readonly [name: string, request: unknown, reason: string])[] = [
  ...[
    "../ada",
    "ada/../bob",
    "..%2Fada",
    "%2e%2e%2fada",
    "..%252Fada",
    "ada\0",
    "ada\0.jpg",
    "\\\\ada",
    "/ada",
    "ada\r\nx-amz-acl: public-read",
    "аda", // Its first letter is Cyrillic.
    "ａda", // Its first letter is full-width.
    "a\u200bda",
    "\u202eada",
    "ada' OR '1'='1",
    `\${jndi:ldap://x}`,
    "x".repeat(10_000_000 / 2),
  ].map(
    (memberId) =>
      [`the member id ${JSON.stringify(memberId.slice(0, 30))}`, request({ memberId }), ID] as const,
  ),
  ...[7, true, null, {}, [], ["ada"], { toString: "ada" }].map(
    (memberId) => [`a member id of ${JSON.stringify(memberId)}`, request({ memberId }), ID] as const,
  ),
  ...["", "null", "../v1", "v1/..", "v\0", "v".repeat(1025), "versionId=v1&x", 1, null].map(
    (referenceVersion) =>
      [
        `the version ${JSON.stringify(referenceVersion)?.slice(0, 30)}`,
        request({ referenceVersion }),
        "version-malformed",
      ] as const,
  ),
  ...[
    "../members/ada",
    "probes/../members/ada",
    "probes/..%2Fmembers%2Fada",
    "members/ada",
    "probes/\0",
    "s3://b/k",
  ].map(
    (key) => [`the key ${JSON.stringify(key)}`, request({ probe: { key } }), "probe-key-malformed"] as const,
  ),
  ...[SESSION.toUpperCase(), `${SESSION}/../x`, `${SESSION}\n`, "", 7].map(
    (livenessSessionId) =>
      [
        `the session ${JSON.stringify(livenessSessionId)}`,
        request({ probe: { livenessSessionId } }),
        "liveness-session-malformed",
      ] as const,
  ),
  ["two probes", request({ probe: { ...PROBE, livenessSessionId: SESSION } }), MALFORMED],
  ["no probe", request({ probe: {} }), MALFORMED],
  ["a probe that is null", request({ probe: null }), MALFORMED],
  ["a probe that is a list", request({ probe: [PROBE] }), MALFORMED],
  ["bytes that are a list", request({ probe: { bytes: [255, 216, 255] } }), "image-not-base64"],
  ["bytes with a line's end", request({ probe: { bytes: `${PROBE.bytes}\n` } }), "image-not-base64"],
  ["a threshold of the caller's", request({ similarityThreshold: 1 }), MALFORMED],
  ["a bucket of the caller's", request({ probe: { ...PROBE, bucket: "x" } }), MALFORMED],
  [
    "a prototype",
    json(`{"memberId":"ada","probe":{"key":"probes/1"},"__proto__":{"memberId":"bob"}}`),
    MALFORMED,
  ],
  ["a request by its prototype", json(`{"__proto__":{"memberId":"ada","probe":{"key":"probes/1"}}}`), ID],
  ["a constructor", request({ constructor: { prototype: { memberId: "bob" } } }), MALFORMED],
  [
    "a probe by its prototype",
    json(`{"memberId":"ada","probe":{"__proto__":{"key":"probes/1"}}}`),
    MALFORMED,
  ],
  ["a request that goes deep", request({ probe: json(`${"[".repeat(1000)}${"]".repeat(1000)}`) }), MALFORMED],
];

describe("verify-face refuses, and sends nothing to AWS:", () => {
  it.each(REQUESTS)("%s", async (_, hostile, reason) => {
    await expectRefused(hostile, reason);
    await expectRefused(httpEvent(Object(hostile)), reason, 400);
  });

  it.each(HOSTILE_IMAGES)("as an image, %s", async (_, image, reason) => {
    const hostile = request({ probe: { bytes: Buffer.from(image).toString("base64") } });
    await expectRefused(hostile, reason);
    await expectRefused(httpEvent(hostile), reason, reason === "image-not-jpeg-or-png" ? 415 : 400);
  });

  it("10 MB of image", async () => {
    const hostile = request({ probe: { bytes: Buffer.alloc(10_000_000, 0xff).toString("base64") } });
    await expectRefused(hostile, "image-too-large");
    // Here it is not even parsed.
    await expectRefused(httpEvent(hostile), "request-too-large", 413);
  });

  it("an image of a little more than 5 MB over HTTP", async () => {
    const hostile = request({ probe: { bytes: Buffer.alloc(5_242_884, 0xff).toString("base64") } });
    await expectRefused(httpEvent(hostile), "image-too-large", 413);
  });

  it.each([
    ["a text", "ada"],
    ["nothing", undefined],
    ["null", null],
    ["a list", [request({})]],
    ["a number", 7],
    ["an event of payload format 1.0", { ...httpEvent(request({})), version: "1.0" }],
    ["an HTTP event without HTTP", { ...httpEvent(request({})), requestContext: {} }],
    ["an HTTP event without a context", { ...httpEvent(request({})), requestContext: null }],
  ])("as an event, %s", (_, event) =>
    expectRefused(event, event instanceof Object && "version" in event ? ID : MALFORMED),
  );

  const base64 = (text: string) => Buffer.from(text).toString("base64");
  it.each<[string, object, string, number]>([
    ["no JSON", { body: "memberId=ada" }, MALFORMED, 400],
    ["JSON that breaks off", { body: '{"memberId":"ada"' }, MALFORMED, 400],
    ["a list", { body: "[]" }, MALFORMED, 400],
    ["null as JSON", { body: "null" }, MALFORMED, 400],
    ["an object", { body: request({}) }, MALFORMED, 400],
    ["brackets without end", { body: "[".repeat(7_000_000) }, MALFORMED, 400],
    ["nothing", { body: "" }, ID, 400],
    ["no body", { body: undefined }, ID, 400],
    ["null", { body: null }, ID, 400],
    ["10 MB", { body: " ".repeat(10_000_000) }, "request-too-large", 413],
    ["base64 of no JSON", { body: base64("memberId=ada"), isBase64Encoded: true }, MALFORMED, 400],
    [
      "no base64, and said to be",
      { body: JSON.stringify(request({})), isBase64Encoded: true },
      MALFORMED,
      400,
    ],
    ["base64, and not said to be", { body: base64(JSON.stringify(request({}))) }, MALFORMED, 400],
    ["base64 of bytes that are no UTF-8", { body: "//79", isBase64Encoded: true }, MALFORMED, 400],
    ["10 MB of base64", { body: "A".repeat(10_000_000), isBase64Encoded: true }, "request-too-large", 413],
    ["a member of the path's", { pathParameters: { memberId: "bob" } }, MALFORMED, 400],
    ["the path's member again", { pathParameters: { memberId: "ada" } }, MALFORMED, 400],
    ["a probe that the path gives too", { pathParameters: { probe: "x" } }, MALFORMED, 400],
    ["a path of one parameter too many", { pathParameters: { proxy: "x" } }, MALFORMED, 400],
    [
      "a path that leads out",
      { body: JSON.stringify({ probe: PROBE }), pathParameters: { memberId: "../bob" } },
      ID,
      400,
    ],
    [
      "an encoded path that leads out",
      { body: JSON.stringify({ probe: PROBE }), pathParameters: { memberId: "..%2Fbob" } },
      ID,
      400,
    ],
    [
      "a path with a prototype",
      { body: JSON.stringify({ probe: PROBE }), pathParameters: json('{"__proto__":{"memberId":"ada"}}') },
      ID,
      400,
    ],
  ])("as a body, %s", async (_, parts, reason, status) => {
    await expectRefused({ ...httpEvent(request({})), ...parts }, reason, status);
  });
});
