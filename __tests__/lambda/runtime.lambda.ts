import { jsonError, listenInPlain, type Operation, testImage } from "../support/fake-aws";
import { KEY_ARN, type LambdaAccount, openLambdaAccount } from "./lambda-account";
import { type LambdaRuntime, startRuntime } from "./lambda-runtime";

const MEMBER = "reader-ada";
const picture = testImage({ faces: ["ada"] }).toString("base64");

let account: LambdaAccount;
let runtime: LambdaRuntime | undefined;
beforeAll(async () => {
  account = await openLambdaAccount();
});
afterAll(() => account.close());

/** The function of a describe block, which goes on from one test to the next as a warm one does. */
function warm(functionName: string): () => LambdaRuntime {
  beforeAll(async () => {
    runtime = await startRuntime(account, functionName);
  });
  beforeEach(() => {
    account.aws.reset();
    for (const { key, versionId } of account.bucket.versions()) account.bucket.deleteVersion(key, versionId);
  });
  afterAll(async () => {
    await runtime?.stop();
  });
  return () => {
    if (runtime === undefined) throw new Error("The runtime was not started.");
    return runtime;
  };
}

const keep = () => account.bucket.put(`members/${MEMBER}`, testImage({ faces: ["ada"] }));
const httpEvent = (request: object) => ({
  version: "2.0",
  requestContext: { http: { method: "POST" } },
  body: JSON.stringify(request),
});
const requestId = expect.stringMatching(/^00000000-0000-4000-8000-\d{12}$/);

interface FunctionCase {
  readonly name: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly answer: object;
  /** The operation that is denied, and what Lambda tells of it. */
  readonly denied: readonly [Operation, string];
  prepare(): void;
}

const FUNCTIONS: readonly FunctionCase[] = [
  {
    name: "verify-face",
    request: { memberId: MEMBER, probe: { bytes: picture } },
    answer: { decision: "approved", reason: "face-matches" },
    denied: ["CompareFaces", "compare-denied"],
    prepare: keep,
  },
  {
    name: "enroll-face",
    request: { memberId: MEMBER, image: { bytes: picture } },
    answer: { outcome: "enrolled", referenceVersion: expect.stringMatching(/^[0-9a-f]+$/) },
    denied: ["DetectFaces", "detect-denied"],
    prepare: () => undefined,
  },
  {
    name: "erase-face",
    request: { memberId: MEMBER },
    answer: { outcome: "erased", erased: { imageVersions: 1, livenessVersions: 0, faces: 0 } },
    denied: ["ListObjectVersions", "erase-denied"],
    prepare: keep,
  },
];

describe.each(FUNCTIONS)("$name under Lambda's runtime", ({ name, request, answer, denied, prepare }) => {
  const lambda = warm(name);
  const [operation, reason] = denied;

  it.each(["cold", "warm"])("answers when it is %s", async (state) => {
    prepare();
    const { kind, text, tookMs } = await lambda().invoke(request);
    process.stderr.write(`${name}, ${state}: ${tookMs.toFixed(0)} ms from the invocation to the answer\n`);
    expect(JSON.parse(text)).toEqual({ ...answer, requestId });
    expect(kind).toBe("response");
  });

  it("answers a refused request, and sends nothing to AWS", async () => {
    const { kind, text } = await lambda().invoke({ ...request, memberId: "../ada" });
    expect(JSON.parse(text)).toEqual({ error: "request-refused", reason: "member-id-malformed", requestId });
    expect(kind).toBe("response");
    expect(account.aws.requests).toEqual([]);
  });

  it("answers a request of Lambda's largest size", async () => {
    const { kind, text } = await lambda().invoke({ ...request, more: "A".repeat(5.9 * 1024 * 1024) });
    expect(JSON.parse(text)).toEqual({ error: "request-refused", reason: "request-malformed", requestId });
    expect(kind).toBe("response");
  });

  it("fails with the operator's reason, and says nothing of the request", async () => {
    prepare();
    account.aws.script(operation, isS3(operation) ? { status: 403 } : jsonError("AccessDeniedException"));
    const { kind, text } = await lambda().invoke(request);
    expect(kind).toBe("error");
    expect(JSON.parse(text)).toMatchObject({
      errorType: "OperatorError",
      errorMessage: expect.stringMatching(new RegExp(`^${reason}: `)),
    });
    expectNothingOfTheRequest(text);
  });

  // An erasure that could not be ended is an answer: how far it came is worth telling.
  it("says to try again where AWS fails", async () => {
    prepare();
    account.aws.script(operation, "internal-error");
    const { kind, text } = await lambda().invoke(request);
    expect({ kind, told: JSON.parse(text) }).toMatchObject(
      name === "erase-face"
        ? { kind: "response", told: { outcome: "incomplete", reason: "service-unavailable" } }
        : {
            kind: "error",
            told: { errorType: "TryAgainError", errorMessage: "service-unavailable: Try again." },
          },
    );
    expectNothingOfTheRequest(text);
  });

  it("answers before Lambda ends it where AWS is silent", async () => {
    prepare();
    account.aws.script(operation, "hang");
    const took: number[] = [];
    // On a busy machine an answer that was in time may come late.
    while (took.length < 3 && !took.some((ms) => ms < 1500)) {
      const { text, tookMs } = await lambda().invoke(request, 1500);
      expect(text).toContain("deadline-passed");
      took.push(tookMs);
    }
    expect(Math.min(...took)).toBeLessThan(1500);
    account.aws.reset();
    expect((await lambda().invoke(request)).kind).toBe("response");
  });

  it("answers over HTTP", async () => {
    prepare();
    const { kind, text } = await lambda().invoke(httpEvent(request));
    const { statusCode, headers, body } = JSON.parse(text);
    expect({ kind, statusCode, headers }).toEqual({
      kind: "response",
      statusCode: 200,
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
    expect(JSON.parse(body)).toEqual({ ...answer, requestId });
  });

  it("has logged lines of JSON and metrics, and nothing of any request", () => {
    const log = lambda().log();
    const lines = log
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines).toContainEqual(expect.objectContaining({ service: name, OperatorFault: 1 }));
    expect(lines.every((line) => line.service === name)).toBe(true);
    expectNothingOfTheRequest(log);
    expect(lambda().initErrors()).toEqual([]);
  });
});

describe("verify-face that is set up wrongly, under Lambda's runtime", () => {
  beforeEach(() => account.aws.reset());

  it.each<[string, Readonly<Record<string, string | undefined>>, RegExp]>([
    [
      "without a bucket and with a threshold of 0.99",
      { IMAGE_BUCKET: undefined, SIMILARITY_THRESHOLD: "0.99" },
      /^settings-invalid: .*IMAGE_BUCKET must be a bucket's name; SIMILARITY_THRESHOLD must be a percentage/,
    ],
    [
      "with a key of another Region",
      { IMAGE_KEY_ARN: KEY_ARN.replace("eu-west-1", "eu-north-1") },
      /^settings-invalid: .*IMAGE_KEY_ARN must be of a key in the function's Region/,
    ],
    ["where nobody vouches for AWS's certificate", { NODE_EXTRA_CA_CERTS: undefined }, /^tls-refused: /],
  ])("fails %s at each invocation, and does not end", async (_, changes, message) => {
    keep();
    const lambda = await startRuntime(account, "verify-face", changes);
    try {
      for (const _time of ["first", "second"]) {
        const { kind, text } = await lambda.invoke({ memberId: MEMBER, probe: { bytes: picture } });
        expect(kind).toBe("error");
        expect(JSON.parse(text)).toMatchObject({
          errorType: "OperatorError",
          errorMessage: expect.stringMatching(message),
        });
      }
      expect(lambda.isRunning()).toBe(true);
      expect(lambda.initErrors()).toEqual([]);
      expect(account.aws.requests).toEqual([]);
    } finally {
      await lambda.stop();
    }
  });

  it("sends not a byte where an endpoint is set to plain HTTP", async () => {
    const plain = await listenInPlain();
    const lambda = await startRuntime(account, "verify-face", {
      AWS_ENDPOINT_URL: plain.endpoint.replace("localhost", "127.0.0.1"),
    });
    try {
      const { kind, text } = await lambda.invoke({ memberId: MEMBER, probe: { bytes: picture } });
      expect({ kind, connections: plain.connections() }).toEqual({ kind: "error", connections: 0 });
      expect(JSON.parse(text)).toMatchObject({ errorMessage: expect.stringMatching(/^insecure-endpoint: /) });
    } finally {
      await lambda.stop();
      await plain.stop();
    }
  });
});

const isS3 = (operation: Operation) => operation === "ListObjectVersions";

function expectNothingOfTheRequest(text: string): void {
  expect(text).not.toContain(MEMBER);
  expect(text).not.toContain(picture.slice(0, 60));
}
