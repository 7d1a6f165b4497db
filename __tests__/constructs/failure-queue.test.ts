import { Token } from "cdktf";
import {
  CustomerManagedKey,
  FailureQueue,
  type FailureQueueProps,
  LeastPrivilegeRole,
} from "../../constructs";
import { lambdaTrustPolicy } from "../../policies/documents";
import { guardrailsMatchers } from "../../policies/jest";
import {
  awsStack,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  policyOf,
  sids,
  synthStack,
  theOnly,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:failures";
const make = (props: Partial<FailureQueueProps> = {}, stack = awsStack()) =>
  new FailureQueue(stack, "Failures", { queueName: "failures", key: knownKey(stack), ...props });
const synthQueue = (props: Partial<FailureQueueProps> = {}) => synthStack((stack) => make(props, stack));

describe("FailureQueue", () => {
  it("has a default form", () => {
    expect(normalized(synthQueue())).toMatchSnapshot();
  });

  it("is encrypted with the key, keeps events for 4 days, and is known by name", () => {
    expect(synthQueue({ tags: { team: "t" } })).toHaveEvery("aws_sqs_queue", {
      name: "failures",
      kms_master_key_id: KEY_ARN,
      kms_data_key_reuse_period_seconds: 300,
      message_retention_seconds: 345_600,
      tags: { "guardrails:role": "failure-queue", team: "t" },
    });
    expect(make().queueArn).toBe(QUEUE_ARN);
  });

  it("denies every request without TLS, and allows nobody by itself", () => {
    expect(policyOf(theOnly(synthQueue(), "aws_sqs_queue")).Statement).toEqual([
      {
        Sid: "DenyPlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: QUEUE_ARN,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it.each([1, 14])("keeps events for %d days", (retentionDays) => {
    expect(synthQueue({ retentionDays })).toHaveEvery("aws_sqs_queue", {
      message_retention_seconds: retentionDays * 86_400,
    });
  });

  it("lets a role send, and no more, on both sides; two queues too", () => {
    const stack = synthStack((scope) => {
      const key = new CustomerManagedKey(scope, "Key", { aliases: ["k"] });
      const role = new LeastPrivilegeRole(scope, "Role", {
        roleName: "sender",
        trustPolicy: lambdaTrustPolicy,
      });
      make({ key }, scope).grantSend(role);
      new FailureQueue(scope, "Other", { queueName: "other", key }).grantSend(role);
    });
    const policy = policyOf(theOnly(stack, "aws_iam_role_policy"));
    const keyArn = `\${${theOnly(stack, "aws_kms_key").address}.arn}`;
    expect(policy.Statement).toEqual([
      { Sid: "SendFailures", Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE_ARN },
      {
        Sid: expect.stringMatching(/^UseKey[A-Za-z0-9]+$/),
        Effect: "Allow",
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: keyArn,
        Condition: { StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" } },
      },
      expect.objectContaining({
        Action: "sqs:SendMessage",
        Resource: QUEUE_ARN.replace("failures", "other"),
      }),
    ]);
    expect(new Set(sids(policy)).size).toBe(3);
    expect(JSON.stringify(policyOf(theOnly(stack, "aws_kms_key")))).toContain(
      '"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/sender"}',
    );
  });

  it.each(
    wrongProps([
      [
        "queueName",
        "",
        'queueName must be a queue name of 1 to 80 letters, digits, hyphens and underscores, got: ""',
      ],
      ["queueName", "q".repeat(81), "queueName must be a queue name"],
      ["queueName", "failures.fifo", "queueName must be a queue name"],
      ["retentionDays", 0, "retentionDays must be a whole number from 1 to 14, got: 0"],
      ["retentionDays", 15, "got: 15"],
      ["retentionDays", 0.5, "got: 0.5"],
      ["key", { keyArn: "alias/x", allow: () => undefined }, "key.keyArn must be the full ARN"],
      ["key", undefined, "key must be given"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("names all wrong props at once", () => {
    const error = validationErrorOf(() => make({ queueName: "?", retentionDays: 0 }));
    expect([error.constructPath, error.faults.length]).toEqual(["stack/Failures", 2]);
  });

  it("turns a token of days into seconds that Terraform can take", () => {
    const stack = synthQueue({ retentionDays: Token.asNumber("${var.days}") });
    const seconds = theOnly(stack, "aws_sqs_queue").values.message_retention_seconds;
    expect(String(seconds)).toMatch(/var\.days.*86400|86400.*var\.days/);
  });
});
