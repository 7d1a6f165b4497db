import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  publishStatement,
  renderPolicy,
  tlsOnlyTopicPolicy,
  topicArn,
} from "../../policies/documents";
import type { EncryptionKey } from "../access/encryption-key";
import { grantKeyUse } from "../access/grant-key-use";
import type { Grantee } from "../access/grantee";
import { type AwsEnvironmentProps, readEnvironment } from "../aws-environment";
import * as awsNames from "../validation/aws-names";
import { known, required } from "../validation/prop-rules";
import { throwFaults } from "../validation/validation-error";

export interface NotificationTopicProps extends AwsEnvironmentProps {
  /** 1 to 256 letters, digits, hyphens and underscores. */
  readonly topicName: string;
  readonly key: EncryptionKey;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Where Rekognition says what it has found or done: encrypted with your key, over TLS only, published to by granted roles. */
export class NotificationTopic extends Construct {
  readonly topic: SnsTopic;
  /** Built from the known name. */
  readonly topicArn: string;
  readonly topicName: string;
  readonly key: EncryptionKey;
  readonly environment: AwsEnvironment;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [
      ...environmentFaults,
      ...awsNames.encryptionKey("key", props.key, environment),
      ...required("topicName", props.topicName),
      ...known("topicName", props.topicName),
      ...awsNames.topicName("topicName", props.topicName),
    ]);
    super(scope, id);
    this.environment = environment;
    this.key = props.key;
    this.topicName = props.topicName;
    this.topicArn = topicArn(environment, props.topicName);
    this.topic = new SnsTopic(this, "Topic", {
      name: props.topicName,
      kmsMasterKeyId: props.key.keyArn,
      policy: renderPolicy(tlsOnlyTopicPolicy(this.topicArn)),
      tags: { ...props.tags, "guardrails:role": "video-analysis" },
    });
  }

  /** Lets a role publish. */
  grantPublish(grantee: Grantee): void {
    grantee.addToRolePolicy(publishStatement(this.environment, this.topicName));
    grantKeyUse(this.key, grantee, { of: "Notifications", viaServices: "sns", access: "encrypt" });
  }
}
