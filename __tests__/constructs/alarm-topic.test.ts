import { Token } from "cdktf";
import { AlarmTopic, type AlarmTopicProps, CustomerManagedKey } from "../../constructs";
import { guardrailsMatchers } from "../../policies/jest";
import {
  awsStack,
  faultsOf,
  KEY_ARN,
  knownKey,
  normalized,
  policyOf,
  statementOf,
  synthStack,
  theOnly,
  validationErrorOf,
  wrongProps,
} from "../support/synth";

expect.extend(guardrailsMatchers);

const TOPIC_ARN = "arn:aws:sns:eu-west-1:123456789012:alarms";
const make = (props: Partial<AlarmTopicProps> = {}, stack = awsStack()) =>
  new AlarmTopic(stack, "Alarms", { topicName: "alarms", key: knownKey(stack), ...props });
const synthTopic = (props: Partial<AlarmTopicProps> = {}) => synthStack((stack) => make(props, stack));

describe("AlarmTopic", () => {
  it("has a default form", () => {
    expect(normalized(synthTopic())).toMatchSnapshot();
  });

  it("is encrypted with the key, and known by name", () => {
    expect(synthTopic({ tags: { team: "t" } })).toHaveEvery("aws_sns_topic", {
      name: "alarms",
      kms_master_key_id: KEY_ARN,
      tags: { "guardrails:role": "alarms", team: "t" },
    });
    expect(make().topicArn).toBe(TOPIC_ARN);
  });

  it("denies plain HTTP, action by action, because SNS takes no wildcard there", () => {
    const statement = statementOf(policyOf(theOnly(synthTopic(), "aws_sns_topic")), "DenyPlainHttp");
    expect(statement).toMatchObject({
      Effect: "Deny",
      Principal: "*",
      Resource: TOPIC_ARN,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    expect(statement.Condition).toEqual({ Bool: { "aws:SecureTransport": "false" } });
    expect(statement.Action).toEqual(expect.arrayContaining(["sns:Publish", "sns:Subscribe"]));
    expect(JSON.stringify(statement.Action)).not.toContain("*");
  });

  it("lets only CloudWatch of the account publish", () => {
    const policy = policyOf(theOnly(synthTopic(), "aws_sns_topic"));
    expect(statementOf(policy, "AllowAlarms")).toEqual({
      Sid: "AllowAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: TOPIC_ARN,
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
    expect(policy.Statement).toHaveLength(2);
  });

  it("lets CloudWatch use the key for the account", () => {
    const stack = synthStack((scope) => {
      make({ key: new CustomerManagedKey(scope, "Key", { aliases: ["k"] }) }, scope);
    });
    expect(statementOf(policyOf(theOnly(stack, "aws_kms_key")), "UseByEventSources")).toEqual({
      Sid: "UseByEventSources",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
  });

  it("writes to nobody, or to the address", () => {
    expect(make().subscription).toBeUndefined();
    const stack = synthTopic({ emailAddress: "security@example.org" });
    expect(theOnly(stack, "aws_sns_topic_subscription").values).toEqual({
      topic_arn: TOPIC_ARN,
      protocol: "email",
      endpoint: "security@example.org",
      depends_on: [theOnly(stack, "aws_sns_topic").address],
    });
  });

  it.each(
    wrongProps([
      [
        "topicName",
        "",
        'topicName must be a topic name of 1 to 256 letters, digits, hyphens and underscores, got: ""',
      ],
      ["topicName", "with space", "topicName must be a topic name"],
      ["topicName", "alarms.fifo", "topicName must be a topic name"],
      ["topicName", "t".repeat(257), "topicName must be a topic name"],
      ["emailAddress", "nobody", 'emailAddress must be an e-mail address, got: "nobody"'],
      ["emailAddress", "a b@c.de", "emailAddress must be an e-mail address"],
      ["emailAddress", "", "emailAddress must be an e-mail address"],
      ["key", { keyArn: "alias/x", allow: () => undefined }, "key.keyArn must be the full ARN"],
      ["key", undefined, "key must be given"],
    ]),
  )("refuses $title", ({ prop, value, message }) => {
    expect(faultsOf(() => make({ [prop]: value }))).toEqual([expect.stringContaining(message)]);
  });

  it("names all wrong props at once", () => {
    const error = validationErrorOf(() => make({ topicName: "?", emailAddress: "?" }));
    expect([error.constructPath, error.faults.length]).toEqual(["stack/Alarms", 2]);
  });

  it("leaves the address to Terraform where it is a token", () => {
    const stack = synthTopic({ emailAddress: Token.asString({ resolve: () => "late" }) });
    expect(stack).toHaveEvery("aws_sns_topic_subscription", { endpoint: "late" });
  });
});
