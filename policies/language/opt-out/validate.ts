import type { JsonNode } from "../json/json-node";
import { JsonSyntaxError, readJson } from "../json/read-json";

/**
 * The grammar of AI services opt-out policies. AWS accepts a wrong capital without a word and then does not opt out.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html
 */

/** The limit of AWS Organizations for one document, in characters, white space counted. */
export const OPT_OUT_POLICY_MAX_CHARACTERS = 2500;

/** What is wrong with a document, and where. */
export interface OptOutFault {
  /** JSON path, for example `$.services.default.opt_out_policy`. */
  readonly path: string;
  /** The rule, what was got and what to do. */
  readonly message: string;
}

const CHILD_CONTROL = "@@operators_allowed_for_child_policies";
const CHILD_OPERATORS = ["@@none", "@@assign", "@@all"];
const REFUSED_OPERATORS = ["@@append", "@@remove", "@@enforced_for"];
const SERVICE_KEY = /^[a-z][a-z0-9]*$/;
const VALUES = ["optOut", "optIn"];

/** Judges the text of a document. An empty list means that it is valid. */
export function validateOptOutPolicy(text: string): readonly OptOutFault[] {
  const length = [...text].length;
  const faults: OptOutFault[] =
    length <= OPT_OUT_POLICY_MAX_CHARACTERS
      ? []
      : [
          {
            path: "$",
            message: `must have at most ${OPT_OUT_POLICY_MAX_CHARACTERS} characters, got: ${length}. Name fewer services: \`default\` covers them all.`,
          },
        ];
  try {
    return [...faults, ...keysThatStandTwice(readJson(text), "$"), ...validateRoot(JSON.parse(text))];
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return [...faults, { path: "$", message: `must be JSON: ${error.message}` }];
  }
}

/** JSON.parse keeps the last of two, AWS may keep the first. */
function keysThatStandTwice(node: JsonNode, path: string): readonly OptOutFault[] {
  if (node.type === "array") {
    return node.items.flatMap((item, index) => keysThatStandTwice(item, `${path}[${index}]`));
  }
  if (node.type !== "object") return [];
  const names = node.members.map(({ name }) => name);
  return node.members.flatMap(({ name, value }, index) => [
    ...(names.indexOf(name) === index
      ? []
      : [{ path: member(path, name), message: "stands twice. Keep one." }]),
    ...keysThatStandTwice(value, member(path, name)),
  ]);
}

function validateRoot(document: unknown): readonly OptOutFault[] {
  if (!isObject(document)) return [fault("$", 'must be an object with the key "services"', document)];
  const strangers = Object.keys(document).filter((key) => key !== "services");
  return [
    ...strangers.map((key) => unknownKey("$", key, ["services"])),
    ...(Object.hasOwn(document, "services")
      ? validateServices(document.services)
      : [{ path: "$", message: 'must have the key "services".' }]),
  ];
}

function validateServices(services: unknown): readonly OptOutFault[] {
  const path = "$.services";
  if (!isObject(services)) return [fault(path, "must be an object of service keys", services)];
  const entries = Object.entries(services).filter(([key]) => key !== CHILD_CONTROL);
  return [
    ...validateChildControl(services, path),
    ...(entries.length === 0
      ? [{ path, message: 'must name a service, or "default" for all of them.' }]
      : []),
    ...entries.flatMap(([key, entry]) => validateEntry(key, entry, member(path, key))),
  ];
}

function validateEntry(key: string, entry: unknown, path: string): readonly OptOutFault[] {
  const faults: OptOutFault[] = [];
  if (REFUSED_OPERATORS.includes(key) || key.startsWith("@@")) {
    return [{ path, message: `must be a service key: the operator ${key} has no place here.` }];
  }
  if (!SERVICE_KEY.test(key)) {
    faults.push({
      path,
      message: `must be a service key of lower-case letters and digits, got: ${JSON.stringify(key)}.`,
    });
  }
  if (!isObject(entry))
    return [...faults, fault(path, 'must be an object with the key "opt_out_policy"', entry)];
  for (const name of Object.keys(entry)) {
    if (name !== "opt_out_policy" && name !== CHILD_CONTROL)
      faults.push(unknownKey(path, name, ["opt_out_policy"]));
  }
  faults.push(...validateChildControl(entry, path));
  if (!Object.hasOwn(entry, "opt_out_policy")) {
    return [...faults, { path, message: 'must have the key "opt_out_policy".' }];
  }
  return [...faults, ...validateValue(entry.opt_out_policy, `${path}.opt_out_policy`)];
}

function validateValue(value: unknown, path: string): readonly OptOutFault[] {
  if (!isObject(value)) return [fault(path, 'must be an object with the key "@@assign"', value)];
  const faults = [...validateChildControl(value, path)];
  for (const name of Object.keys(value)) {
    if (name !== "@@assign" && name !== CHILD_CONTROL) faults.push(unknownKey(path, name, ["@@assign"]));
  }
  const assigned = Object.hasOwn(value, "@@assign") ? value["@@assign"] : undefined;
  if (typeof assigned !== "string" || !VALUES.includes(assigned)) {
    faults.push(fault(member(path, "@@assign"), 'must be "optOut" or "optIn", to the letter', assigned));
  }
  return faults;
}

function validateChildControl(parent: Record<string, unknown>, path: string): readonly OptOutFault[] {
  if (!Object.hasOwn(parent, CHILD_CONTROL)) return [];
  const operators = parent[CHILD_CONTROL];
  const valid =
    Array.isArray(operators) &&
    operators.length > 0 &&
    operators.every((operator) => CHILD_OPERATORS.includes(operator)) &&
    (operators.length === 1 || !operators.includes("@@none"));
  return valid
    ? []
    : [fault(member(path, CHILD_CONTROL), 'must be ["@@none"], ["@@assign"] or ["@@all"]', operators)];
}

function unknownKey(path: string, key: string, known: readonly string[]): OptOutFault {
  const near = known.find((name) => name.toLowerCase() === key.toLowerCase());
  const hint =
    near === undefined ? `Known here: ${known.join(", ")}.` : `Write ${JSON.stringify(near)}: case matters.`;
  return { path: member(path, key), message: `is no key of this grammar. ${hint}` };
}

const fault = (path: string, rule: string, got: unknown): OptOutFault => ({
  path,
  message: `${rule}, got: ${shorten(JSON.stringify(got) ?? "nothing")}.`,
});

const shorten = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 57)}...`);

const member = (path: string, key: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
