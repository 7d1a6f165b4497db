import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { type AwsEnvironment, eventRuleArn } from "../../policies/documents";
import type { VerificationLambda } from "../verification-lambda";

export interface DailyInvocationProps {
  readonly environment: AwsEnvironment;
  /** 1 to 64 letters, digits and any of `.-_`. */
  readonly ruleName: string;
  readonly description: string;
  readonly lambda: VerificationLambda;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Invokes a function once a day with an empty request. Just this rule of this account may. */
export class DailyInvocation extends Construct {
  readonly rule: CloudwatchEventRule;
  readonly permission: LambdaPermission;
  readonly target: CloudwatchEventTarget;

  constructor(scope: Construct, id: string, props: DailyInvocationProps) {
    super(scope, id);
    const { environment, ruleName, lambda } = props;
    this.rule = new CloudwatchEventRule(this, "Rule", {
      name: ruleName,
      description: props.description,
      scheduleExpression: "rate(1 day)",
      state: "ENABLED",
      tags: { ...props.tags },
    });
    this.permission = new LambdaPermission(this, "Permission", {
      statementId: "AllowDailyInvocation",
      functionName: lambda.function.functionName,
      action: "lambda:InvokeFunction",
      principal: "events.amazonaws.com",
      // And no source account: EventBridge sends none, and could not invoke. The rule's ARN holds it.
      sourceArn: eventRuleArn(environment, ruleName),
    });
    this.target = new CloudwatchEventTarget(this, "Target", {
      rule: this.rule.name,
      targetId: "function",
      arn: lambda.functionArn,
      input: "{}",
      dependsOn: [this.permission],
    });
  }
}
