/** @jest-environment ./__tests__/support/fake-aws/node-realm.cjs */
import {
  createHandler,
  handler,
  type VerifyFaceAnswer,
  type VerifyFaceHandler,
} from "../../../functions/verify-face/handler";
import { createClients } from "../../../functions/verify-face/verify";
import {
  compared,
  FakeAws,
  headError,
  jsonError,
  listenInPlain,
  notJson,
  objectHead,
} from "../../support/fake-aws";
import { contextWith, ENVIRONMENT, JPEG, KEY_ARN, OTHER_KEY_ARN, PROBE, SETTINGS } from "./support";

const MEMBER = "member-4711";
const request = { memberId: MEMBER, probe: PROBE };
const head = objectHead({ keyArn: KEY_ARN, versionId: "version-7" });

let aws: FakeAws;
let lines: string[];

beforeAll(async () => {
  // The SDK reads the credentials that Lambda gives a function from here.
  process.env.AWS_ACCESS_KEY_ID = "AKIDFAKE";
  process.env.AWS_SECRET_ACCESS_KEY = "fake";
  aws = await FakeAws.start();
});
afterAll(() => aws.stop());
beforeEach(() => {
  lines = [];
  aws.reset();
  aws.script("HeadObject", head);
  aws.script("CompareFaces", compared([99.7]));
});

function verifyFace(
  event: unknown = request,
  { remainingMs = 10_000, endpoint = aws.endpoint, trusted = true } = {},
) {
  const clients = createClients({
    region: SETTINGS.region,
    endpoint,
    // On a busy machine a handshake on loopback may take longer than in AWS.
    connectionTimeoutMs: 8000,
    ...(trusted ? { certificateAuthority: aws.certificateAuthority } : {}),
  });
  const call = createHandler({ settings: SETTINGS, clients, logSink: (line) => lines.push(line) });
  return call(event, contextWith(remainingMs)).finally(() => {
    clients.rekognition.destroy();
    clients.s3.destroy();
  });
}

async function failure(answer: Promise<VerifyFaceAnswer>): Promise<unknown> {
  const error = await answer.then(
    (given) => ({ answered: given }),
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? { ...error, name: error.name } : error;
}

const logged = () => lines.map((line) => JSON.parse(line));

describe("verify-face, through the SDK over TLS", () => {
  it("approves, and says no more than that", async () => {
    expect(await verifyFace()).toEqual({
      decision: "approved",
      reason: "face-matches",
      requestId: "invocation-1",
    });
  });

  it("asks S3 for the member's image in our account's bucket, then Rekognition to compare that version", async () => {
    await verifyFace();

    expect(aws.requests.map(({ operation, tlsVersion }) => [operation, tlsVersion])).toEqual([
      ["HeadObject", "TLSv1.3"],
      ["CompareFaces", "TLSv1.3"],
    ]);
    const [asked, comparison] = aws.requests;
    expect(asked?.path).toBe("/lending-desk-faces/members/member-4711");
    expect(asked?.headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
    expect(JSON.parse(comparison?.body ?? "")).toEqual({
      SourceImage: {
        S3Object: { Bucket: "lending-desk-faces", Name: "members/member-4711", Version: "version-7" },
      },
      TargetImage: { Bytes: PROBE.bytes },
      SimilarityThreshold: 99,
      QualityFilter: "AUTO",
    });
  });

  it("compares a probe in the bucket, in the version that was checked", async () => {
    aws.script("HeadObject", head);
    expect((await verifyFace({ memberId: MEMBER, probe: { key: "probes/1.jpg" } })).reason).toBe(
      "face-matches",
    );
    expect(JSON.parse(aws.received("CompareFaces")[0]?.body ?? "").TargetImage).toEqual({
      S3Object: { Bucket: "lending-desk-faces", Name: "probes/1.jpg", Version: "version-7" },
    });
  });

  it.each([
    ["a stranger", compared([], 1), "denied", "face-differs"],
    ["the member and another", compared([99.7], 1), "review", "several-faces"],
    ["two matches", compared([99.7, 99.6]), "review", "several-faces"],
    ["nobody", compared([]), "review", "no-face-found"],
    ["no face at all", jsonError("InvalidParameterException"), "review", "no-face-found"],
    ["too large an image", jsonError("ImageTooLargeException"), "review", "image-unusable"],
    ["an image it cannot read", jsonError("InvalidImageFormatException"), "review", "image-unusable"],
    ["a match under the threshold", compared([98.9]), "review", "answer-unexpected"],
    ["an empty answer", { status: 200, body: "{}" }, "review", "answer-unexpected"],
    ["an answer without a body", { status: 200 }, "review", "answer-unexpected"],
    [
      "a similarity that is no number",
      {
        status: 200,
        body: '{"SourceImageFace":{},"FaceMatches":[{"Similarity":"NaN","Face":{}}],"UnmatchedFaces":[]}',
      },
      "review",
      "answer-unexpected",
    ],
  ] as const)("when Rekognition finds %s: %j", async (_, answer, decision, reason) => {
    aws.script("CompareFaces", answer);
    expect(await verifyFace()).toEqual({ decision, reason, requestId: "invocation-1" });
  });

  it.each([
    [
      "encrypted by S3's own keys",
      objectHead({ encryption: "AES256", versionId: "v" }),
      "reference-not-encrypted",
    ],
    ["not encrypted", { status: 200, headers: { "x-amz-version-id": "v" } }, "reference-not-encrypted"],
    [
      "under another key",
      objectHead({ keyArn: OTHER_KEY_ARN, versionId: "v" }),
      "reference-under-another-key",
    ],
    ["under no known key", objectHead({ versionId: "v" }), "reference-under-another-key"],
    ["without a version", objectHead({ keyArn: KEY_ARN }), "reference-unversioned"],
    ["missing", headError(404), "reference-missing"],
  ] as const)("sends nothing to Rekognition when the reference is %s", async (_, answer, reason) => {
    aws.script("HeadObject", answer);
    expect(await verifyFace()).toEqual({ decision: "review", reason, requestId: "invocation-1" });
    expect(aws.received("CompareFaces")).toEqual([]);
  });

  it.each([
    ["probes", { error: "request-refused", reason: "probe-not-found" }],
    ["members", { decision: "review", reason: "reference-missing" }],
  ])("tells a missing image of the %s apart", async (prefix, answer) => {
    aws.script("HeadObject", ({ path }) => (path.includes(`/${prefix}/`) ? headError(404) : head));
    expect(await verifyFace({ memberId: MEMBER, probe: { key: "probes/1.jpg" } })).toMatchObject(answer);
    expect(aws.received("CompareFaces")).toEqual([]);
  });

  it("sends nothing to Rekognition when a probe in the bucket is not under our key", async () => {
    const other = objectHead({ keyArn: OTHER_KEY_ARN, versionId: "v" });
    aws.script("HeadObject", ({ path }) => (path.includes("/probes/") ? other : head));
    expect(await verifyFace({ memberId: MEMBER, probe: { key: "probes/1.jpg" } })).toMatchObject({
      decision: "review",
      reason: "probe-under-another-key",
    });
    expect(aws.received("CompareFaces")).toEqual([]);
  });

  it.each([
    { memberId: "../x", probe: PROBE },
    { memberId: MEMBER, probe: { bytes: "%%%" } },
    { memberId: MEMBER, probe: { bytes: Buffer.from("GIF89a").toString("base64") } },
    { memberId: MEMBER, probe: { key: "members/member-4711" } },
    undefined,
  ])("asks AWS nothing for a request at fault: %j", async (event) => {
    expect(await verifyFace(event === undefined ? null : event)).toMatchObject({ error: "request-refused" });
    expect(aws.requests).toEqual([]);
    expect(logged()).toMatchObject([{ level: "WARN", message: "request refused" }]);
  });
});

describe("verify-face, when AWS fails", () => {
  it.each([
    ["throttling", jsonError("ThrottlingException"), 2],
    ["a failing service", jsonError("InternalServerError", 500), 3],
    ["a dropped connection", "reset", 2],
  ] as const)("gets over %s", async (_, fault, tries) => {
    aws.script("CompareFaces", fault, ...(tries === 3 ? [fault] : []), compared([99.7]));
    expect((await verifyFace()).reason).toBe("face-matches");
    expect(aws.received("CompareFaces")).toHaveLength(tries);
  });

  it.each([
    ["CompareFaces", jsonError("ThrottlingException"), "TryAgainError", "throttled", 3],
    ["CompareFaces", jsonError("InternalServerError", 500), "TryAgainError", "service-unavailable", 3],
    ["CompareFaces", "reset", "TryAgainError", "service-unavailable", 3],
    ["CompareFaces", jsonError("AccessDeniedException"), "OperatorError", "compare-denied", 1],
    ["CompareFaces", jsonError("InvalidS3ObjectException"), "OperatorError", "image-unreadable", 1],
    ["CompareFaces", jsonError("UnrecognizedClientException"), "OperatorError", "credentials-refused", 1],
    ["CompareFaces", jsonError("NewException"), "OperatorError", "unexpected", 1],
    ["HeadObject", headError(503), "TryAgainError", "service-unavailable", 3],
    ["HeadObject", "reset", "TryAgainError", "service-unavailable", 3],
    ["HeadObject", headError(403), "OperatorError", "image-read-denied", 1],
    ["HeadObject", headError(301), "OperatorError", "bucket-misplaced", 1],
    ["HeadObject", headError(400), "OperatorError", "unexpected", 1],
  ] as const)("%s answers %j: %s", async (operation, answer, name, reason, attempts) => {
    aws.script(operation, answer);
    expect(await failure(verifyFace())).toMatchObject({ name, reason, facts: { operation } });
    expect(aws.received(operation)).toHaveLength(attempts);
    expect(logged()).toMatchObject([
      { level: name === "OperatorError" ? "ERROR" : "WARN", reason, operation },
    ]);
  });

  it("does not take what it cannot read for an answer", async () => {
    aws.script("CompareFaces", notJson);
    expect(await failure(verifyFace())).toMatchObject({ name: "TryAgainError", reason: "answer-unreadable" });
  });

  it.each([
    ["HeadObject", "hang"],
    ["CompareFaces", "hang"],
    ["CompareFaces", "slow-body"],
  ] as const)("answers in time when %s does not: %s", async (operation, fault) => {
    aws.script(operation, fault);
    const started = performance.now();
    expect(await failure(verifyFace(request, { remainingMs: 800 }))).toMatchObject({
      name: "TryAgainError",
      reason: "deadline-passed",
    });
    expect(performance.now() - started).toBeLessThan(800);
  });

  it("starts nothing without the time for it", async () => {
    expect(await failure(verifyFace(request, { remainingMs: 400 }))).toMatchObject({
      reason: "deadline-passed",
    });
    expect(aws.requests).toEqual([]);
  });

  it("does not wait out a retry's pause beyond the deadline", async () => {
    aws.script("CompareFaces", { ...(jsonError("ThrottlingException") as object), status: 400 });
    const started = performance.now();
    await failure(verifyFace(request, { remainingMs: 560 }));
    expect(performance.now() - started).toBeLessThan(560);
  });
});

describe("verify-face, on the way to AWS", () => {
  it("says nothing over plain HTTP, not even hello", async () => {
    const plain = await listenInPlain();
    try {
      const error = await failure(verifyFace(request, { endpoint: plain.endpoint }));
      expect(error).toMatchObject({ name: "OperatorError", reason: "insecure-endpoint" });
      expect([plain.connections(), plain.bytesReceived()]).toEqual([0, 0]);
    } finally {
      await plain.stop();
    }
  });

  it("says nothing over plain HTTP where the environment says to", async () => {
    const plain = await listenInPlain();
    process.env.AWS_ENDPOINT_URL = plain.endpoint;
    try {
      const clients = createClients({ region: SETTINGS.region });
      const call = createHandler({ settings: SETTINGS, clients, logSink: () => undefined });
      expect(await failure(call(request, contextWith(5000)))).toMatchObject({ reason: "insecure-endpoint" });
      expect(plain.connections()).toBe(0);
    } finally {
      delete process.env.AWS_ENDPOINT_URL;
      await plain.stop();
    }
  });

  it("sends nothing to a server whose certificate it does not trust, and does not try again", async () => {
    // A server of its own: a request that an earlier test gave up may still arrive at the other.
    const stranger = await FakeAws.start();
    try {
      const endpoint = stranger.endpoint;
      expect(await failure(verifyFace(request, { trusted: false, endpoint }))).toMatchObject({
        name: "OperatorError",
        reason: "tls-refused",
      });
      expect(stranger.requests).toEqual([]);
    } finally {
      await stranger.stop();
    }
  });
});

describe("what verify-face lets out", () => {
  it("logs one line of JSON, with no member, image, score, key or version in it", async () => {
    const faults = [
      compared([99.7]),
      compared([], 1),
      jsonError("AccessDeniedException"),
      jsonError("NewException"),
    ];
    for (const fault of faults) {
      aws.script("CompareFaces", fault);
      await verifyFace().catch((error: Error) =>
        lines.push(JSON.stringify({ ...error, said: error.message })),
      );
    }
    await verifyFace({ memberId: `${MEMBER}!`, probe: PROBE });

    expect(lines).toHaveLength(7);
    for (const secret of [
      MEMBER,
      PROBE.bytes,
      "99.7",
      "version-7",
      "members/",
      "lending-desk",
      "Said by the fake",
    ]) {
      expect(lines.join("\n")).not.toContain(secret);
    }
    expect(logged()[0]).toEqual({
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: "INFO",
      message: "face verified",
      requestId: "invocation-1",
      decision: "approved",
      reason: "face-matches",
      durationMs: expect.any(Number),
    });
  });

  it("answers with the same three members whatever the similarity", async () => {
    for (const similarity of [99, 99.999, 100]) {
      aws.script("CompareFaces", compared([similarity]));
      expect(await verifyFace()).toEqual({
        decision: "approved",
        reason: "face-matches",
        requestId: "invocation-1",
      });
    }
  });

  it("takes 1 MB of image", async () => {
    const image = Buffer.alloc(1_000_000);
    JPEG.copy(image);
    expect(await verifyFace({ memberId: MEMBER, probe: { bytes: image.toString("base64") } })).toMatchObject({
      decision: "approved",
    });
  });
});

describe("handler", () => {
  it("names the settings at fault, at each invocation", async () => {
    const written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    try {
      for (let invocation = 0; invocation < 2; invocation += 1) {
        const error = await failure(handler(request, contextWith(5000)));
        expect(error).toMatchObject({ name: "OperatorError", reason: "settings-invalid" });
      }
      const line = expect.stringContaining("IMAGE_KEY_ARN must be");
      expect(written.mock.calls).toEqual([[line], [line]]);
    } finally {
      written.mockRestore();
    }
  });

  it("reads its settings from the environment, and writes its log to standard output", async () => {
    const written = jest.spyOn(process.stdout, "write").mockReturnValue(true);
    const before = process.env;
    process.env = { ...before, ...ENVIRONMENT };
    try {
      let loaded: VerifyFaceHandler = handler;
      jest.isolateModules(() => {
        loaded = jest.requireActual("../../../functions/verify-face/handler").handler;
      });
      expect(await loaded(null, contextWith(5000))).toMatchObject({ reason: "request-malformed" });
      expect(written.mock.calls).toEqual([[expect.stringMatching(/^{.*"reason":"request-malformed".*}\n$/)]]);
    } finally {
      process.env = before;
      written.mockRestore();
    }
  });

  it("calls the operator for what nobody thought of, and tells no more of it than its kind", async () => {
    const event = {
      get memberId() {
        throw new TypeError(`cannot read ${MEMBER}`);
      },
    };
    const error = await failure(verifyFace(event));
    expect(error).toMatchObject({
      name: "OperatorError",
      reason: "unexpected",
      facts: { errorName: "TypeError" },
    });
    expect(`${JSON.stringify(error)}${lines.join()}`).not.toContain(MEMBER);
  });
});
