import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Lazy } from "cdktf";
import { Construct } from "constructs";
import {
  type AwsEnvironment,
  accountRootArn,
  customerManagedKeyPolicy,
  type KeyUse,
  type OneOrMore,
  type ResourceStatement,
  renderPolicy,
  type ViaService,
} from "../policies/documents";
import type { EncryptionKey } from "./access/encryption-key";
import { grantKeyUse } from "./access/grant-key-use";
import type { Grantee } from "./access/grantee";
import { type AwsEnvironmentProps, readEnvironment } from "./aws-environment";
import * as awsNames from "./validation/aws-names";
import { keyUseFaults } from "./validation/key-use-faults";
import { addSizeValidation } from "./validation/policy-size";
import {
  distinct,
  faultsOf,
  isLeftToTerraform,
  listOf,
  matching,
  reasoned,
  show,
  wholeNumber,
} from "./validation/prop-rules";
import { type PropFault, throwFaults } from "./validation/validation-error";

export interface CustomerManagedKeyProps extends AwsEnvironmentProps {
  /** Names of the key: letters, digits and `/_-`, with or without `alias/` before them. `alias/aws/…` is AWS's own. */
  readonly aliases: readonly [string, ...string[]];
  /** @default "Encrypts face images and what is derived from them" */
  readonly description?: string | undefined;
  /**
   * ARNs of roles or users of the account that look after the key, and cannot use it. They must exist when the key is made.
   *
   * @default - only the account itself, through IAM
   */
  readonly administratorArns?: readonly string[] | undefined;
  /**
   * Days between rotations, 90 to 2560.
   *
   * @default 365
   */
  readonly rotationPeriodDays?: number | undefined;
  /**
   * Days between asking for deletion and deletion, 7 to 30.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number | undefined;
  /**
   * A primary key that can be replicated to other regions.
   *
   * @default false
   */
  readonly multiRegion?: boolean | undefined;
  /**
   * Uses of the key that no construct of the app asks for.
   *
   * @default - what grants and constructs add
   */
  readonly uses?: readonly KeyUse[] | undefined;
  /**
   * Statements of your own for the key's policy.
   *
   * @default - none
   */
  readonly additionalStatements?: readonly ResourceStatement[] | undefined;
  /**
   * Lets IAM policies of the account alone decide who uses the key. Then whoever administers the account can decrypt face images.
   *
   * @default - only the uses that the key's policy names
   */
  readonly delegateUseToIam?: { readonly reason: string } | undefined;
  /**
   * Lets Terraform destroy the key. What it encrypted can never be read again once it is deleted.
   *
   * @default - `prevent_destroy`
   */
  readonly allowDestroy?: { readonly reason: string } | undefined;
  /** @default - only `guardrails:role` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const ALIAS = /^(?!aws\/)[0-9A-Za-z_/-]{1,250}$/;

/**
 * A symmetric key that rotates, that the account administers and only named uses may use.
 *
 * The policy is built from known names, so a plan shows it before the key exists. Roles stand in conditions, and may be made later.
 */
export class CustomerManagedKey extends Construct implements EncryptionKey {
  readonly key: KmsKey;
  readonly aliases: readonly KmsAlias[];
  /**
   * A reference, the same one each time. AWS invents the ARN, so a plan knows it only when the key has been made: keep the key in a
   * stack of its own, and plans of other stacks know it.
   */
  readonly keyArn: string;
  readonly environment: AwsEnvironment;
  private readonly uses: KeyUse[] = [];
  private readonly renderPolicy: () => string;

  /** @throws ValidationError naming every wrong prop */
  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    const { environment, environmentFaults } = readEnvironment(scope, props);
    throwFaults(scope, id, [...environmentFaults, ...propFaults(props, environment)]);
    super(scope, id);
    this.environment = environment;
    for (const use of props.uses ?? []) this.allow(use);
    this.renderPolicy = () => policyJson(props, environment, this.uses);
    this.key = new KmsKey(this, "Key", {
      description: props.description ?? "Encrypts face images and what is derived from them",
      keyUsage: "ENCRYPT_DECRYPT",
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      enableKeyRotation: true,
      rotationPeriodInDays: props.rotationPeriodDays ?? 365,
      deletionWindowInDays: props.deletionWindowDays ?? 30,
      bypassPolicyLockoutSafetyCheck: false,
      multiRegion: props.multiRegion ?? false,
      policy: Lazy.stringValue({ produce: this.renderPolicy }),
      tags: { ...props.tags, "guardrails:role": "face-images-key" },
      lifecycle: { preventDestroy: props.allowDestroy === undefined },
    });
    this.keyArn = this.key.arn;
    this.aliases = props.aliases.map(
      (alias, index) =>
        new KmsAlias(this, index === 0 ? "Alias" : `Alias${index + 1}`, {
          name: `alias/${withoutPrefix(alias)}`,
          targetKeyId: this.key.keyId,
        }),
    );
    addSizeValidation(this, "the key's policy", this.renderPolicy, "key");
  }

  get keyId(): string {
    return this.key.keyId;
  }

  /** The ARN of the first alias, built from its known name. */
  get aliasArn(): string {
    const { partition, region, accountId } = this.environment;
    return `arn:${partition}:kms:${region}:${accountId}:${this.aliases[0]?.nameInput ?? ""}`;
  }

  /** The key's policy as it stands now, with every use so far. */
  get policyJson(): string {
    return this.renderPolicy();
  }

  /** @throws ValidationError for a use that reaches outside the account, or that AWS would refuse */
  allow(use: KeyUse): void {
    throwFaults(this, "allow", keyUseFaults("use", use, this.environment));
    const known = JSON.stringify(use);
    if (!this.uses.some((other) => JSON.stringify(other) === known)) this.uses.push(use);
  }

  /** Lets a role read what the key encrypted, through these services only. */
  grantDecrypt(grantee: Grantee, viaServices: OneOrMore<ViaService>): void {
    grantKeyUse(this, grantee, { of: this.node.id, viaServices, access: "decrypt" });
  }

  /** Lets a role write under the key, through these services only. */
  grantEncrypt(grantee: Grantee, viaServices: OneOrMore<ViaService>): void {
    grantKeyUse(this, grantee, { of: this.node.id, viaServices, access: "encrypt" });
  }

  /** Lets a role read and write under the key, through these services only. */
  grantEncryptDecrypt(grantee: Grantee, viaServices: OneOrMore<ViaService>): void {
    grantKeyUse(this, grantee, { of: this.node.id, viaServices, access: "encrypt-and-decrypt" });
  }
}

function propFaults(props: CustomerManagedKeyProps, environment: AwsEnvironment): readonly PropFault[] {
  return [
    ...listOf("aliases", props.aliases, aliasFaults, 1),
    ...distinct(
      "aliases",
      Array.isArray(props.aliases) ? props.aliases.map((alias) => withoutPrefix(alias)) : [],
    ),
    ...awsNames.principalArns("administratorArns", props.administratorArns, environment),
    ...distinct("administratorArns", props.administratorArns),
    ...wholeNumber("rotationPeriodDays", props.rotationPeriodDays, { from: 90, to: 2560 }),
    ...wholeNumber("deletionWindowDays", props.deletionWindowDays, { from: 7, to: 30 }),
    ...matching("description", props.description, /^[\s\S]{0,8192}$/, "text of at most 8192 characters"),
    ...reasoned("delegateUseToIam", props.delegateUseToIam),
    ...reasoned("allowDestroy", props.allowDestroy),
    ...listOf("uses", props.uses, (prop, use) => keyUseFaults(prop, use, environment)),
    ...faultsOf("additionalStatements", () => {
      // With an administrator, so that the Sid of that statement counts as taken.
      const { additionalStatements } = props;
      return policyJson(
        { additionalStatements, administratorArns: [accountRootArn(environment)] },
        environment,
        [],
      );
    }),
  ];
}

function aliasFaults(prop: string, alias: string): readonly PropFault[] {
  return isLeftToTerraform(alias) || (typeof alias === "string" && ALIAS.test(withoutPrefix(alias)))
    ? []
    : [
        {
          prop,
          message: `must be 1 to 250 letters, digits and any of /_-, and must not begin with aws/, which names keys of AWS, got: ${show(alias)}`,
        },
      ];
}

const withoutPrefix = (alias: unknown): string => String(alias).replace(/^alias\//, "");

type PolicyProps = Pick<
  CustomerManagedKeyProps,
  "administratorArns" | "additionalStatements" | "delegateUseToIam"
>;

function policyJson(props: PolicyProps, environment: AwsEnvironment, uses: readonly KeyUse[]): string {
  return renderPolicy(
    customerManagedKeyPolicy({
      environment,
      administratorArns: props.administratorArns,
      uses,
      delegateUseToIam: props.delegateUseToIam !== undefined,
      additionalStatements: props.additionalStatements,
    }),
  );
}
