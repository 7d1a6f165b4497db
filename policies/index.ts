export * from "./documents";
export * from "./language/opt-out/validate";
