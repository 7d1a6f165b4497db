import * as z from "zod/mini";
import { OperatorError } from "../shared/errors";

/** A message of the queue. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
}

const batch = z.object({
  Records: z.array(z.object({ messageId: z.string().check(z.minLength(1)), body: z.string() })),
});

/**
 * Reads the event that Lambda makes of messages of a queue.
 *
 * An answer would take the messages off the queue, a refusal too; so whatever is no batch is thrown back.
 *
 * @throws {OperatorError} `notification-malformed`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function readMessages(event: unknown): readonly QueueMessage[] {
  const parsed = batch.safeParse(event);
  if (!parsed.success) throw new OperatorError("notification-malformed");
  return parsed.data.Records;
}

const notification = z.object({ JobId: z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)) });

/**
 * The job that a notification is of, as SNS delivers it raw. What else it says is not relied on: Rekognition is asked.
 *
 * @throws {OperatorError} `notification-malformed`.
 * @see https://docs.aws.amazon.com/rekognition/latest/dg/video-notification-payload.html
 */
export function jobIdOf({ body }: QueueMessage): string {
  const parsed = notification.safeParse(parse(body));
  if (!parsed.success) throw new OperatorError("notification-malformed");
  return parsed.data.JobId;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
