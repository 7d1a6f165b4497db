import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { type AwsEnvironment, alarmTopicPolicy, renderPolicy, topicArn } from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import * as awsNames from "./validation/aws-names";
import { matching } from "./validation/prop-rules";
import { throwFaults } from "./validation/validation-error";

export interface AlarmTopicProps extends AwsEnvironmentProps {
  /** 1 to 256 letters, digits, hyphens and underscores. */
  readonly topicName: string;
  readonly key: EncryptionKey;
  /**
   * Who is written to. AWS asks the address to confirm.
   *
   * @default - nobody: subscribe to the topic yourself
   */
  readonly emailAddress?: string | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

export const EMAIL_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Where alarms go: encrypted with your key, over TLS only, published to by CloudWatch of the account. */
export class AlarmTopic extends Construct {
  readonly topic: SnsTopic;
  /** Undefined without an address. */
  readonly subscription: SnsTopicSubscription | undefined;
  /** Built from the known name. */
  readonly topicArn: string;
  readonly environment: AwsEnvironment;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [
      ...environmentFaults,
      ...awsNames.encryptionKey("key", props.key, environment),
      ...awsNames.topicName("topicName", props.topicName),
      ...matching("emailAddress", props.emailAddress, EMAIL_ADDRESS, "an e-mail address"),
    ]);
    super(scope, id);
    this.environment = environment;
    this.topicArn = topicArn(environment, props.topicName);
    this.topic = new SnsTopic(this, "Topic", {
      name: props.topicName,
      kmsMasterKeyId: props.key.keyArn,
      policy: renderPolicy(alarmTopicPolicy({ environment, topicArn: this.topicArn })),
      tags: { ...props.tags, "guardrails:role": "alarms" },
    });
    props.key.allow({ kind: "event-sources", services: "cloudwatch" });
    this.subscription =
      props.emailAddress === undefined
        ? undefined
        : new SnsTopicSubscription(this, "Email", {
            topicArn: this.topicArn,
            protocol: "email",
            endpoint: props.emailAddress,
            dependsOn: [this.topic],
          });
  }
}
