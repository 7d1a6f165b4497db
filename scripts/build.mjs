/** Builds all that the package ships but its type declarations, from scratch: stale files of an earlier build are gone. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { bundleFunctions } from "./bundle.mjs";
import { ROOT, transpileLibrary } from "./transpile.mjs";

rmSync(join(ROOT, "dist"), { recursive: true, force: true });
transpileLibrary();
for (const { name, bytes } of await bundleFunctions())
  console.log(`dist/functions/${name}.zip  ${bytes} bytes`);
