import { existsSync, readdirSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";
import { asString, isObject, memberOf } from "../scalars";
import { InputError } from "./input-error";
import { unreadable } from "./read-text";

/** A stack of a synthesized app, and where it is written. */
export interface StackFile {
  readonly name: string;
  readonly path: string;
}

/** The stacks that the manifest of an app lists, in its order. */
export function stacksOfManifest(folder: string, manifest: unknown): readonly StackFile[] {
  const stacks = memberOf(manifest, "stacks");
  return Object.entries(isObject(stacks) ? stacks : {}).map(([name, stack]) => {
    const file = normalize(asString(memberOf(stack, "synthesizedStackPath")) ?? "");
    if (isAbsolute(file) || file.startsWith("..") || !file.endsWith(".json")) {
      throw new InputError(
        folder,
        "has a manifest.json that names a stack outside the folder; synthesize the app again",
      );
    }
    return { name, path: join(folder, file) };
  });
}

/** The stacks in a folder without a manifest: `stacks/NAME/cdk.tf.json`, or one `cdk.tf.json`. */
export function stacksInFolder(folder: string, name: string): readonly StackFile[] {
  const own = join(folder, "cdk.tf.json");
  if (existsSync(own)) return [{ name, path: own }];
  const found = namesIn(join(folder, "stacks"))
    .map((stack) => ({ name: stack, path: join(folder, "stacks", stack, "cdk.tf.json") }))
    .filter(({ path }) => existsSync(path));
  if (found.length > 0) return found;
  const inside = existsSync(join(folder, "cdktf.out")) ? "; the cdktf.out in it may be meant" : "";
  throw new InputError(
    folder,
    `is a folder without synthesized stacks (stacks/NAME/cdk.tf.json); give a cdktf.out, or a plan${inside}`,
  );
}

function namesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
}
