import { companionsOf } from "../../configuration/links/companions";
import type { Attribute, Resource } from "../../configuration/resource";
import type { ReviewContext } from "../control";

/** Every Lambda function that the configuration manages. */
export const functions = ({ configuration }: ReviewContext): readonly Resource[] =>
  configuration.ofType("aws_lambda_function");

/** A variable of a function's environment. Where the environment as a whole is not known, neither is the variable. */
export const environmentVariable = (lambda: Resource, name: string): Attribute =>
  lambda.get("environment").get("variables").get(name);

/** The names of a function's environment variables; undefined where they are not known. */
export const environmentNames = (lambda: Resource): readonly string[] | undefined => {
  const variables = lambda.get("environment").get("variables");
  if (variables.state === "absent" || variables.state === "computed") return [];
  const { members } = variables;
  return members === undefined ? undefined : [...members.keys()];
};

/** What configures the asynchronous invocation of a function. */
export interface AsynchronousEvents {
  /** Those for the function itself. */
  readonly sure: readonly Resource[];
  /** Those that may be for it, or are for one of its versions or aliases only. */
  readonly possible: readonly Resource[];
}

export function asynchronousEventsOf(lambda: Resource, { configuration }: ReviewContext): AsynchronousEvents {
  const { sure, possible } = companionsOf(
    configuration,
    lambda,
    "aws_lambda_function_event_invoke_config",
    "function_name",
  );
  const ofFunction = sure.filter(isUnqualified);
  return {
    sure: ofFunction,
    possible: [...possible, ...sure.filter((each) => !isUnqualified(each))],
  };
}

/** `$LATEST` is what an invocation without a qualifier gets; a state holds an empty one where none is set. */
function isUnqualified(config: Resource): boolean {
  const qualifier = config.get("qualifier");
  return (
    qualifier.state === "absent" ||
    qualifier.state === "computed" ||
    qualifier.string === "" ||
    qualifier.string === "$LATEST"
  );
}
