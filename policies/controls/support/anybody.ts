import { policyOf } from "../../language";

/** Somebody of the account whose own policy allows everything: then only the policy of the bucket or key says no. */
export const ANYBODY = policyOf(
  { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
  { kind: "identity" },
);
