import { asString, isObject, memberOf } from "../scalars";

/** One synthesized stack, as it was read. */
export interface SynthStack {
  /** The name of its folder. */
  readonly name: string;
  readonly path: string;
  /** The parsed `cdk.tf.json`. */
  readonly json: unknown;
}

/** The entries of `resource.<type>.<name>` or `data.<type>.<name>`. */
export function* declared(
  stack: unknown,
  section: "resource" | "data",
): Iterable<{ readonly type: string; readonly name: string; readonly body: unknown }> {
  for (const [type, named] of entriesOf(memberOf(stack, section))) {
    for (const [name, body] of entriesOf(named)) yield { type, name, body: onlyBody(body) };
  }
}

export interface DeclaredProvider {
  readonly name: string;
  readonly alias: string | undefined;
  readonly body: unknown;
}

export function providersOf(stack: unknown): readonly DeclaredProvider[] {
  return entriesOf(memberOf(stack, "provider")).flatMap(([name, bodies]) =>
    (Array.isArray(bodies) ? bodies : [bodies]).map((body: unknown) => {
      const alias = memberOf(body, "alias");
      return { name, alias: typeof alias === "string" ? alias : undefined, body };
    }),
  );
}

/** What identifies where a state is kept, to match `terraform_remote_state` with the stack that writes it. */
export function stateKey(kind: unknown, config: unknown): string | undefined {
  if (typeof kind !== "string") return undefined;
  const at = (name: string): string => asString(memberOf(config, name)) ?? "";
  if (kind === "local") return at("path") === "" ? undefined : `local ${at("path")}`;
  if (kind === "s3") return at("bucket") === "" ? undefined : `s3 ${at("bucket")} ${at("key")}`;
  if (!isObject(config)) return undefined;
  const settings = Object.keys(config)
    .sort()
    .map((name) => [name, at(name)]);
  return `${kind} ${JSON.stringify(settings)}`;
}

/** The key of the state that a stack writes. */
export function ownStateKey(stack: unknown): string | undefined {
  const [backend] = entriesOf(memberOf(memberOf(stack, "terraform"), "backend"));
  return backend === undefined ? undefined : stateKey(backend[0], backend[1]);
}

export const metadataOf = (body: unknown): unknown => memberOf(body, "//");

/** The construct's path in the metadata that cdktf writes. */
export function constructPathOf(body: unknown): string | undefined {
  const path = memberOf(memberOf(metadataOf(body), "metadata"), "path");
  return typeof path === "string" ? path : undefined;
}

const entriesOf = (value: unknown): readonly [string, unknown][] =>
  isObject(value) ? Object.entries(value).filter(([name]) => name !== "//") : [];

/** JSON syntax lets a body stand in a list of one. */
const onlyBody = (body: unknown): unknown => (Array.isArray(body) && body.length === 1 ? body[0] : body);
