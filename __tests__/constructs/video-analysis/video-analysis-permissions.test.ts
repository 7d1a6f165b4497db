import { guardrailsMatchers } from "../../../policies/jest";
import { policyOf as parsed, type Scope } from "../../../policies/language";
import { policyOf, statementOf, synthStack, theOnly } from "../../support/synth";
import { ACCOUNT, arn, decrypt, encrypt, grantedBy, makeStored, roleArn, rolePolicy } from "./support";

expect.extend(guardrailsMatchers);

const BUCKET = `arn:aws:s3:::stored-videos-${ACCOUNT}-eu-west-1`;
const COLLECTION = arn("rekognition", "collection/members");
const TOPIC = arn("sns", "stored-video-finished");
const QUEUE = arn("sqs", "stored-video-finished");
const ROLE = roleArn("stored-video-finished-eu-west-1");

const byDefault = synthStack((stack) => {
  makeStored({}, stack);
});

/** What every function does besides its work, of which other tests speak. */
const CHORES: readonly Scope[] = [
  { Action: ["logs:*", "xray:*", "sqs:SendMessage"] },
  encrypt("sqs", "lambda"),
];
const WORK: Readonly<Record<string, readonly Scope[]>> = {
  StartFaceSearch: [
    { Action: "rekognition:StartFaceSearch", Resource: COLLECTION },
    {
      Action: "iam:PassRole",
      Resource: ROLE,
      Condition: { StringEquals: { "iam:PassedToService": "rekognition.amazonaws.com" } },
    },
    { Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${BUCKET}/videos/*` },
    { Action: "s3:ListBucket", Resource: BUCKET },
    encrypt("s3", "rekognition"),
  ],
  TakeFaceSearch: [
    { Action: "rekognition:GetFaceSearch" },
    { Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: `${BUCKET}/results/*` },
    encrypt("s3"),
    {
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: QUEUE,
    },
  ],
};

describe("VideoAnalysis: roles", () => {
  describe.each(Object.entries(WORK))("that of %s", (id, work) => {
    const policy = rolePolicy(byDefault, `${id}/Role`);

    it.each(work.map((scope) => [JSON.stringify(scope.Action), scope] as const))("lets it %s", (_, scope) => {
      expect(policy).toAllow(scope);
    });

    it("lets it do nothing else, and needs each of it", () => {
      expect(policy).toAllowOnly([...work, ...CHORES]);
      for (const [index] of work.entries())
        expect(policy).not.toAllowOnly([...work.filter((_, other) => other !== index), ...CHORES]);
    });
  });

  it.each([
    ["StartFaceSearch", "StartFaceSearch", { Resource: "*" }],
    ["StartFaceSearch", "PassNotificationRole", { Resource: roleArn("*") }],
    ["StartFaceSearch", "PassNotificationRole", { Condition: {} }],
    ["StartFaceSearch", "ReadVideos", { Resource: `${BUCKET}/*` }],
    ["TakeFaceSearch", "GetFaceSearch", { Action: "rekognition:Get*" }],
    ["TakeFaceSearch", "TakeMessages", { Resource: "*" }],
    ["TakeFaceSearch", "WriteVideos", { Resource: `${BUCKET}/*` }],
  ])("would be too wide: that of %s with another %s: %j", (id, sid, change) => {
    const document = policyOf(theOnly(byDefault, "aws_iam_role_policy", `${id}/Role/Policy`));
    const changed = { ...statementOf(document, sid), ...change };
    const Statement = document.Statement.map((each) => (each.Sid === sid ? changed : each));
    expect(parsed({ ...document, Statement }, { kind: "identity" })).not.toAllowOnly([
      ...(WORK[id] ?? []),
      ...CHORES,
    ]);
  });

  it("lets Rekognition say that it is done, and read the videos by the key", () => {
    const work = [{ Action: "sns:Publish", Resource: TOPIC }, encrypt("sns"), encrypt("s3", "rekognition")];
    const policy = rolePolicy(byDefault, "NotificationRole");
    for (const scope of work) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly(work);
  });

  it("is Rekognition's alone, where it works for this account and region", () => {
    const role = theOnly(byDefault, "aws_iam_role", "NotificationRole/Role");
    expect(policyOf(role, "assume_role_policy").Statement).toEqual([
      {
        Sid: "AllowRekognition",
        Effect: "Allow",
        Principal: { Service: "rekognition.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT },
          ArnLike: { "aws:SourceArn": arn("rekognition", "*") },
        },
      },
    ]);
  });

  it.each<
    readonly [
      string,
      (stored: ReturnType<typeof makeStored>) => Scope[],
      "grantUpload" | "grantStart" | "grantReadResults",
    ]
  >([
    [
      "upload",
      () => [
        { Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: `${BUCKET}/videos/*` },
        encrypt("s3"),
      ],
      "grantUpload",
    ],
    [
      "have a video searched",
      ({ startFaceSearch }) => [{ Action: "lambda:InvokeFunction", Resource: startFaceSearch.functionArn }],
      "grantStart",
    ],
    [
      "read results",
      () => [
        { Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${BUCKET}/results/*` },
        { Action: "s3:ListBucket", Resource: BUCKET },
        decrypt("s3"),
      ],
      "grantReadResults",
    ],
  ])("lets a caller %s, and nothing else", (_name, scopesOf, grant) => {
    let scopes: Scope[] = [];
    const policy = grantedBy((stack, role) => {
      const stored = makeStored({}, stack);
      stored[grant](role);
      scopes = scopesOf(stored);
    });
    for (const scope of scopes) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly(scopes);
  });
});

describe("VideoAnalysis: topic and queue", () => {
  const attribute = (type: string, pathEnd: string) =>
    parsed(policyOf(theOnly(byDefault, type, pathEnd)), { kind: "resource" });

  it("deny every request without TLS", () => {
    const insecure = { Condition: { Bool: { "aws:SecureTransport": "false" } } };
    expect(attribute("aws_sns_topic", "Finished/Topic")).toDenyEvery({
      Action: ["sns:Publish", "sns:Subscribe"],
      Resource: TOPIC,
      ...insecure,
    });
    expect(attribute("aws_sqs_queue", "Messages/Queue")).toDenyEvery({
      Action: "sqs:*",
      Resource: QUEUE,
      ...insecure,
    });
  });

  it("let nobody publish but by a policy of their own", () => {
    const { Statement } = policyOf(theOnly(byDefault, "aws_sns_topic", "Finished/Topic"));
    expect(Statement.map(({ Effect }) => Effect)).toEqual(["Deny"]);
  });

  it("let the topic deliver to the queue, and nobody else", () => {
    const delivery: Scope = {
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: QUEUE,
      Condition: {
        ArnEquals: { "aws:SourceArn": TOPIC },
        StringEquals: { "aws:SourceAccount": ACCOUNT },
        Bool: { "aws:SecureTransport": "true" },
      },
    };
    const policy = attribute("aws_sqs_queue", "Messages/Queue");
    expect(policy).toAllow(delivery);
    expect(policy).toAllowOnly([delivery]);
    expect(theOnly(byDefault, "aws_sns_topic_subscription").values).toMatchObject({
      topic_arn: TOPIC,
      endpoint: QUEUE,
      protocol: "sqs",
      raw_message_delivery: true,
    });
  });
});
