import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { SynthStack } from "../synth/stack";
import { TO_DO } from "./decode-text";
import { InputError } from "./input-error";
import { parseDocument } from "./parse-document";
import { type StackFile, stacksInFolder, stacksOfManifest } from "./read-app";
import { readText, statOf } from "./read-text";
import { type DocumentKind, recognise } from "./recognise";

/** What was given, read. */
export type Input =
  | {
      readonly kind: "plan";
      readonly path: string;
      /** As `terraform show -json` tells it. */
      readonly plan: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "synth"; readonly path: string; readonly stacks: readonly SynthStack[] };

export interface InputOptions {
  /** The largest file that is read, in bytes. @default 500 MB: a text of V8 ends at about 512 MB */
  readonly maximumBytes?: number;
}

/** The largest file that is read, in bytes. */
export const MAXIMUM_BYTES = 500 * 1024 * 1024;

/**
 * Reads a plan as JSON, a `cdk.tf.json`, a `cdktf.out` folder or its manifest, or `-` for standard input; in UTF-8 or UTF-16, with or
 * without a byte order mark.
 *
 * @throws InputError for everything else, in one line
 */
export function readInput(path: string, { maximumBytes = MAXIMUM_BYTES }: InputOptions = {}): Input {
  if (path !== "-" && statOf(path).isDirectory()) return readFolder(path, maximumBytes);
  const { kind, document } = readDocument(path, maximumBytes);
  switch (kind) {
    case "plan":
      return { kind, path, plan: document };
    case "synth-manifest":
      if (path === "-") throw new InputError(path, `is the manifest of an app; give its folder`);
      return readStacks(path, stacksOfManifest(dirname(path), document), maximumBytes);
    case "synth-stack":
      return { kind: "synth", path, stacks: [{ name: stackName(path), path, json: document }] };
  }
}

function readFolder(folder: string, maximumBytes: number): Input {
  const manifest = join(folder, "manifest.json");
  if (!existsSync(manifest))
    return readStacks(folder, stacksInFolder(folder, stackName(join(folder, "x"))), maximumBytes);
  const { kind, document } = readDocument(manifest, maximumBytes);
  if (kind !== "synth-manifest") throw new InputError(manifest, `lists no stacks; ${TO_DO}`);
  return readStacks(folder, stacksOfManifest(folder, document), maximumBytes);
}

function readStacks(path: string, files: readonly StackFile[], maximumBytes: number): Input {
  return {
    kind: "synth",
    path,
    stacks: files.map(({ name, path: file }) => {
      const { kind, document } = readDocument(file, maximumBytes);
      if (kind !== "synth-stack")
        throw new InputError(file, "is no synthesized stack; synthesize the app again");
      return { name, path: file, json: document };
    }),
  };
}

function readDocument(
  path: string,
  maximumBytes: number,
): { readonly kind: DocumentKind; readonly document: Readonly<Record<string, unknown>> } {
  const document = parseDocument(path, readText(path, maximumBytes));
  return { kind: recognise(path, document), document };
}

/** `workload` of `cdktf.out/stacks/workload/cdk.tf.json`. */
const stackName = (path: string): string => (path === "-" ? "stack" : basename(dirname(resolve(path))));
