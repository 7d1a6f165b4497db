// Times policy questions: median and 99th percentile over typical ones, and one question about a 20 KB policy.
// Goals (docs/adr/0003-policy-language.md): median at most 5 ms, a 20 KB policy at most 1 s.
//
//   node bench/language.mjs
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "language-"));
const outfile = join(folder, "language.cjs");
buildSync({
  entryPoints: [fileURLToPath(new URL("../policies/language/index.ts", import.meta.url))],
  bundle: true,
  format: "cjs",
  platform: "node",
  outfile,
  logLevel: "error",
});
/** @type {typeof import("../policies/language/index.js")} */
const { parsePolicy, policyOf, proveAllowed, proveAllowsOnly, proveDenied } = createRequire(import.meta.url)(
  outfile,
);
rmSync(folder, { recursive: true });

const BUCKET = "arn:aws:s3:::faces";
const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const everything = [BUCKET, `${BUCKET}/*`];
/** @param {Record<string, unknown>} condition */
const denyPut = (condition) => ({
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:PutObject", "s3:UpdateObjectEncryption"],
  Resource: `${BUCKET}/*`,
  Condition: condition,
});
/** @param {Record<string, unknown>} condition */
const denyAll = (condition) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: everything,
  Condition: condition,
});
const SSE = "s3:x-amz-server-side-encryption";
const bucket = policyOf(
  {
    Version: "2012-10-17",
    Statement: [
      denyAll({ Bool: { "aws:SecureTransport": "false" } }),
      denyAll({ NumericLessThan: { "s3:TlsVersion": "1.2" } }),
      denyPut({ Null: { [SSE]: "false" }, StringNotEquals: { [SSE]: ["aws:kms", "aws:kms:dsse"] } }),
      denyPut({
        Null: { [`${SSE}-aws-kms-key-id`]: "false" },
        ArnNotEquals: { [`${SSE}-aws-kms-key-id`]: KEY },
      }),
      denyPut({ StringEquals: { [SSE]: "aws:kms" }, Null: { [`${SSE}-aws-kms-key-id`]: "true" } }),
      denyPut({ Null: { [`${SSE}-customer-algorithm`]: "false" } }),
    ],
  },
  { kind: "resource" },
);
const key = policyOf(
  {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111122223333:role/admin" },
        Action: [
          "kms:Describe*",
          "kms:Put*",
          "kms:Enable*",
          "kms:Disable*",
          "kms:ScheduleKeyDeletion",
          "kms:CancelKeyDeletion",
        ],
        Resource: "*",
      },
      {
        Effect: "Allow",
        Principal: { Service: "logs.eu-west-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:*",
          },
        },
      },
    ],
  },
  { kind: "key" },
);
const role = policyOf(
  {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "rekognition:CompareFaces", Resource: "*" },
      { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${BUCKET}/members/*` },
      {
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
      },
    ],
  },
  { kind: "identity" },
);

const put = { Action: "s3:PutObject", Resource: `${BUCKET}/*` };
/** @type {Record<string, () => { verdict: string }>} */
const questions = {
  "bucket: plain HTTP is denied": () =>
    proveDenied(bucket, {
      Action: "s3:*",
      Resource: everything,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  "bucket: TLS under 1.2 is denied": () =>
    proveDenied(bucket, {
      Action: "s3:*",
      Resource: everything,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    }),
  "bucket: AES256 is denied": () =>
    proveDenied(bucket, { ...put, Condition: { StringEquals: { [SSE]: "AES256" } } }),
  "bucket: another key is denied": () =>
    proveDenied(bucket, {
      ...put,
      Condition: {
        Null: { [`${SSE}-aws-kms-key-id`]: "false" },
        ArnNotEquals: { [`${SSE}-aws-kms-key-id`]: KEY },
      },
    }),
  "bucket: deletion is not denied": () =>
    proveDenied(bucket, { Action: "s3:DeleteObject", Resource: `${BUCKET}/*` }),
  "key: nobody outside the account": () =>
    proveAllowsOnly(key, [
      { Principal: { AWS: "111122223333" } },
      {
        Principal: { Service: "*" },
        Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:111122223333:*" } },
      },
    ]),
  "key: not for everyone": () => proveAllowed(key, { Action: "kms:Decrypt" }),
  "role: does its work": () =>
    proveAllowed(role, { Action: "s3:GetObject", Resource: `${BUCKET}/members/x` }),
  "role: and nothing else": () =>
    proveAllowsOnly(role, [
      { Action: "rekognition:CompareFaces" },
      { Action: "s3:GetObject*", Resource: `${BUCKET}/*` },
      { Action: "kms:Decrypt", Resource: KEY },
    ]),
};

/** A bucket policy of almost 20 KB: many statements with prefixes, principals, actions and conditions of their own. */
function largePolicy() {
  const statements = [];
  for (let index = 0; ; index += 1) {
    const name = `team${index}`;
    statements.push({
      Sid: `Team${index}`,
      Effect: index % 3 === 0 ? "Deny" : "Allow",
      Principal: { AWS: `arn:aws:iam::${String(100000000000 + index)}:role/${name}` },
      Action: [`s3:Get${name}*`, "s3:PutObject", `s3:List*${index}`],
      Resource: [`${BUCKET}/${name}/*`, `${BUCKET}/*/${name}.jpg`],
      Condition: {
        StringLike: { "s3:prefix": `${name}/*` },
        IpAddress: { "aws:SourceIp": `10.${index}.0.0/16` },
      },
    });
    const text = JSON.stringify({
      Version: "2012-10-17",
      Statement: [...statements, denyAll({ Bool: { "aws:SecureTransport": "false" } })],
    });
    if (text.length > 20_100) return text;
  }
}

/** @param {() => unknown} run */
function time(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** @type {number[]} */
const times = [];
for (let round = 0; round < 120; round += 1) {
  for (const ask of Object.values(questions)) {
    const taken = time(ask);
    if (round >= 20) times.push(taken);
  }
}
times.sort((one, other) => one - other);
const at = (/** @type {number} */ share) =>
  times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
console.log(
  `${times.length} questions: median ${at(0.5).toFixed(2)} ms, p99 ${at(0.99).toFixed(2)} ms (goal: median <= 5 ms)`,
);
for (const [name, ask] of Object.entries(questions)) {
  console.log(`  ${ask().verdict.padEnd(8)} ${time(ask).toFixed(2).padStart(7)} ms  ${name}`);
}
const text = largePolicy();
const parsing = time(() => parsePolicy(text, { kind: "resource" }));
const large = policyOf(text, { kind: "resource" });
console.log(
  `a policy of ${text.length} characters, ${large.statements.length} statements (goal: <= 1,000 ms): parse ${parsing.toFixed(1)} ms`,
);
/** @type {Record<string, () => { verdict: string, reasons?: readonly string[] }>} */
const largeQuestions = {
  "plain HTTP is denied": () =>
    proveDenied(large, {
      Action: "s3:*",
      Resource: everything,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    }),
  "deletion is denied": () => proveDenied(large, { Action: "s3:DeleteObject", Resource: `${BUCKET}/*` }),
  "allows object actions only": () => proveAllowsOnly(large, { Action: ["s3:Get*", "s3:PutObject"] }),
};
for (const [name, ask] of Object.entries(largeQuestions)) {
  /** @type {ReturnType<typeof ask> | undefined} */
  let answer;
  const taken = time(() => {
    answer = ask();
  });
  console.log(
    `  ${answer?.verdict.padEnd(8)} ${taken.toFixed(1).padStart(7)} ms  ${name} ${answer?.reasons?.[0] ?? ""}`,
  );
}
