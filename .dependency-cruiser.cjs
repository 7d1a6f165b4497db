/**
 * The dependency rules of docs/architecture.md: main -> constructs -> policies, functions -> policies.
 */
module.exports = {
  forbidden: [
    {
      name: "policies-know-neither-cdktf-nor-the-sdk",
      comment:
        "policies/ is plain TypeScript: it judges configurations in a browser, a Lambda or a terminal alike.",
      severity: "error",
      from: { path: "^policies/" },
      to: { path: "(^|node_modules/)(cdktf|constructs|@cdktf|@aws-sdk|@smithy)(/|$)" },
    },
    {
      name: "policies-import-nothing-above",
      severity: "error",
      from: { path: "^policies/" },
      to: { path: "^(constructs|functions|main\\.ts)" },
    },
    {
      name: "constructs-bundle-functions-by-path",
      comment:
        "A construct deploys a prebuilt bundle; importing a handler would load the AWS SDK at every synth.",
      severity: "error",
      from: { path: "^constructs/" },
      to: { path: "^functions/|(^|node_modules/)@(aws-sdk|smithy)(/|$)" },
    },
    {
      name: "functions-import-policies-only",
      severity: "error",
      from: { path: "^functions/" },
      to: { path: "^(constructs|main\\.ts)|(^|node_modules/)(cdktf|constructs|@cdktf)(/|$)" },
    },
    {
      name: "no-provider-barrel",
      comment: "The barrel takes 4.5 s and 578 MB to load: import @cdktf/provider-aws/lib/<resource>.",
      severity: "error",
      from: {},
      to: { path: "node_modules/@cdktf/provider-aws/(lib/)?index\\.(d\\.ts|js)$" },
    },
    {
      name: "library-does-not-know-the-app",
      comment: "Settings and stacks belong to main.ts and are not in the package.",
      severity: "error",
      from: { path: "^constructs/", pathNot: "^constructs/(settings|stacks)/" },
      to: { path: "^constructs/(settings|stacks)/" },
    },
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "runtime-code-uses-runtime-dependencies",
      comment: "What the published constructs and policies import must come with an install.",
      severity: "error",
      from: { path: "^(constructs|policies)/", pathNot: "^constructs/(settings|stacks)/" },
      to: {
        // Types are gone from what is published, unless a declaration that the package exports names them; the package check sees that.
        pathNot: "^node_modules/@types/",
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["type-only", "npm-peer"],
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    parser: "swc",
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: [".ts", ".js", ".d.ts"], mainFields: ["main", "types"] },
  },
};
