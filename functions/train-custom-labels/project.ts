import { DescribeProjectsCommand, type RekognitionClient } from "@aws-sdk/client-rekognition";
import { OperatorError, TryAgainError } from "../shared/errors";
import type { Invocation } from "../shared/invocation";
import type { Settings } from "./settings";

/**
 * Finds the project's ARN by its name. The time that the project was made stands in the ARN: told to the function, it would hide the
 * function's whole environment from the plan that makes both, and a project that was made anew would go unfound.
 *
 * @throws {OperatorError} `project-missing`, and `training-denied` where the role may not ask.
 * @throws {TryAgainError} When Rekognition is throttling, failing or silent, or time is out.
 */
export async function findProject(
  settings: Settings,
  rekognition: RekognitionClient,
  invocation: Invocation,
): Promise<string> {
  const command = new DescribeProjectsCommand({ ProjectNames: [settings.projectName] });
  const answer = await invocation.call(
    "DescribeProjects",
    (abortSignal) => rekognition.send(command, { abortSignal }),
    ({ errorName }) => (errorName === "ResourceNotFoundException" ? "missing" : undefined),
  );
  if (answer === "missing") throw new OperatorError("project-missing");
  if (!Array.isArray(answer.ProjectDescriptions)) throw new TryAgainError("answer-unreadable");
  const arns = answer.ProjectDescriptions.map(({ ProjectArn = "" }) => ProjectArn);
  const found = arns.find((arn) => isOurs(arn, settings));
  if (found === undefined) throw new OperatorError("project-missing");
  return found;
}

function isOurs(arn: string, { region, owner, projectName }: Settings): boolean {
  const [, , , ofRegion, ofAccount, resource = ""] = arn.split(":");
  const [kind, name, madeAt = "", ...more] = resource.split("/");
  return (
    ofRegion === region &&
    ofAccount === owner &&
    kind === "project" &&
    name === projectName &&
    /^\d+$/.test(madeAt) &&
    more.length === 0
  );
}
