import { setImmediate as turn } from "node:timers/promises";
import { CompareFacesCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { mockClient } from "aws-sdk-client-mock";
import { createLambdaHandler } from "../../../functions/shared/lambda-handler";
import { createVerifyFace } from "../../../functions/verify-face/handler";
import { KEY_ARN, REQUEST_ID } from "../support/image-settings";
import { recordingObserver } from "../support/recording-observer";
import { contextWith, PROBE, SETTINGS } from "./support";

const s3 = mockClient(S3Client);
const rekognition = mockClient(RekognitionClient);
const clients = { s3: new S3Client(), rekognition: new RekognitionClient() };

/** The calls, in the order in which they began, and with a dot in front in the order in which they ended. */
let calls: string[] = [];
beforeEach(() => {
  calls = [];
  s3.reset();
  rekognition.reset();
});

/** A door that is closed at first. */
function door(): { readonly pass: () => Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { pass: () => opened, open: () => open() };
}

/** Who comes here waits until so many have come: whoever is alone waits until time is out. */
function meeting(guests: number): () => Promise<void> {
  const { pass, open } = door();
  let missing = guests;
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return pass();
  };
}

/** Waits until a call has ended, and some more. */
async function ended(call: string): Promise<void> {
  for (let turns = 0; turns < 1000 && !calls.includes(`.${call}`); turns += 1) await turn();
  for (let turns = 0; turns < 20; turns += 1) await turn();
}

const MATCH = { SourceImageFace: {}, FaceMatches: [{ Similarity: 99.9, Face: {} }], UnmatchedFaces: [] };
const STRANGER = { SourceImageFace: {}, FaceMatches: [], UnmatchedFaces: [{}] };
const kept = (version: string) => ({
  ServerSideEncryption: "aws:kms",
  SSEKMSKeyId: KEY_ARN,
  VersionId: version,
});
const throttled = () =>
  Object.assign(new Error("Slow down."), {
    name: "ThrottlingException",
    $metadata: { httpStatusCode: 400 },
  });

/** What is done before HeadObject, or the comparison of a version, answers; and the answers. */
interface Script {
  readonly atHead?: () => Promise<void>;
  readonly atCompare?: () => Promise<void>;
  /** @default - the member's picture is in version v1 */
  readonly head?: () => object;
  /** By version. @default - all match */
  readonly comparisons?: Readonly<Record<string, () => object>>;
}

function invoke(event: object, script: Script): Promise<unknown> {
  const { atHead = turn, atCompare = turn, head = () => kept("v1"), comparisons = {} } = script;
  const play = async (call: string, before: () => Promise<void>, answer: () => object) => {
    calls.push(call);
    await before();
    calls.push(`.${call}`);
    return answer();
  };
  s3.on(HeadObjectCommand).callsFake(({ Key }) =>
    play(`head ${Key}`, atHead, Key === "members/ada" ? head : () => kept("p1")),
  );
  rekognition.on(CompareFacesCommand).callsFake(({ SourceImage }) => {
    const { Version } = SourceImage.S3Object;
    return play(`compare ${Version}`, atCompare, comparisons[Version] ?? (() => MATCH));
  });
  const handler = createLambdaHandler(createVerifyFace(SETTINGS, clients), recordingObserver());
  return handler({ memberId: "ada", probe: PROBE, ...event }, contextWith(1500)).catch(
    ({ name, reason }) => ({
      name,
      reason,
    }),
  );
}

const verdict = (decision: string, reason: string) => ({ decision, reason, requestId: REQUEST_ID });
const APPROVED = verdict("approved", "face-matches");
const THROTTLED = { name: "TryAgainError", reason: "throttled" };
const KNOWN = { referenceVersion: "v1" };
const SUPERSEDED = { head: () => kept("v2") };

describe("verify-face, of a reference whose version is known", () => {
  it("asks S3 and Rekognition at once: each answers when the other was asked", async () => {
    const met = meeting(2);
    expect(await invoke(KNOWN, { atHead: met, atCompare: met })).toEqual(APPROVED);
    expect(calls.toSorted()).toEqual([".compare v1", ".head members/ada", "compare v1", "head members/ada"]);
  });

  it.each([
    [
      "denies a stranger whom an older picture matches",
      () => MATCH,
      () => STRANGER,
      "denied",
      "face-differs",
    ],
    [
      "approves whom an older picture does not match",
      () => STRANGER,
      () => MATCH,
      "approved",
      "face-matches",
    ],
  ])(
    "compares a superseded version again, in the one that counts: %s",
    async (_, v1, v2, decision, reason) => {
      expect(await invoke(KNOWN, { ...SUPERSEDED, comparisons: { v1, v2 } })).toEqual(
        verdict(decision, reason),
      );
      expect(calls.filter((call) => call.startsWith("compare"))).toEqual(["compare v1", "compare v2"]);
      expect(calls.indexOf("compare v2")).toBeGreaterThan(calls.indexOf(".head members/ada"));
    },
  );

  it.each(["the comparison", "S3"])("comes to the same when %s is the last to answer", async (last) => {
    const { pass, open } = door();
    const answer = invoke(KNOWN, last === "S3" ? { atHead: pass } : { atCompare: pass });
    await ended(last === "S3" ? "compare v1" : "head members/ada");
    open();
    expect(await answer).toEqual(APPROVED);
  });

  it("fails with the comparison that counts, and not with one that does not", async () => {
    const comparisons = {
      v1: () => {
        throw throttled();
      },
    };
    expect(await invoke(KNOWN, { comparisons })).toEqual(THROTTLED);
    expect(await invoke(KNOWN, { ...SUPERSEDED, comparisons })).toEqual(APPROVED);
  });

  it.each<[string, () => object, object]>([
    ["is missing", () => ({ ...kept("v1"), DeleteMarker: true }), verdict("review", "reference-missing")],
    [
      "is not encrypted",
      () => ({ ...kept("v1"), ServerSideEncryption: "AES256" }),
      verdict("review", "reference-not-encrypted"),
    ],
    [
      "cannot be asked for",
      () => {
        throw throttled();
      },
      THROTTLED,
    ],
  ])(
    "passes over a match where the reference %s, and answers when nothing is on its way",
    async (_, head, answer) => {
      const { pass, open } = door();
      let isAnswered = false;
      const answered = invoke(KNOWN, { head, atCompare: pass }).finally(() => {
        isAnswered = true;
      });
      await ended("head members/ada");
      expect(isAnswered).toBe(false);
      open();
      expect(await answered).toEqual(answer);
      expect(calls.at(-1)).toBe(".compare v1");
    },
  );
});

describe("verify-face, of a reference whose version is not known", () => {
  it("asks S3 first", async () => {
    expect(await invoke({}, {})).toEqual(APPROVED);
    expect(calls).toEqual(["head members/ada", ".head members/ada", "compare v1", ".compare v1"]);
  });

  it.each([{}, KNOWN])(
    "asks for the reference and a probe in the bucket at once, and then compares (%j)",
    async (known) => {
      const atHead = meeting(2);
      expect(await invoke({ ...known, probe: { key: "probes/1.jpg" } }, { atHead })).toEqual(APPROVED);
      expect(calls.slice(0, 2)).toEqual(["head members/ada", "head probes/1.jpg"]);
      expect(calls.slice(4)).toEqual(["compare v1", ".compare v1"]);
    },
  );
});
