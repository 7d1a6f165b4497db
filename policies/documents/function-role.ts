import { logGroupArn } from "./arns";
import { type AwsEnvironment, viaService } from "./aws-environment";
import type { IdentityStatement, TrustPolicy } from "./policy-document";

/** Who may take on a function's role: the Lambda service. */
export const lambdaTrustPolicy: TrustPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AllowLambda",
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
  ],
};

export interface FunctionRoleOptions {
  readonly environment: AwsEnvironment;
  readonly logGroupName: string;
  readonly keyArn: string;
}

/** What every function needs beside its own work: to log, to trace, and to read its environment. */
export function functionRoleStatements(options: FunctionRoleOptions): readonly IdentityStatement[] {
  const { environment, keyArn } = options;
  return [
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroupArn(environment, options.logGroupName)}:*`,
    },
    {
      // X-Ray's write actions know no resources.
      Sid: "WriteTraces",
      Effect: "Allow",
      Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
      Resource: "*",
    },
    {
      Sid: "DecryptEnvironment",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: keyArn,
      Condition: { StringEquals: { "kms:ViaService": viaService("lambda", environment) } },
    },
  ];
}

/** CompareFaces knows no resources: `"*"` is the narrowest that IAM takes. The images are guarded by their own statements. */
export const compareFacesStatement: IdentityStatement = {
  Sid: "CompareFaces",
  Effect: "Allow",
  Action: "rekognition:CompareFaces",
  Resource: "*",
};
