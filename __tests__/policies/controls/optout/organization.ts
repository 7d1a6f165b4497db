import type { ExternalOptOut } from "../../../../policies/configuration/configuration";
import { readSynth } from "../../../../policies/configuration/synth/read-synth";
import { optOutGuardPolicy, optOutPolicy } from "../../../../policies/documents";
import { type Bodies, configured, provider, type Stack } from "./shapes";

export { configured, type Stack };

/** A document that opts everything out, locked at all three levels. */
export const LOCKED = JSON.stringify(optOutPolicy());
export const GUARD = JSON.stringify(optOutGuardPolicy());

/** A document with one value for `default` and one for `rekognition`, and no lock. */
export const says = (services: Readonly<Record<string, string>>): string =>
  JSON.stringify({
    services: Object.fromEntries(
      Object.entries(services).map(([service, value]) => [
        service,
        { opt_out_policy: { "@@assign": value } },
      ]),
    ),
  });

type Body = Readonly<Record<string, unknown>>;

export const policy = (content: unknown = LOCKED, body: Body = {}): Body => ({
  name: "opt-out",
  type: "AISERVICES_OPT_OUT_POLICY",
  content,
  ...body,
});

export const attachment = (target_id: unknown = "r-abcd", name = "opt_out"): Body => ({
  policy_id: `\${aws_organizations_policy.${name}.id}`,
  target_id,
});

/** What an organization's stack holds: policies and attachments by name. */
export const organization = (
  policies: Bodies[string] = { opt_out: policy() },
  attachments: Bodies[string] = { opt_out: attachment() },
  more: Bodies = {},
): Bodies => ({
  aws_organizations_policy: policies,
  aws_organizations_policy_attachment: attachments,
  ...more,
});

/** Something that surely uses Rekognition. */
export const USE: Bodies = { aws_rekognition_collection: { faces: { collection_id: "faces" } } };

/** Workload and organization in one stack. */
export const together = (organizations: Bodies = {}, stack: Stack = {}): Stack => ({
  ...stack,
  resource: { ...USE, ...organizations },
});

export const withExternal = (stack: Stack, externalOptOut: ExternalOptOut) =>
  configured(stack, externalOptOut);

/** An organization's stack in its own account, and a workload's in `ACCOUNT`. */
export const apart = (organizations: Bodies, workload: Bodies = USE) =>
  readSynth(
    [
      {
        name: "organization",
        path: "o.json",
        json: { provider: { aws: [{ allowed_account_ids: ["999988887777"] }] }, resource: organizations },
      },
      { name: "workload", path: "w.json", json: { provider, resource: workload } },
    ],
    { path: "cdktf.out" },
  );
