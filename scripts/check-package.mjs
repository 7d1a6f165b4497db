/**
 * Packs the package, installs it in a fresh folder (with a space in its path) the way another repository does, and uses it there:
 * synthesizes with its constructs, with bundles that nobody built there, runs its command, type-checks a consumer.
 */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./transpile.mjs";

const folder = join(mkdtempSync(join(tmpdir(), "guardrails-package-")), "another repo");
/** @param {string} file @param {string[]} args @param {string} cwd @param {Record<string, string>} [env] */
const run = (file, args, cwd, env = {}) =>
  execFileSync(file, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
/** @param {boolean} condition @param {string} what */
const check = (condition, what) => {
  if (!condition) throw new Error(`package check: ${what}`);
  console.log(`ok  ${what}`);
};

try {
  mkdirSync(folder, { recursive: true });
  const [packed] = JSON.parse(
    run("npm", ["pack", "--json", "--pack-destination", folder], ROOT).replace(/^[^[]*/, ""),
  );
  const files = packed.files.map((/** @type {{ path: string }} */ file) => file.path);
  check(files.includes("dist/functions/verify-face.zip"), "the package holds the bundle of verify-face");
  check(files.includes("dist/constructs/index.d.ts"), "the package holds type declarations");
  check(
    files.every(
      (/** @type {string} */ path) =>
        !/^(__tests__|scripts|functions|bench|cdktf\.out)\/|\.tfstate|main\.js$/.test(path),
    ),
    "the package holds nothing that is only for development",
  );

  const versions = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).devDependencies;
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "another-repo", version: "1.0.0", private: true }),
  );
  const peers = [
    "cdktf",
    "constructs",
    "@cdktf/provider-aws",
    "typescript",
    "jest",
    "@types/node",
    "@types/jest",
  ];
  run(
    "npm",
    [
      "install",
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      `./${packed.filename}`,
      ...peers.map((name) => `${name}@${versions[name]}`),
    ],
    folder,
  );
  const examples = join(ROOT, "examples");
  const names = readdirSync(examples).filter((name) => existsSync(join(examples, name, "main.ts")));
  cpSync(examples, folder, { recursive: true, filter: (path) => !/cdktf\.out|build$/.test(path) });
  run("npx", ["tsc", "-p", "."], folder);
  check(names.length >= 3, `${names.length} examples compile against the package's types`);
  for (const name of names) {
    const home = join(folder, name);
    run(process.execPath, [join(folder, "build", name, "main.js")], home);
    const stack = JSON.parse(readFileSync(join(home, "cdktf.out/stacks", name, "cdk.tf.json"), "utf8"));
    const lambdas = Object.values(stack.resource.aws_lambda_function);
    check(
      lambdas.length >= 3 &&
        lambdas.every(({ filename }) => existsSync(join(home, "cdktf.out/stacks", name, filename))),
      `${name} synthesizes with the package's constructs, and its stack holds the prebuilt bundles`,
    );
    run("npx", ["jest", "--rootDir", join(folder, "build", name)], home);
    check(true, `the tests of ${name} run with the package's matchers`);
    const reviewed = run(
      "npx",
      [
        "rekognition-guardrails",
        "review",
        "cdktf.out",
        "--external-opt-out",
        "p-abcd123456=cloud platform team",
        "--format",
        "json",
      ],
      home,
    );
    const { summary } = JSON.parse(reviewed);
    // That somebody else deploys an opt-out is not known from here.
    check(
      summary.fail === 0 && summary.unknown === 1 && summary.pass > 40,
      `${name} passes the command's review`,
    );
  }
  writeFileSync(
    join(folder, "policy.json"),
    '{"services":{"default":{"opt_out_policy":{"@@assign":"optOut"}}}}',
  );
  check(
    /valid/.test(run("npx", ["rekognition-guardrails", "opt-out", "policy.json"], folder)),
    "the command runs",
  );
} finally {
  rmSync(join(folder, ".."), { recursive: true, force: true });
}
