import { OperatorError, RequestRefused } from "../../../functions/shared/errors";

/** Why a request is refused, by its closed reason; `accepted` where it is not. */
export const refusalOf = (read: () => unknown): string => messageOf(read, RequestRefused);

/** What an operator is told of settings; `accepted` where nothing is wrong. */
export const operatorFaultOf = (read: () => unknown): string => messageOf(read, OperatorError);

function messageOf(read: () => unknown, kind: new (...args: never[]) => Error): string {
  try {
    read();
  } catch (error) {
    if (error instanceof kind) return error.message;
    throw error;
  }
  return "accepted";
}
