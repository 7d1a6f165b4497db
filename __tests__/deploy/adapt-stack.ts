import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compareVersions, OLDEST_PROVIDER } from "./provider-plugin";

const STACK_FILE = "cdk.tf.json";
const FIRST_VERSION_OF_THE_BINDINGS = "6.0.0";

/** Services whose calls go to the local AWS; `AWS_ENDPOINT_URL` catches any other. */
const SERVICES = [
  "cloudtrail",
  "cloudwatch",
  "dynamodb",
  "ec2",
  "events",
  "iam",
  "kinesis",
  "kinesisvideo",
  "kms",
  "lambda",
  "logs",
  "organizations",
  "rekognition",
  "s3",
  "s3control",
  "scheduler",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "sts",
];

/** Ways to become somebody else: there is nobody else in the local AWS. */
const IDENTITIES = [
  "assume_role",
  "assume_role_with_web_identity",
  "profile",
  "shared_config_files",
  "shared_credentials_files",
  "token",
];

type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object, as a synthesized stack is one. */
export interface JsonObject {
  [name: string]: Json | undefined;
}

/** Where an adapted stack runs. */
export interface LocalTarget {
  /** The local AWS. */
  readonly endpoint: string;
  /** The project's own Rekognition fake. @default - `endpoint`, which has no Rekognition resources */
  readonly rekognitionEndpoint?: string | undefined;
  /** The AWS provider that runs: an older one than the bindings' does not know all arguments. */
  readonly providerVersion: string;
  /** Takes the state of every stack, so that they find each other's. */
  readonly stateFolder: string;
}

/** The provider version that a synthesized stack pins. */
export function pinnedProvider(stackFolder: string): string {
  const aws = objectAt(objectAt(objectAt(readStack(stackFolder), "terraform"), "required_providers"), "aws");
  if (typeof aws.version !== "string")
    throw new Error(`${stackFolder} requires no version of the AWS provider.`);
  return aws.version;
}

/**
 * Copies a synthesized stack with its assets and makes it runnable on the local AWS.
 *
 * @returns one line for each thing that is not as cdktf wrote it
 */
export function prepareStack(stackFolder: string, workFolder: string, target: LocalTarget): string[] {
  mkdirSync(workFolder, { recursive: true });
  cpSync(stackFolder, workFolder, {
    recursive: true,
    filter: (path) => ![".terraform", ".terraform.lock.hcl"].includes(basename(path)),
  });
  const stack = readStack(workFolder);
  const changes = adaptStack(stack, target);
  writeStack(workFolder, stack);
  return changes;
}

/** Removes `prevent_destroy` from a prepared stack, which no destroy gets past; returns the addresses that had it. */
export function permitDestroy(workFolder: string): string[] {
  const stack = readStack(workFolder);
  const permitted = blocks(stack, "resource").flatMap(({ address, block }) => {
    const { lifecycle } = block;
    if (!isObject(lifecycle) || lifecycle.prevent_destroy !== true) return [];
    delete lifecycle.prevent_destroy;
    return [address];
  });
  writeStack(workFolder, stack);
  return permitted;
}

/** Makes a stack runnable on the local AWS, in place; returns one line for each change. */
export function adaptStack(stack: JsonObject, target: LocalTarget): string[] {
  const older = compareVersions(target.providerVersion, FIRST_VERSION_OF_THE_BINDINGS) < 0;
  return [
    ...(older ? [...acceptOlderProvider(stack), ...dropUnknownArguments(stack)] : []),
    ...redirectProviders(stack, target),
    ...redirectStates(stack, target.stateFolder),
  ];
}

function acceptOlderProvider(stack: JsonObject): string[] {
  const aws = objectAt(objectAt(objectAt(stack, "terraform"), "required_providers"), "aws");
  const pinned = aws.version;
  aws.version = `>= ${OLDEST_PROVIDER}`;
  return [`terraform.required_providers.aws.version: ${String(pinned)} -> ${aws.version}`];
}

/** `region` of a single resource and `blocked_encryption_types` came with provider 6: 5.x refuses to read them. */
function dropUnknownArguments(stack: JsonObject): string[] {
  const changes: string[] = [];
  for (const { address, type, block } of [...blocks(stack, "resource"), ...blocks(stack, "data")]) {
    if (type.startsWith("aws_") && "region" in block) {
      delete block.region;
      changes.push(`${address}.region: dropped, unknown before provider 6`);
    }
    if (type !== "aws_s3_bucket_server_side_encryption_configuration") continue;
    for (const rule of listOf(block.rule)) {
      if (!isObject(rule) || !("blocked_encryption_types" in rule)) continue;
      delete rule.blocked_encryption_types;
      changes.push(`${address}.rule.blocked_encryption_types: dropped, unknown before provider 6`);
    }
  }
  return changes;
}

/** Points every AWS provider at the local AWS with fake keys. `allowed_account_ids`, `region` and tags stay. */
function redirectProviders(stack: JsonObject, target: LocalTarget): string[] {
  const providers = objectAt(stack, "provider");
  const endpoints = Object.fromEntries(SERVICES.map((service) => [service, target.endpoint]));
  if (target.rekognitionEndpoint !== undefined) endpoints.rekognition = target.rekognitionEndpoint;

  return listOf(providers.aws).flatMap((provider, index) => {
    if (!isObject(provider)) return [];
    const name = typeof provider.alias === "string" ? `aws.${provider.alias}` : `aws[${index}]`;
    const dropped = IDENTITIES.filter((identity) => identity in provider);
    for (const identity of dropped) delete provider[identity];
    Object.assign(provider, {
      access_key: "local",
      secret_key: "local",
      endpoints: [endpoints],
      max_retries: 3,
      s3_use_path_style: true,
      skip_metadata_api_check: "true",
    });
    return [
      `provider ${name}: endpoints, path style, fake keys, three attempts`,
      ...dropped.map((identity) => `provider ${name}.${identity}: dropped`),
    ];
  });
}

/** Keeps states in one local folder, also where another stack's state is read. */
function redirectStates(stack: JsonObject, stateFolder: string): string[] {
  const terraform = objectAt(stack, "terraform");
  const [[kind, settings] = ["local", {}]] = Object.entries(objectAt(terraform, "backend"));
  const path = join(stateFolder, stateName(kind, settings));
  terraform.backend = { local: { path } };

  const states = blocks(stack, "data").filter(({ type }) => type === "terraform_remote_state");
  for (const { block } of states) {
    block.config = { path: join(stateFolder, stateName(block.backend, block.config)) };
    block.backend = "local";
  }
  return [
    `terraform.backend.${kind}: local state ${basename(path)}`,
    ...states.map(({ address }) => `${address}: reads the local state`),
  ];
}

/** The file name of a state: of a local path, or of an S3 object key. */
function stateName(kind: Json | undefined, settings: Json | undefined): string {
  const name = isObject(settings) ? (kind === "s3" ? settings.key : settings.path) : undefined;
  if (typeof name !== "string") throw new Error(`A ${String(kind)} backend names no state to keep locally.`);
  return kind === "s3" ? name.replaceAll("/", "-") : basename(name);
}

interface Block {
  readonly address: string;
  readonly type: string;
  readonly block: JsonObject;
}

function blocks(stack: JsonObject, kind: "resource" | "data"): Block[] {
  return Object.entries(objectAt(stack, kind)).flatMap(([type, named]) =>
    Object.entries(isObject(named) ? named : {}).flatMap(([name, block]) =>
      isObject(block) ? [{ address: `${kind === "data" ? "data." : ""}${type}.${name}`, type, block }] : [],
    ),
  );
}

function objectAt(parent: JsonObject, name: string): JsonObject {
  const value = parent[name];
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readStack(folder: string): JsonObject {
  return JSON.parse(readFileSync(join(folder, STACK_FILE), "utf8")) as JsonObject;
}

function writeStack(folder: string, stack: JsonObject): void {
  writeFileSync(join(folder, STACK_FILE), `${JSON.stringify(stack, null, 2)}\n`);
}
