import {
  CompareFacesCommand,
  GetFaceLivenessSessionResultsCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { BUCKET, ENVIRONMENT, httpEvent, KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { contextWith, MEMBER, PROBE, REQUEST, SESSION } from "./support";

const SERVICE = "rekognition-verify-face";
const PROBE_KEY = "probes/desk-1/0042.jpg";
const SIMILARITY = 99.46875;
const CONFIDENCE = 98.15625;
/** Parts of what is sent and answered, none of which may be seen. */
const SECRETS = [MEMBER, PROBE_KEY, SESSION, BUCKET, KEY_ARN, "v-7", "99.4", "98.1", "Said by AWS"].concat(
  PROBE.bytes.slice(0, 40),
);

const s3 = mockClient(S3Client);
const rekognition = mockClient(RekognitionClient);
const stored = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: KEY_ARN, VersionId: "v-7" } as const;
const match = {
  SourceImageFace: {},
  FaceMatches: [{ Similarity: SIMILARITY, Face: {} }],
  UnmatchedFaces: [],
};
const fault = (name: string) =>
  Object.assign(new Error(`Said by AWS of ${MEMBER}`), {
    name,
    $metadata: { httpStatusCode: 400, requestId: "aws-1" },
  });

let written: string[];
const before = { ...process.env };
beforeEach(() => {
  process.env = {
    ...before,
    ...ENVIRONMENT,
    LIVENESS_PREFIX: "liveness/",
    POWERTOOLS_SERVICE_NAME: SERVICE,
    POWERTOOLS_METRICS_NAMESPACE: "RekognitionGuardrails",
  };
  written = [];
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(
        ...String(chunk)
          .split("\n")
          .filter((line) => line !== ""),
      );
      return true;
    });
  s3.reset();
  rekognition.reset();
  s3.on(HeadObjectCommand).resolves(stored);
  s3.on(PutObjectCommand).resolves(stored);
  rekognition.on(CompareFacesCommand).resolves(match);
  rekognition.on(GetFaceLivenessSessionResultsCommand).resolves({
    SessionId: SESSION,
    Status: "SUCCEEDED",
    Confidence: CONFIDENCE,
    ReferenceImage: { S3Object: { Bucket: BUCKET, Name: `liveness/${MEMBER}/${SESSION}/reference.jpg` } },
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});

/** Invokes the function as Lambda loads it, with its settings from the environment. */
async function invoke(
  event: object,
): Promise<{ answer: unknown; log: object; metrics: object; text: string }> {
  // The first to load it decides what it reads of the environment.
  const { handler } = jest.requireActual<typeof import("../../../functions/verify-face/handler")>(
    "../../../functions/verify-face/handler",
  );
  const answer = await handler(event, contextWith(20_000)).catch((error: Error) => ({
    ...error,
    said: `${error}`,
  }));
  const [log, metrics, ...more] = written.map((line): object => JSON.parse(line));
  expect(more).toEqual([]);
  return { answer, log: log ?? {}, metrics: metrics ?? {}, text: JSON.stringify([written, answer]) };
}

const line = (level: string, message: unknown, fields: object) => ({
  level,
  message,
  timestamp: expect.any(String),
  service: SERVICE,
  sampling_rate: 0,
  requestId: REQUEST_ID,
  durationMs: expect.any(Number),
  ...fields,
});
const counted = (...names: string[]) => ({
  _aws: {
    Timestamp: expect.any(Number),
    CloudWatchMetrics: [
      {
        Namespace: "RekognitionGuardrails",
        Dimensions: [["service"]],
        Metrics: names.map((Name) => ({ Name, Unit: "Count" })),
      },
    ],
  },
  service: SERVICE,
  ...Object.fromEntries(names.map((name) => [name, 1])),
});
const took = (...operations: string[]) =>
  Object.fromEntries(operations.map((operation) => [`${operation}Ms`, expect.any(Number)]));
const of = (decision: string, reason: string) => ({
  decision,
  reason,
  memberHash: expect.stringMatching(/^[0-9a-f]{16}$/),
});
const HEAD_AND_COMPARE = took("HeadObject", "CompareFaces");
const failed = (operation: string, errorName: string, reason: string) => ({
  reason,
  operation,
  errorName,
  httpStatus: 400,
  awsRequestId: "aws-1",
});

describe("verify-face lets be seen, and no more than that:", () => {
  it.each<[string, object, () => unknown, object, object]>([
    [
      "an approval",
      REQUEST,
      () => undefined,
      line("INFO", "face verified", { ...of("approved", "face-matches"), ...HEAD_AND_COMPARE }),
      counted("Approved"),
    ],
    [
      "an approval over HTTP",
      httpEvent({ probe: { key: PROBE_KEY } }, { memberId: MEMBER }),
      () => undefined,
      line("INFO", "face verified", { ...of("approved", "face-matches"), ...HEAD_AND_COMPARE }),
      counted("Approved"),
    ],
    [
      "an approval of who is alive",
      { memberId: MEMBER, probe: { livenessSessionId: SESSION } },
      () => undefined,
      line("INFO", "face verified", {
        ...of("approved", "face-matches"),
        ...HEAD_AND_COMPARE,
        ...took("GetFaceLivenessSessionResults", "PutObject"),
      }),
      counted("Approved"),
    ],
    [
      "a denial",
      REQUEST,
      () => rekognition.on(CompareFacesCommand).resolves({ ...match, FaceMatches: [], UnmatchedFaces: [{}] }),
      line("INFO", "face verified", { ...of("denied", "face-differs"), ...HEAD_AND_COMPARE }),
      counted("Denied"),
    ],
    [
      "a reference in clear",
      REQUEST,
      () => s3.on(HeadObjectCommand).resolves({ ...stored, ServerSideEncryption: "AES256" }),
      line("INFO", "face verified", { ...of("review", "reference-not-encrypted"), ...took("HeadObject") }),
      counted("Review", "UnencryptedReference"),
    ],
    [
      "a refused request",
      { ...REQUEST, memberId: `../${MEMBER}` },
      () => undefined,
      line("WARN", "request refused", { reason: "member-id-malformed" }),
      counted("Refused"),
    ],
    [
      "throttling",
      REQUEST,
      () => rekognition.on(CompareFacesCommand).rejects(fault("ThrottlingException")),
      line("WARN", "throttled: Try again.", {
        ...failed("CompareFaces", "ThrottlingException", "throttled"),
        ...HEAD_AND_COMPARE,
      }),
      counted("TryAgain"),
    ],
    [
      "a permission that is missing",
      REQUEST,
      () => s3.on(HeadObjectCommand).rejects(fault("AccessDeniedException")),
      line("ERROR", expect.stringMatching(/^image-read-denied: S3 refused/), {
        ...failed("HeadObject", "AccessDeniedException", "image-read-denied"),
        ...took("HeadObject"),
      }),
      counted("OperatorFault"),
    ],
    [
      "an error of a kind nobody knows",
      REQUEST,
      () => rekognition.on(CompareFacesCommand).rejects(fault(`Of ${MEMBER}`)),
      line("ERROR", expect.stringMatching(/^unexpected: /), {
        ...failed("CompareFaces", "Error", "unexpected"),
        ...HEAD_AND_COMPARE,
      }),
      counted("OperatorFault"),
    ],
  ])("%s", async (_, event, prepare, log, metrics) => {
    prepare();
    const seen = await invoke(event);
    expect(seen.log).toEqual(log);
    expect(seen.metrics).toEqual(metrics);
    for (const secret of SECRETS) expect(seen.text).not.toContain(secret);
  });

  it("the same hash for a member's lines, and another for another's", async () => {
    const hashes: unknown[] = [];
    for (const memberId of [MEMBER, MEMBER, "bob"]) {
      written = [];
      hashes.push(Reflect.get((await invoke({ ...REQUEST, memberId })).log, "memberHash"));
    }
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });
});

describe("verify-face without its settings", () => {
  it("says so at each invocation, and repeats no value", async () => {
    process.env.IMAGE_BUCKET = "Not A Bucket";
    await jest.isolateModulesAsync(async () => {
      for (const _ of [1, 2]) {
        written = [];
        const { answer, metrics } = await invoke(REQUEST);
        expect(answer).toMatchObject({
          reason: "settings-invalid",
          said: expect.stringContaining("IMAGE_BUCKET must be a bucket's name"),
        });
        expect(JSON.stringify([answer, written])).not.toContain("Not A Bucket");
        expect(metrics).toEqual(counted("OperatorFault"));
      }
    });
  });
});
