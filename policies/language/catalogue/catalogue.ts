import { CATALOGUE } from "./catalogue.generated";
import { GLOBAL_KEYS, type KeyType } from "./global-keys";

export interface CataloguedAction {
  /** `s3:GetObject` */
  readonly name: string;
  /** ARN formats of the resources it runs on, with `<Variable>` parts; `*` where it knows no resource. */
  readonly resources: readonly string[];
}

export interface CataloguedKey {
  readonly type: KeyType;
  readonly multivalued: boolean;
}

let actions: Map<string, CataloguedAction> | undefined;
let services: Map<string, readonly CataloguedAction[]> | undefined;

function load(): {
  actions: Map<string, CataloguedAction>;
  services: Map<string, readonly CataloguedAction[]>;
} {
  if (actions !== undefined && services !== undefined) return { actions, services };
  actions = new Map();
  services = new Map();
  for (const [service, { actions: groups, resourceTypes }] of Object.entries(CATALOGUE)) {
    const ofService: CataloguedAction[] = [];
    for (const [types, names] of Object.entries(groups)) {
      const resources = types.split(" ").map((type) => (type === "*" ? "*" : (resourceTypes[type] ?? "")));
      for (const name of names.split(" ")) {
        // A type that the catalogue names but does not describe leaves the action's resources open: not catalogued.
        if (resources.includes("")) continue;
        const action = { name: `${service}:${name}`, resources };
        ofService.push(action);
        actions.set(action.name.toLowerCase(), action);
      }
    }
    services.set(service, ofService);
  }
  return { actions, services };
}

/** The action of that name (case does not matter), if the catalogue has it. */
export const actionNamed = (name: string): CataloguedAction | undefined =>
  load().actions.get(name.toLowerCase());

/** The actions of a service that the catalogue covers; undefined where it does not cover the service. */
export const actionsOf = (service: string): readonly CataloguedAction[] | undefined =>
  load().services.get(service);

let keys: Map<string, CataloguedKey> | undefined;

/** What the catalogue says of a condition key (in lower case); keys with a variable end, as tags, are found by their prefix. */
export function keyNamed(key: string): CataloguedKey | undefined {
  keys ??= loadKeys();
  const exact = keys.get(key);
  if (exact !== undefined) return exact;
  for (let at = key.length - 1; at > 0; at -= 1) {
    const character = key[at - 1];
    if (character !== "/" && character !== ":") continue;
    const found = keys.get(`${key.slice(0, at)}*`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function loadKeys(): Map<string, CataloguedKey> {
  const found = new Map<string, CataloguedKey>();
  for (const [service, { conditionKeys }] of Object.entries(CATALOGUE)) {
    for (const [type, names] of Object.entries(conditionKeys)) {
      const entry = {
        type: type.replace(/^ArrayOf/, "") as KeyType,
        multivalued: type.startsWith("ArrayOf"),
      };
      for (const name of names.split(" ")) found.set(`${service}:${name}`.toLowerCase(), entry);
    }
  }
  for (const { key, type, multivalued } of GLOBAL_KEYS) {
    found.set(key.toLowerCase(), { type, multivalued: multivalued ?? false });
  }
  return found;
}
