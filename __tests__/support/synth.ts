import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { EncryptionKey } from "../../constructs";
import { importKey, type PropFault, ValidationError } from "../../constructs";
import type { AwsEnvironment, ResourceStatement } from "../../policies/documents";
import { resourcesOf, type SynthesizedResource } from "../../policies/jest";

/** Account and region of every stack under test. */
export const ENVIRONMENT: AwsEnvironment = {
  partition: "aws",
  accountId: "123456789012",
  region: "eu-west-1",
};

/** The ARN of a key that exists already. */
export const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

/** What a stack's `cdk.tf.json` holds, as far as tests read it. */
export interface StackConfiguration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceBody>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, ResourceBody>>>>;
  readonly provider?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly output?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly terraform?: Readonly<Record<string, unknown>>;
}

export type ResourceBody = Readonly<Record<string, unknown>>;

/** A policy as the deployed text says it: every element may be there, none must. */
export interface ParsedPolicy {
  readonly Version: string;
  readonly Statement: readonly (Readonly<Record<string, unknown>> & { readonly Sid: string })[];
}

/** A stack with a provider that says account and region. */
export function awsStack(app: App = testApp(), id = "stack", region = ENVIRONMENT.region): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "aws", {
    region,
    allowedAccountIds: [ENVIRONMENT.accountId],
  });
  return stack;
}

/** Where apps that are never synthesized would write: an `App` makes its folder at once. */
const unused = mkdtempSync(join(tmpdir(), "unused-"));
afterAll(() => rmSync(unused, { recursive: true }));

/** An app that is not to be synthesized: for what a construct says of its props. */
export const testApp = (): App => new App({ outdir: unused, stackTraces: false });

/** Builds one stack and synthesizes it as an app does: with aspects, validations and references between stacks. */
export const synthStack = (build: (stack: TerraformStack) => void): StackConfiguration =>
  stackOf(
    synthApp((app) => build(awsStack(app))),
    "stack",
  );

/** Builds an app and gives the configuration of each stack. */
export function synthApp(build: (app: App) => void): Readonly<Record<string, StackConfiguration>> {
  const outdir = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    const app = new App({ outdir, stackTraces: false });
    build(app);
    app.synth();
    const stacks = app.node.children.filter(TerraformStack.isStack);
    return Object.fromEntries(
      stacks.map(({ node: { id } }) => [
        id,
        JSON.parse(readFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "utf8")),
      ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export const stackOf = (
  stacks: Readonly<Record<string, StackConfiguration>>,
  id: string,
): StackConfiguration => demand(stacks[id], `the app has no stack ${id}`);

/** The one resource of the type (whose construct path ends so). */
export function theOnly(
  stack: StackConfiguration,
  type: string,
  pathEnd = "",
): SynthesizedResource & { readonly dependsOn: readonly string[] } {
  const [resource, ...others] = resourcesOf(stack, type).filter(({ path }) => path.endsWith(pathEnd));
  if (resource === undefined || others.length > 0) {
    throw new Error(`there must be one ${type} at …${pathEnd}, got: ${others.length + (resource ? 1 : 0)}`);
  }
  const dependsOn: unknown = resource.values.depends_on ?? [];
  return { ...resource, dependsOn: Array.isArray(dependsOn) ? dependsOn : [] };
}

/** The policy in an attribute of a resource, parsed. */
export function policyOf({ address, values }: SynthesizedResource, attribute = "policy"): ParsedPolicy {
  const text = values[attribute];
  if (typeof text !== "string") throw new Error(`${address}.${attribute} must be text, got: ${String(text)}`);
  return JSON.parse(text);
}

/** The statement with this Sid. */
export const statementOf = (policy: ParsedPolicy, sid: string): Readonly<Record<string, unknown>> =>
  demand(
    policy.Statement.find(({ Sid }) => Sid === sid),
    `no statement ${sid} among ${sids(policy).join(", ")}`,
  );

export const sids = (policy: ParsedPolicy): readonly string[] => policy.Statement.map(({ Sid }) => Sid);

/** A key that somebody else manages, so no policy of the stack holds a token. */
export const knownKey = (stack: TerraformStack): EncryptionKey => importKey(stack, KEY_ARN);

/** The wrong props that a construct names, as `prop message`; fails where it accepts them. */
export function faultsOf(build: () => unknown): readonly string[] {
  return validationErrorOf(build).faults.map(({ prop, message }: PropFault) => `${prop} ${message}`);
}

export function validationErrorOf(build: () => unknown): ValidationError {
  const error = errorOf(build);
  if (error instanceof ValidationError) return error;
  throw new Error(`must be a ValidationError, got ${error.name}: ${error.message}`, { cause: error });
}

/** What a call throws; fails where it returns. */
export function errorOf(call: () => unknown): Error {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error(`must throw, returned: ${typeof result}`);
}

/** The stack as text, or else the message of the error that refused it: for what must not be deployed, whichever way it is kept out. */
export function outcomeOf(synthesize: () => StackConfiguration): string {
  try {
    return JSON.stringify(synthesize());
  } catch (error) {
    if (error instanceof ValidationError) return error.message;
    throw error;
  }
}

/** A row for each wrong value of a prop, with the part of the message that it must get. */
export const wrongProps = (rows: readonly (readonly [prop: string, value: unknown, message: string])[]) =>
  rows.map(([prop, value, message]) => ({
    title: `${prop}: ${(JSON.stringify(value) ?? String(value)).slice(0, 60)}`,
    prop,
    value,
    message,
  }));

/** A value from a caller without types. */
export const untyped = <T>(value: unknown): T => value as T;

/** A statement of a caller's own, right in every way. */
export const ownStatement = (Sid: string, more: Partial<ResourceStatement> = {}): ResourceStatement => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "*",
  ...more,
});

/**
 * The resources of a stack for a snapshot: policies parsed, metadata gone, and what changes with the code of a function (its hash and
 * the path of its zip) replaced.
 */
export function normalized(stack: StackConfiguration): unknown {
  return withoutMetadata({ data: stack.data, resource: stack.resource });
}

const VOLATILE: Readonly<Record<string, string>> = {
  source_code_hash: "<hash of the zip>",
  filename: "<path of the zip>",
};

function withoutMetadata(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (typeof value === "string") return /^\{.*\}$/s.test(value) ? JSON.parse(value) : value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, element]) => key !== "//" && element !== undefined)
      .map(([key, element]) => [key, VOLATILE[key] ?? withoutMetadata(element)]),
  );
}

function demand<T>(value: T | undefined, message: string): T {
  if (value === undefined) throw new Error(message);
  return value;
}
