export type * from "./policy-document";
