import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  AlarmTopic,
  CustomerManagedKey,
  EncryptedBucket,
  functionBundle,
  VerificationLambda,
} from "../../constructs";
import { compareFacesStatement } from "../../policies/documents";
import { Deployment } from "./deployment";
import { findingsIn } from "./judge";
import { LOCAL_ACCOUNT } from "./local-aws";
import { unknownLinks, unknownPolicies } from "./plan";
import { removeTemporaryFolders, temporaryFolder } from "./synthesize";

afterAll(removeTemporaryFolders);

describe("Another repository, with key and bucket in one stack", () => {
  let deployment: Deployment;

  beforeAll(async () => {
    const folder = temporaryFolder();
    const app = new App({ outdir: folder, stackTraces: false });
    new AwsProvider(new TerraformStack(app, "empty"), "aws", {});
    app.synth();
    deployment = await Deployment.start(join(folder, "stacks/empty"));
  });

  afterAll(async () => {
    await deployment?.stop();
  });

  Deployment.step(
    "plans with only those policies unknown that name the new key",
    () => deployment,
    async () => {
      const folder = temporaryFolder();
      const app = new App({ outdir: folder, stackTraces: false });
      const stack = new TerraformStack(app, "desk");
      new AwsProvider(stack, "aws", { region: "eu-west-1", allowedAccountIds: [LOCAL_ACCOUNT] });
      const key = new CustomerManagedKey(stack, "Key", { aliases: ["desk"] });
      const faces = new EncryptedBucket(stack, "Faces", { bucketName: "desk-faces", key });
      const alarmTopic = new AlarmTopic(stack, "Alarms", { topicName: "desk-alarms", key });
      const verifyFace = new VerificationLambda(stack, "VerifyFace", {
        functionName: "desk-verify-face",
        bundle: functionBundle("verify-face"),
        key,
        alarmTopic,
        environmentVariables: { SIMILARITY_THRESHOLD: "99" },
        statements: [compareFacesStatement],
      });
      faces.grantRead(verifyFace);
      app.synth();

      const { terraform } = deployment.stack(join(folder, "stacks/desk"));
      await terraform.init();
      const plan = await terraform.plan();

      expect(unknownPolicies(plan)).toEqual([
        expect.stringMatching(/^aws_iam_role_policy\.VerifyFace_Role_Policy_\w+\.policy$/),
        expect.stringMatching(/^aws_s3_bucket_policy\.Faces_Policy_\w+\.policy$/),
      ]);
      expect(unknownLinks(plan).filter((link) => !/\.(kms_\w+|target_key_id)$/.test(link))).toEqual([]);

      // Nobody's opt-out is part of it. All else is known, beside what the plan was synthesized from and alone: of configuration
      // in JSON, which cdktf writes, a plan keeps the text of what it does not know.
      const withoutOptOut = ({ control }: { control: string }) => control !== "RKG-OPTOUT-01";
      expect(findingsIn({ desk: plan }, folder).filter(withoutOptOut)).toEqual([]);
      expect(findingsIn({ desk: plan }).filter(withoutOptOut)).toEqual([]);
    },
  );
});
