export * from "./answers";
export * from "./server";
