import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Op, Token } from "cdktf";
import { Construct } from "constructs";
import { queueArn, renderPolicy, tlsOnlyQueuePolicy } from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { grantKeyUse } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import * as awsNames from "./validation/aws-names";
import { wholeNumber } from "./validation/prop-rules";
import { throwFaults } from "./validation/validation-error";

export interface FailureQueueProps extends AwsEnvironmentProps {
  /** 1 to 80 letters, digits, hyphens and underscores. */
  readonly queueName: string;
  readonly key: EncryptionKey;
  /**
   * Days that a failed event is kept, 1 to 14. An event may hold a face image.
   *
   * @default 4
   */
  readonly retentionDays?: number | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const SECONDS_PER_DAY = 86_400;

/** Also for days that only Terraform knows. */
const inSeconds = (days: number): number =>
  Token.isUnresolved(days) ? Token.asNumber(Op.mul(days, SECONDS_PER_DAY)) : days * SECONDS_PER_DAY;

/** Where a function's failed asynchronous events go: encrypted with your key, over TLS only. */
export class FailureQueue extends Construct {
  readonly queue: SqsQueue;
  /** Built from the known name. */
  readonly queueArn: string;
  private readonly key: EncryptionKey;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: FailureQueueProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [
      ...environmentFaults,
      ...awsNames.encryptionKey("key", props.key, environment),
      ...awsNames.queueName("queueName", props.queueName),
      ...wholeNumber("retentionDays", props.retentionDays, { from: 1, to: 14 }),
    ]);
    super(scope, id);
    this.key = props.key;
    this.queueArn = queueArn(environment, props.queueName);
    this.queue = new SqsQueue(this, "Queue", {
      name: props.queueName,
      kmsMasterKeyId: props.key.keyArn,
      kmsDataKeyReusePeriodSeconds: 300,
      messageRetentionSeconds: inSeconds(props.retentionDays ?? 4),
      // In the queue itself: a policy of its own would come a moment later, and link by a URL that no first plan knows.
      policy: renderPolicy(tlsOnlyQueuePolicy(this.queueArn)),
      tags: { ...props.tags, "guardrails:role": "failure-queue" },
    });
  }

  /** Lets a role send to the queue. */
  grantSend(grantee: Grantee): void {
    grantee.addToRolePolicy({
      Sid: "SendFailures",
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: this.queueArn,
    });
    grantKeyUse(this.key, grantee, { of: "Failures", viaServices: "sqs", access: "encrypt" });
  }
}
