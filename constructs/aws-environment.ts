import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { type AwsEnvironment, partitionOf } from "../policies/documents";
import { awsEnvironment } from "./validation/aws-names";
import { show } from "./validation/prop-rules";
import type { PropFault } from "./validation/validation-error";

/** Where a construct's resources are made. */
export interface AwsEnvironmentProps {
  /**
   * Account and region, from which ARNs are built. Both are text: an account id that only AWS knows would make every policy unknown
   * in a plan.
   *
   * @default - what the stack's `AwsProvider` says: its `region` and the one account in `allowedAccountIds`
   */
  readonly environment?: Pick<AwsEnvironment, "accountId" | "region"> | undefined;
}

/** What there is to read on an `AwsProvider`, of whichever copy of the package. */
interface ReadableProvider {
  readonly terraformResourceType: string;
  readonly alias?: string | undefined;
  readonly region?: string | undefined;
  readonly allowedAccountIds?: string[] | undefined;
}

/**
 * The environment of a construct, and what is wrong with it. Where something is, the environment must not be built with; rules for
 * other props then judge only what does not depend on it.
 */
export interface ReadEnvironment {
  readonly environment: AwsEnvironment;
  readonly environmentFaults: readonly PropFault[];
}

/** The environment of a construct, from its prop or from the stack's provider. */
export function readEnvironment(scope: IConstruct, props: AwsEnvironmentProps): ReadEnvironment {
  const provider = statedByProvider(scope);
  const stated: { readonly accountId?: unknown; readonly region?: unknown } = props.environment ?? provider;
  const accountId = knownText(stated.accountId);
  const region = knownText(stated.region);
  if (accountId === undefined || region === undefined) {
    const missing = accountId === undefined ? "accountId" : "region";
    return {
      environment: { partition: "aws", accountId: "", region: "" },
      environmentFaults: [
        {
          prop: `environment.${missing}`,
          message: `must be text that is known at synth, got: ${show(stated[missing])}. Give \`environment: { accountId, region }\`, or give the stack's AwsProvider a \`region\` and one account in \`allowedAccountIds\``,
        },
      ],
    };
  }
  const environment = { accountId, region, partition: partitionOf(region) };
  const faults = awsEnvironment("environment", environment);
  return { environment, environmentFaults: faults.length > 0 ? faults : conflicts(environment, provider) };
}

/** Resources are made by the stack's provider: ARNs built for another account or region would all be wrong. */
function conflicts(environment: AwsEnvironment, provider: StatedEnvironment): readonly PropFault[] {
  return (["accountId", "region"] as const).flatMap((key) => {
    const stated = knownText(provider[key]);
    return stated === undefined || stated === environment[key]
      ? []
      : [
          {
            prop: `environment.${key}`,
            message: `must be that of the stack's provider, ${stated}, got: ${show(environment[key])}`,
          },
        ];
  });
}

const knownText = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" && !Token.isUnresolved(value) ? value : undefined;

type StatedEnvironment = { readonly accountId?: string | undefined; readonly region?: string | undefined };

function statedByProvider(scope: IConstruct): StatedEnvironment {
  const providers = TerraformStack.of(scope)
    .allProviders()
    .map((provider): ReadableProvider => provider)
    .filter(({ terraformResourceType, alias }) => terraformResourceType === "aws" && alias === undefined);
  const [provider, ...others] = providers;
  if (provider === undefined || others.length > 0) return {};
  const [accountId, ...otherAccounts] = provider.allowedAccountIds ?? [];
  return { region: provider.region, accountId: otherAccounts.length === 0 ? accountId : undefined };
}
