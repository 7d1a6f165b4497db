import type { InvocationContext } from "../shared/deadline";
import { OperatorError, TryAgainError } from "../shared/errors";
import { createImageClients, type ImageClients } from "../shared/image-clients";
import { type LambdaWork, startLambda } from "../shared/lambda-handler";
import type { LogFields, Metric } from "../shared/observer";
import { type QueueMessage, readMessages } from "./messages";
import { readSettings, type Settings } from "./settings";
import { type Taken, take } from "./take";

/** What Lambda is to put back into the queue; everything else it takes off. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * What `take-face-search` does: takes the results of finished searches, and keeps them in the bucket. Who was seen stands there and
 * nowhere else, in no answer and in no log.
 */
export function createTakeFaceSearch(
  settings: Settings,
  clients: ImageClients,
): LambdaWork<readonly QueueMessage[], BatchAnswer> {
  return {
    read: readMessages,
    serve: async (messages, invocation) => {
      const batchItemFailures: { readonly itemIdentifier: string }[] = [];
      const all: Taken[] = [];
      // One by one: Rekognition takes few requests a second for results.
      for (const message of messages) {
        const taken = await take(message, settings, clients, invocation);
        if (typeof taken === "object") batchItemFailures.push({ itemIdentifier: message.messageId });
        all.push(taken);
      }
      return {
        answer: { batchItemFailures },
        message: "video search results",
        fields: fieldsOf(all),
        metrics: all.flatMap(metricsOf),
      };
    },
  };
}

/** Counts, and why the first failed that did. */
function fieldsOf(all: readonly Taken[]): LogFields {
  const count = (outcome: Taken) => all.filter((taken) => taken === outcome).length;
  const failures = all.flatMap((taken) => (typeof taken === "object" ? [taken.failure] : []));
  const [first] = failures;
  return {
    completed: count("completed"),
    failed: count("failed"),
    foreign: count("foreign"),
    putBack: failures.length,
    reason: first?.reason,
    ...first?.facts,
  };
}

function metricsOf(taken: Taken): readonly Metric[] {
  if (taken === "foreign") return [];
  if (taken === "completed") return ["VideoSearchCompleted"];
  if (taken === "failed") return ["VideoSearchFailed"];
  return [taken.failure instanceof TryAgainError ? "TryAgain" : "OperatorFault"];
}

/**
 * The answer in just the form that Lambda reads.
 *
 * @throws {OperatorError} `unexpected` for any other answer: Lambda would take all messages off the queue for it.
 */
export function batchAnswerOf(answer: object): BatchAnswer {
  if (!("batchItemFailures" in answer) || !Array.isArray(answer.batchItemFailures))
    throw new OperatorError("unexpected");
  return { batchItemFailures: answer.batchItemFailures };
}

const serve = startLambda(() => {
  const settings = readSettings(process.env);
  return createTakeFaceSearch(settings, createImageClients(settings));
});

export const handler = async (event: unknown, context: InvocationContext): Promise<BatchAnswer> =>
  batchAnswerOf(await serve(event, context));
