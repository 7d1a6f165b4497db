import {
  CompareFacesCommand,
  GetFaceLivenessSessionResultsCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import { HeadObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import fc from "fast-check";
import { createLambdaHandler } from "../../../functions/shared/lambda-handler";
import { createVerifyFace } from "../../../functions/verify-face/handler";
import { BUCKET, KEY_ARN, OTHER_KEY_ARN } from "../support/image-settings";
import { recordingObserver } from "../support/recording-observer";
import { contextWith, PROBE, SESSION, SETTINGS } from "./support";

/** An answer to a call, or a fault in its place. */
interface Turn {
  readonly answer?: object;
  readonly fault?: { readonly name: string; readonly status: number };
}

/** The fields of an answer, and the values of each: first the one that may be approved. */
type Fields = Readonly<Record<string, readonly [usual: unknown, ...others: unknown[]]>>;

const stored = (version: string, ...others: string[]): Fields => ({
  ServerSideEncryption: ["aws:kms", "AES256", "aws:kms:dsse", undefined],
  SSEKMSKeyId: [KEY_ARN, OTHER_KEY_ARN, undefined],
  VersionId: [version, ...others, "null", undefined],
});
const matching = (...similarities: unknown[]) =>
  similarities.map((Similarity) => ({ Similarity, ...(Similarity === 99.1 ? {} : { Face: {} }) }));
const COMPARISON: Fields = {
  SourceImageFace: [{}, undefined],
  FaceMatches: [
    matching(99),
    matching(100),
    ...[98.999, 0.99, 100.001, Number.NaN, undefined, "99"].map((similarity) => matching(similarity)),
    matching(99.1),
    matching(99, 99.5),
    [],
    undefined,
  ],
  UnmatchedFaces: [[], [{}], [{}, {}], undefined],
};
const picture = (Bucket: string, Name: string) => ({ S3Object: { Bucket, Name } });
const PICTURE = `liveness/ada/${SESSION}/reference.jpg`;
const LIVENESS: Fields = {
  Status: ["SUCCEEDED", "CREATED", "IN_PROGRESS", "FAILED", "EXPIRED", "FINISHED", undefined],
  Confidence: [80, 99, 79.999, 0.99, Number.NaN, 100.001, undefined],
  ReferenceImage: [
    picture(BUCKET, PICTURE),
    picture("another-bucket", PICTURE),
    picture(BUCKET, `liveness/bob/${SESSION}/reference.jpg`),
    picture(BUCKET, `liveness/ada-2/${SESSION}/reference.jpg`),
    picture(BUCKET, "members/ada"),
    { Bytes: new Uint8Array(1) },
    undefined,
  ],
};

/** What answers each call: an image of the member, the probe, a comparison and the one that follows it, a session and its mark. */
const PARTS = {
  reference: stored("v1", "v2"),
  target: stored("p1"),
  firstComparison: COMPARISON,
  nextComparison: COMPARISON,
  session: LIVENESS,
  mark: stored("m1"),
};
type Part = keyof typeof PARTS;
const PROBES = [PROBE, { key: "probes/1.jpg" }, { livenessSessionId: SESSION }];
const VERSIONS = ["v1", "v2", undefined];

const usual = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, [value]]) => [name, value]));
const APPROVABLE = Object.fromEntries(
  Object.entries(PARTS).map(([part, fields]) => [part, { answer: usual(fields) }]),
) as Readonly<Record<Part, Turn>>;
const WAYS = PROBES.flatMap((probe) => VERSIONS.map((referenceVersion) => ({ probe, referenceVersion })));

/** All that differs from what is approved in one value or none, so that the property never holds of nothing. */
const EXAMPLES = WAYS.flatMap((way) => [
  { ...APPROVABLE, ...way },
  ...Object.entries(PARTS).flatMap(([part, fields]) =>
    Object.entries(fields).flatMap(([name, [, ...others]]) =>
      others.map((value) => ({
        ...APPROVABLE,
        ...way,
        [part]: { answer: { ...usual(fields), [name]: value } },
      })),
    ),
  ),
]);

/** What differs in more than that, and faults. */
const faults: fc.Arbitrary<Turn> = fc.record({
  fault: fc.record({
    name: fc.constantFrom(
      "ThrottlingException",
      "AccessDeniedException",
      "InvalidParameterException",
      "SessionNotFoundException",
      "Error",
      "TimeoutError",
    ),
    status: fc.constantFrom(0, 200, 301, 400, 403, 404, 409, 412, 500, 503),
  }),
});
const turn = (fields: Fields): fc.Arbitrary<Turn> => {
  const mostly = ([value, ...others]: Fields[string]) =>
    fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, fc.constantFrom(...others));
  const answer = fc.record(
    Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, mostly(values)])),
  );
  return fc.oneof({ weight: 8, arbitrary: fc.record({ answer }) }, faults);
};
const scenarios = fc.record({
  probe: fc.constantFrom(...PROBES),
  referenceVersion: fc.constantFrom(...VERSIONS),
  reference: turn(PARTS.reference),
  target: turn(PARTS.target),
  firstComparison: turn(COMPARISON),
  nextComparison: turn(COMPARISON),
  session: turn(LIVENESS),
  mark: turn(PARTS.mark),
});

function play({ fault, answer }: Turn): object | undefined {
  if (fault === undefined) return answer;
  throw Object.assign(new Error("fault"), { name: fault.name, $metadata: { httpStatusCode: fault.status } });
}

const underOurKey = {
  ServerSideEncryption: expect.stringMatching(/^aws:kms(:dsse)?$/),
  SSEKMSKeyId: KEY_ARN,
};

describe("verify-face", () => {
  it("approves after no sequence of answers and faults, but one match of the checked version under our key", async () => {
    const s3 = mockClient(S3Client);
    const rekognition = mockClient(RekognitionClient);
    const clients = { s3: new S3Client(), rekognition: new RekognitionClient() };
    const handler = createLambdaHandler(createVerifyFace(SETTINGS, clients), recordingObserver());
    const approvals = new Map<string, number>();

    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const { probe, referenceVersion, reference, target, session, mark } = scenario;
        const left = [scenario.firstComparison, scenario.nextComparison];
        const compared: { readonly sent: object; readonly turn: Turn }[] = [];
        s3.reset();
        rekognition.reset();
        s3.on(HeadObjectCommand).callsFake(({ Key }) => play(Key === "members/ada" ? reference : target));
        s3.on(PutObjectCommand).callsFake(() => play(mark));
        rekognition.on(GetFaceLivenessSessionResultsCommand).callsFake(() => play(session));
        rekognition.on(CompareFacesCommand).callsFake((sent: object) => {
          const now = left.shift() ?? { answer: {} };
          compared.push({ sent, turn: now });
          return play(now);
        });

        const request = {
          memberId: "ada",
          probe,
          ...(referenceVersion === undefined ? {} : { referenceVersion }),
        };
        const answer = await handler(request, contextWith(60_000)).catch(() => undefined);
        if (answer === undefined || !("decision" in answer) || answer.decision !== "approved") return;

        // The reference, in the version that S3 named, is under our key.
        const version = Reflect.get(Object(reference.answer), "VersionId");
        expect(reference.answer).toMatchObject(underOurKey);
        expect(version).toMatch(/^v[12]$/);
        // So is a probe that is in the bucket.
        const place = "key" in probe ? probe.key : "livenessSessionId" in probe ? PICTURE : undefined;
        if (place !== undefined) expect(target.answer).toMatchObject({ ...underOurKey, VersionId: "p1" });
        // These versions were compared, and it is that comparison that counts.
        const image = (Name: string, Version: unknown) => ({ S3Object: { Bucket: BUCKET, Name, Version } });
        const counted = compared.at(-1);
        expect(counted?.sent).toMatchObject({
          SourceImage: image("members/ada", version),
          TargetImage:
            place === undefined ? { Bytes: Buffer.from(PROBE.bytes, "base64") } : image(place, "p1"),
          SimilarityThreshold: 99,
        });
        const { FaceMatches, UnmatchedFaces, SourceImageFace } = Object(counted?.turn.answer);
        expect([SourceImageFace, UnmatchedFaces]).toEqual([{}, []]);
        expect(FaceMatches).toEqual([{ Similarity: expect.any(Number), Face: {} }]);
        expect(FaceMatches[0].Similarity).toBeGreaterThanOrEqual(99);
        expect(FaceMatches[0].Similarity).toBeLessThanOrEqual(100);
        // A session is finished, of a living face, of this member, and is used for the first time.
        if ("livenessSessionId" in probe) {
          const { Status, Confidence, ReferenceImage } = Object(session.answer);
          expect([Status, ReferenceImage]).toEqual([
            "SUCCEEDED",
            { S3Object: { Bucket: BUCKET, Name: PICTURE } },
          ]);
          expect(Confidence).toBeGreaterThanOrEqual(80);
          expect(Confidence).toBeLessThanOrEqual(100);
          const [put] = s3.commandCalls(PutObjectCommand);
          expect(put?.args[0].input).toMatchObject({ IfNoneMatch: "*", Key: `liveness/ada/${SESSION}/used` });
          expect(mark.answer).toMatchObject({ ...underOurKey, VersionId: "m1" });
        }
        const way = `${Object.keys(probe)} ${referenceVersion === undefined ? "later" : referenceVersion === version ? "early" : "superseded"}`;
        approvals.set(way, (approvals.get(way) ?? 0) + 1);
      }),
      { numRuns: EXAMPLES.length + 500, examples: EXAMPLES.map((example) => [example]) },
    );
    expect(approvals.size).toBe(9);
  });
});
