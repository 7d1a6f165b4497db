import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { AlarmTopic } from "../alarm-topic";
import { dependsOn } from "../depends-on";
import { METRICS_NAMESPACE, metricAlarm, operatorFaultAlarm, tryAgainAlarm } from "../metric-alarm";

/** When denials count as a jump: both must hold within fifteen minutes. */
export interface DenialAlarm {
  /**
   * How many denials there must be at least, 1 to 100,000: a single stranger is no attack.
   *
   * @default 10
   */
  readonly minimumDenials?: number | undefined;
  /**
   * How many of a hundred approvals and denials must be denials at least, 1 to 100.
   *
   * @default 50
   */
  readonly denialPercent?: number | undefined;
}

export interface DecisionAlarmsProps {
  readonly verifyFaceName: string;
  /** The names of all functions. */
  readonly functionNames: readonly string[];
  readonly alarmTopic: AlarmTopic;
  readonly denials: DenialAlarm;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const FIFTEEN_MINUTES = 900;

/** Alarms on what the functions decide, and on what only an operator can mend. */
export class DecisionAlarms extends Construct {
  /** Many strangers at once, or a desk that no longer knows its members. */
  readonly denials: CloudwatchMetricAlarm;
  /** A reference image that stands in clear or under a key that is not ours: somebody goes round the bucket's rules. */
  readonly unencryptedReferences: CloudwatchMetricAlarm;
  /** By function name: a permission, a key, an endpoint or a setting is at fault. */
  readonly operatorFaults: ReadonlyMap<string, CloudwatchMetricAlarm>;
  /** By function name: AWS is throttling, failing or silent again and again. */
  readonly tryAgain: ReadonlyMap<string, CloudwatchMetricAlarm>;

  constructor(scope: Construct, id: string, props: DecisionAlarmsProps) {
    super(scope, id);
    const { verifyFaceName, alarmTopic, tags } = props;
    const { minimumDenials = 10, denialPercent = 50 } = props.denials;
    const told = {
      treatMissingData: "notBreaching",
      alarmActions: [alarmTopic.topicArn],
      okActions: [alarmTopic.topicArn],
      tags: { ...tags },
      dependsOn: dependsOn(this, alarmTopic.topic),
    };
    const counted = (metricName: string) => ({
      metricName,
      namespace: METRICS_NAMESPACE,
      dimensions: { service: verifyFaceName },
      period: FIFTEEN_MINUTES,
      stat: "Sum",
    });
    this.denials = new CloudwatchMetricAlarm(this, "Denials", {
      ...told,
      alarmName: `${verifyFaceName}-denials`,
      alarmDescription: `${verifyFaceName}: at least ${minimumDenials} denials, and ${denialPercent} of a hundred approvals and denials, within fifteen minutes`,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluationPeriods: 1,
      metricQuery: [
        {
          id: "jump",
          label: "Denials jumped",
          expression: `IF(FILL(denied, 0) >= ${minimumDenials} AND 100 * FILL(denied, 0) >= ${denialPercent} * (FILL(denied, 0) + FILL(approved, 0)), 1, 0)`,
          returnData: true,
        },
        { id: "denied", metric: counted("Denied"), returnData: false },
        { id: "approved", metric: counted("Approved"), returnData: false },
      ],
    });
    this.unencryptedReferences = metricAlarm(this, "UnencryptedReferences", {
      service: verifyFaceName,
      metricName: "UnencryptedReference",
      name: "unencrypted-references",
      meaning: "a reference image was refused that is not encrypted under the key",
      alarmTopic,
      tags,
    });
    this.operatorFaults = new Map(
      props.functionNames.map((service, index) => [
        service,
        operatorFaultAlarm(this, `OperatorFaults${index + 1}`, { service, alarmTopic, tags }),
      ]),
    );
    this.tryAgain = new Map(
      props.functionNames.map((service, index) => [
        service,
        tryAgainAlarm(this, `TryAgain${index + 1}`, { service, alarmTopic, tags }),
      ]),
    );
  }
}
