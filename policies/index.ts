export * from "./documents";
export * from "./language";
export * from "./language/opt-out/validate";
