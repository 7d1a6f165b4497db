import { CompareFacesCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import fc from "fast-check";
import { createHandler } from "../../../functions/verify-face/handler";
import { contextWith, KEY_ARN, OTHER_KEY_ARN, PROBE, SETTINGS } from "./support";

/** An answer to a call, or a fault in its place. */
type Turn =
  | { readonly answer: object }
  | { readonly fault: { readonly name: string; readonly status: number } };

const faults = fc.record({
  fault: fc.record({
    name: fc.constantFrom(
      "ThrottlingException",
      "AccessDeniedException",
      "InvalidParameterException",
      "Error",
      "TimeoutError",
    ),
    status: fc.constantFrom(0, 200, 301, 400, 403, 404, 500, 503),
  }),
});
const mostly = <T>(usual: T, ...others: unknown[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant<unknown>(usual) }, fc.constantFrom<unknown>(...others));
const turn = (answer: fc.Arbitrary<object>): fc.Arbitrary<Turn> =>
  fc.oneof({ weight: 6, arbitrary: fc.record({ answer }) }, faults);

const heads = turn(
  fc.record({
    ServerSideEncryption: mostly("aws:kms", "AES256", "aws:kms:dsse", undefined),
    SSEKMSKeyId: mostly(KEY_ARN, OTHER_KEY_ARN, undefined),
    VersionId: mostly("v1", "v2", "null", undefined),
  }),
);
const similarities = fc.oneof(
  { weight: 5, arbitrary: fc.double({ min: 98.5, max: 100.5, noNaN: true }) },
  fc.constantFrom(Number.NaN, undefined, 0.99),
);
const comparisons = turn(
  fc.record({
    SourceImageFace: mostly({}, undefined),
    FaceMatches: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.array(fc.record({ Similarity: similarities, Face: mostly({}, undefined) }), {
          maxLength: 2,
        }),
      },
      fc.constant(undefined),
    ),
    UnmatchedFaces: mostly([], [{}], [{}, {}], undefined),
  }),
);
/** What is approved, so that the property never holds of nothing. */
const approvable = {
  head: { answer: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: KEY_ARN, VersionId: "v1" } },
  comparison: {
    answer: { SourceImageFace: {}, FaceMatches: [{ Similarity: 99, Face: {} }], UnmatchedFaces: [] },
  },
};
const probes = fc.constantFrom(PROBE, { key: "probes/1.jpg" });

describe("verify-face", () => {
  it("approves after no sequence of answers and faults, but one match of the checked version under our key", async () => {
    const s3 = mockClient(S3Client);
    const rekognition = mockClient(RekognitionClient);
    const handler = createHandler({
      settings: SETTINGS,
      clients: { s3: new S3Client(), rekognition: new RekognitionClient() },
      logSink: () => undefined,
    });
    const play = ({ fault, answer }: { fault?: { name: string; status: number }; answer?: object }) => {
      if (fault === undefined) return answer;
      throw Object.assign(new Error("fault"), {
        name: fault.name,
        $metadata: { httpStatusCode: fault.status },
      });
    };
    let approved = 0;

    await fc.assert(
      fc.asyncProperty(heads, heads, comparisons, probes, async (reference, probeHead, comparison, probe) => {
        s3.reset();
        rekognition.reset();
        s3.on(HeadObjectCommand).callsFake(({ Key }) => play(Key === "members/ada" ? reference : probeHead));
        rekognition.on(CompareFacesCommand).callsFake(() => play(comparison));

        const answer = await handler({ memberId: "ada", probe }, contextWith(60_000)).catch(() => undefined);
        if (answer === undefined || !("decision" in answer) || answer.decision !== "approved") return;
        approved += 1;

        const checked = [reference, ...("key" in probe ? [probeHead] : [])].map(
          (head) => "answer" in head && head.answer,
        );
        const sent = rekognition.commandCalls(CompareFacesCommand)[0]?.args[0].input;
        const compared = [
          sent?.SourceImage?.S3Object,
          ...("key" in probe ? [sent?.TargetImage?.S3Object] : []),
        ];
        checked.forEach((head, index) => {
          expect(head).toMatchObject({
            ServerSideEncryption: expect.stringMatching(/^aws:kms(:dsse)?$/),
            SSEKMSKeyId: KEY_ARN,
            VersionId: compared[index]?.Version,
          });
        });
        expect(comparison).toMatchObject({
          answer: { FaceMatches: [expect.anything()], UnmatchedFaces: [] },
        });
        const { FaceMatches } = (comparison as { answer: { FaceMatches: [{ Similarity: number }] } }).answer;
        expect(FaceMatches[0].Similarity).toBeGreaterThanOrEqual(99);
      }),
      { numRuns: 500, examples: [[approvable.head, approvable.head, approvable.comparison, PROBE]] },
    );
    expect(approved).toBeGreaterThan(0);
  });
});
