import type { TerraformStack } from "cdktf";
import type { VideoStreamProcessor } from "../../../constructs";
import { guardrailsMatchers } from "../../../policies/jest";
import { policyOf as parsed, type Scope } from "../../../policies/language";
import { policyOf, type StackConfiguration, statementOf, synthStack, theOnly } from "../../support/synth";
import {
  ACCOUNT,
  arn,
  connectedHome,
  decrypt,
  encrypt,
  FACE_SEARCH,
  grantedBy,
  makeProcessor,
  roleArn,
  rolePolicy,
} from "./support";

expect.extend(guardrailsMatchers);

const VIDEO = arn("kinesisvideo", "stream/door-video/*");
const RESULTS = arn("kinesis", "stream/door-results");
const TOPIC = arn("sns", "door-seen");
const PICTURES = "arn:aws:s3:::seen";

const faceSearch = synthStack((stack) => {
  makeProcessor(FACE_SEARCH, stack);
});
const home = synthStack((stack) => {
  makeProcessor(connectedHome(stack), stack);
});
const processorOf = (stack: StackConfiguration) => theOnly(stack, "aws_rekognition_stream_processor").values;

const WATCH: readonly Scope[] = [
  { Action: ["kinesisvideo:GetDataEndpoint", "kinesisvideo:GetMedia"], Resource: VIDEO },
  decrypt("kinesisvideo"),
];
const WORK: readonly (readonly [string, StackConfiguration, readonly Scope[]])[] = [
  [
    "face search",
    faceSearch,
    [
      ...WATCH,
      { Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: RESULTS },
      encrypt("kinesis"),
    ],
  ],
  [
    "connected home",
    home,
    [
      ...WATCH,
      { Action: "sns:Publish", Resource: TOPIC },
      encrypt("sns"),
      { Action: ["s3:PutObject", "s3:AbortMultipartUpload"], Resource: `${PICTURES}/stream-results/*` },
      encrypt("s3", "rekognition"),
    ],
  ],
];

describe("VideoStreamProcessor: its role", () => {
  describe.each(WORK)("for %s", (_name, stack, work) => {
    const policy = rolePolicy(stack, "Door/Role");

    it.each(work.map((scope) => [JSON.stringify(scope.Action), scope] as const))("lets it %s", (_, scope) => {
      expect(policy).toAllow(scope);
    });

    it("lets it do nothing else, and needs each of it", () => {
      expect(policy).toAllowOnly([...work]);
      for (const [index] of work.entries())
        expect(policy).not.toAllowOnly(work.filter((_, other) => other !== index));
    });

    it("is Rekognition's alone, for stream processors of this account and region", () => {
      const role = theOnly(stack, "aws_iam_role", "Door/Role/Role");
      expect(role.values.name).toBe("door-eu-west-1");
      expect(policyOf(role, "assume_role_policy").Statement).toEqual([
        expect.objectContaining({
          Principal: { Service: "rekognition.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": ACCOUNT },
            ArnLike: { "aws:SourceArn": arn("rekognition", "streamprocessor/*") },
          },
        }),
      ]);
      expect(processorOf(stack).role_arn).toBe(roleArn("door-eu-west-1"));
    });
  });

  it.each([
    ["WatchVideo", { Resource: "*" }],
    ["WatchVideo", { Action: "kinesisvideo:Get*" }],
    ["WriteRecords", { Resource: arn("kinesis", "stream/*") }],
    ["UseKeyVideoDecrypt", { Condition: {} }],
    ["UseKeyResultsEncrypt", { Resource: "*" }],
  ])("would be too wide with another %s: %j", (sid, change) => {
    const document = policyOf(theOnly(faceSearch, "aws_iam_role_policy", "Door/Role/Policy"));
    const changed = { ...statementOf(document, sid), ...change };
    const Statement = document.Statement.map((each) => (each.Sid === sid ? changed : each));
    const [, , work] = WORK[0] ?? ["", faceSearch, []];
    expect(parsed({ ...document, Statement }, { kind: "identity" })).not.toAllowOnly([...work]);
  });

  it.each<
    readonly [
      string,
      (stack: TerraformStack) => object,
      (door: VideoStreamProcessor) => VideoStreamProcessor["grantOperate"],
      readonly Scope[],
    ]
  >([
    [
      "start and stop the processor",
      () => FACE_SEARCH,
      (door) => door.grantOperate.bind(door),
      [
        {
          Action: [
            "rekognition:DescribeStreamProcessor",
            "rekognition:StartStreamProcessor",
            "rekognition:StopStreamProcessor",
          ],
          Resource: arn("rekognition", "streamprocessor/door"),
        },
      ],
    ],
    [
      "send video",
      () => FACE_SEARCH,
      (door) => door.grantSendVideo.bind(door),
      [
        {
          Action: ["kinesisvideo:DescribeStream", "kinesisvideo:GetDataEndpoint", "kinesisvideo:PutMedia"],
          Resource: VIDEO,
        },
        encrypt("kinesisvideo"),
      ],
    ],
    [
      "read who was found",
      () => FACE_SEARCH,
      (door) => door.grantReadResults.bind(door),
      [
        {
          Action: [
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
          ],
          Resource: RESULTS,
        },
        decrypt("kinesis"),
      ],
    ],
    [
      "read pictures of what was seen",
      connectedHome,
      (door) => door.grantReadResults.bind(door),
      [
        { Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${PICTURES}/stream-results/*` },
        decrypt("s3"),
      ],
    ],
  ])("lets somebody %s, and nothing else", (_name, propsOf, grantOf, scopes) => {
    const policy = grantedBy((stack, role) => grantOf(makeProcessor(propsOf(stack), stack))(role));
    for (const scope of scopes) expect(policy).toAllow(scope);
    expect(policy).toAllowOnly([...scopes]);
  });
});
