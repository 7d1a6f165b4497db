import type { TerraformStack } from "cdktf";
import { AlarmTopic, CustomLabels, type CustomLabelsProps } from "../../../constructs";
import { awsStack, knownKey, type StackConfiguration, synthStack } from "../../support/synth";

/** A model of the stack, under a key that exists already. */
export function make(
  props: Partial<CustomLabelsProps> = {},
  stack: TerraformStack = awsStack(),
): CustomLabels {
  const alarmTopic =
    props.alarmTopic ?? new AlarmTopic(stack, "Alarms", { topicName: "alarms", key: knownKey(stack) });
  return new CustomLabels(stack, "Books", {
    projectName: "books",
    trainingBucketName: "books-training",
    outputBucketName: "books-results",
    key: props.key ?? knownKey(stack),
    alarmTopic,
    ...props,
  });
}

export const synthModel = (props: Partial<CustomLabelsProps> = {}): StackConfiguration =>
  synthStack((stack) => {
    make(props, stack);
  });
