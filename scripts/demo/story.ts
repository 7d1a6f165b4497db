import { testImage } from "../../__tests__/support/fake-aws";
import { type Answer, type Desk, KEY_ARN } from "./desk";
import type { Check, Scene } from "./scene";

const ADA = "reader-ada";
const GRACE = "reader-grace";
const pictures = {
  ada: testImage({ faces: ["ada"] }),
  adaAtTheDesk: testImage({ faces: ["ada"], width: 1280, height: 720 }),
  grace: testImage({ faces: ["grace"], format: "png" }),
  stranger: testImage({ faces: ["nobody-knows"] }),
  two: testImage({ faces: ["ada", "grace"] }),
};
const sent = (picture: Buffer) => ({ bytes: picture.toString("base64") });

/** The scenes in their order: each begins where the one before has ended. */
export const STORY: readonly Scene[] = [
  {
    title: "Ada joins the library",
    says: "enroll-face looks for one good face in her picture, and keeps it.",
    play: (desk) => joins(desk, ADA, pictures.ada),
  },
  {
    title: "Grace joins too",
    says: "Her picture is a PNG. In the bustle it is sent a second time, by Ada's card.",
    play: async (desk) => [
      ...(await joins(desk, GRACE, pictures.grace)),
      answered(
        "Ada's picture stays: one is replaced only where the caller asks for it",
        { outcome: "exists" },
        await desk.enroll({ memberId: ADA, image: sent(pictures.grace) }),
      ),
    ],
  },
  {
    title: "Ada borrows a book",
    says: "The camera takes her picture, and verify-face compares it with the version that S3 names.",
    play: async (desk) => [
      answered(
        "approved: the book is hers",
        { decision: "approved", reason: "face-matches" },
        await atTheDesk(desk, ADA, pictures.adaAtTheDesk),
      ),
      {
        says: "all that went out was one HeadObject and one CompareFaces, over TLS 1.3",
        expected: ["CompareFaces TLSv1.3", "HeadObject TLSv1.3"],
        got: desk.aws.requests
          .slice(-2)
          .map(({ operation, tlsVersion }) => `${operation} ${tlsVersion}`)
          .sort(),
      },
    ],
  },
  {
    title: "A stranger says to be Ada",
    says: "The library card is hers, the face is not.",
    play: async (desk) => [
      answered(
        "denied, with no word of how alike they are: that would help the next one",
        { decision: "denied", reason: "face-differs" },
        await atTheDesk(desk, ADA, pictures.stranger),
      ),
    ],
  },
  {
    title: "Grace looks over Ada's shoulder",
    says: "Ada's face is in the picture and matches, but it is not the only one.",
    play: async (desk) => [
      answered(
        "a librarian decides: who of the two stands at the desk, nothing shows",
        { decision: "review", reason: "several-faces" },
        await atTheDesk(desk, ADA, pictures.two),
      ),
    ],
  },
  {
    title: "Somebody goes round the rules",
    says: "Grace's picture is put into the bucket anew, past its policy, under S3's own key (AES256).",
    play: async (desk) => {
      desk.bucket.put(`members/${GRACE}`, pictures.grace, { encryption: { algorithm: "AES256" } });
      const before = desk.aws.received("CompareFaces").length;
      const answer = await atTheDesk(desk, GRACE, pictures.grace);
      return [
        answered(
          "Grace is asked to see a librarian",
          { decision: "review", reason: "reference-not-encrypted" },
          answer,
        ),
        {
          says: "her face was not sent to Rekognition",
          expected: 0,
          got: desk.aws.received("CompareFaces").length - before,
        },
        {
          says: "the alarm has something to ring for: UnencryptedReference",
          expected: true,
          got: desk.metrics.includes("UnencryptedReference"),
        },
      ];
    },
  },
  {
    title: "Somebody switches to plain HTTP",
    says: "AWS_ENDPOINT_URL is set to http://, where a listener counts what arrives.",
    play: async (desk) => {
      const { plainListener } = desk;
      const event = { memberId: ADA, probe: sent(pictures.ada) };
      return [
        answered(
          "the function fails, and tells the operator why",
          { error: "OperatorError", reason: "insecure-endpoint" },
          await desk.verifyAt(plainListener.endpoint, event),
        ),
        {
          says: "the listener saw no connection and not a byte",
          expected: { connections: 0, bytes: 0 },
          got: { connections: plainListener.connections(), bytes: plainListener.bytesReceived() },
        },
        {
          says: "it does listen: the SDK alone sends her picture there",
          expected: true,
          got: (await desk.compareUnguarded(plainListener.endpoint, pictures.ada)) > 0,
        },
      ];
    },
  },
  {
    title: "Ada moves away",
    says: "erase-face deletes every version of her picture. Nothing is left to expire.",
    play: async (desk) => [
      ...(await leaves(desk, ADA, 1)),
      answered(
        "at the desk she is nobody now",
        { decision: "review", reason: "reference-missing" },
        await atTheDesk(desk, ADA, pictures.ada),
      ),
    ],
  },
  {
    title: "Grace leaves as well",
    says: "Of hers there are two versions: the one that was enrolled, and the one that went round the rules.",
    play: async (desk) => [
      ...(await leaves(desk, GRACE, 2)),
      { says: "the bucket is empty", expected: 0, got: desk.bucket.versions().length },
    ],
  },
  {
    title: "What was written down",
    says: "Each call left one line in the log.",
    play: async ({ log }) => {
      const secrets = [ADA, GRACE, "99.9", ...Object.values(pictures).map((one) => sent(one).bytes)];
      return [
        { says: "thirteen calls, thirteen lines", expected: 13, got: log.length },
        {
          says: "no member's name, no picture, no score in any",
          expected: [],
          got: secrets.filter((secret) => log.some((line) => line.includes(secret))),
        },
      ];
    },
  },
];

async function joins(desk: Desk, memberId: string, picture: Buffer): Promise<readonly Check[]> {
  const answer = await desk.enroll({ memberId, image: sent(picture) });
  const kept = desk.bucket.newest(`members/${memberId}`);
  return [
    answered("enrolled", { outcome: "enrolled", referenceVersion: kept?.versionId }, answer),
    {
      says: "kept in S3 under the library's own key",
      expected: { algorithm: "aws:kms", keyArn: KEY_ARN, bucketKey: false },
      got: kept?.content?.encryption,
    },
    { says: "kept as it was sent", expected: picture, got: kept?.content?.bytes },
  ];
}

function atTheDesk(desk: Desk, memberId: string, picture: Buffer): Promise<Answer> {
  return desk.verify({ memberId, probe: sent(picture) });
}

async function leaves(desk: Desk, memberId: string, imageVersions: number): Promise<readonly Check[]> {
  const erased = (versions: number) => ({
    outcome: "erased",
    erased: { imageVersions: versions, livenessVersions: 0, faces: 0 },
  });
  return [
    answered("erased", erased(imageVersions), await desk.erase({ memberId })),
    answered("and whoever asks again is told so", erased(0), await desk.erase({ memberId })),
    { says: "nothing is left", expected: [], got: desk.bucket.versions(`members/${memberId}`) },
  ];
}

const answered = (says: string, expected: Answer, got: Answer): Check => ({
  says,
  expected,
  got,
  answer: JSON.stringify(got),
});
