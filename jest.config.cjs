/** More than a minute's worth, in runs of their own: every fault at every call of the functions, processes, the fake AWS itself. */
const FUNCTIONS =
  "(functions/.*/(faults|resumption|process|[\\w-]+\\.property)|support/fake-aws/.*|scripts/(bundle|demo))";
/** Random policies, plans and names. */
const RANDOM = "policies/(language/(reference-)?properties|reports/hostile|configuration/plan/mangled-plans)";

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", `__tests__/(${FUNCTIONS}|${RANDOM})\\.test\\.ts$`],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { parser: { syntax: "typescript" }, target: "es2022" }, module: { type: "commonjs" } },
    ],
  },
  // Jest's default leaves a core to an editor; on two cores that doubles the time.
  maxWorkers: "100%",
  // A test that hangs should end; how long one takes says nothing on a shared machine.
  testTimeout: 120_000,
  globalSetup: "<rootDir>/__tests__/support/build-bundles.cjs",
  collectCoverageFrom: ["policies/**/*.ts", "constructs/**/*.ts", "!**/index.ts"],
  coverageThreshold: {
    global: { branches: 85, lines: 95 },
    "./constructs/": { branches: 96, lines: 99 },
    "./policies/documents/": { branches: 97, lines: 99 },
    "./policies/language/": { branches: 88, lines: 97 },
  },
};
