import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { BUILD_OPTIONS } from "../../scripts/bundle.mjs";
import { ROOT } from "../../scripts/transpile.mjs";

/**
 * The floor of a function: nothing but the clients and commands that its sources import, bundled the same way.
 *
 * @param {string} name
 * @returns {Promise<Uint8Array>} minified code
 */
export async function bundleClients(name) {
  const { metafile } = await build({
    ...BUILD_OPTIONS,
    absWorkingDir: ROOT,
    entryPoints: [`functions/${name}/handler.ts`],
    outfile: "index.js",
    metafile: true,
    packages: "external",
  });
  const sources = Object.keys(metafile.inputs).map((file) => readFileSync(join(ROOT, file), "utf8"));
  return bundleCode([...new Set(sources.flatMap(exportsOfClients))].sort().join("\n"));
}

/**
 * Bundles code as a function is bundled.
 *
 * @param {string} contents
 * @returns {Promise<Uint8Array>}
 */
export async function bundleCode(contents) {
  const { outputFiles } = await build({
    ...BUILD_OPTIONS,
    absWorkingDir: ROOT,
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error("esbuild gave no output.");
  return output.contents;
}

/** `import { A, type B } from "@aws-sdk/client-x"` as `export { A } from …`. @param {string} source */
function exportsOfClients(source) {
  return [...source.matchAll(/import \{([^}]*)\} from ("@aws-sdk\/client-[\w-]+")/g)].flatMap(
    ([, names = "", client]) =>
      names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== "" && !name.startsWith("type "))
        .map((name) => `export { ${name} } from ${client};`),
  );
}
