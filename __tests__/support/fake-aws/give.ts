import type { ServerResponse } from "node:http";
import type { Answer, Reply } from "./answers";
import { type Fault, faultyReply } from "./faults";
import type { Operation } from "./operations";

/** Without an answer it says 501: a test that forgot to script one must not pass for one that expects a failing service. */
const NOT_SCRIPTED: Reply = { status: 501 };

/** Answers a request, or misbehaves. */
export function give(
  response: ServerResponse,
  operation: Operation | "unknown",
  answer: Exclude<Answer, "world"> = NOT_SCRIPTED,
): void {
  if (typeof answer === "object") {
    response.writeHead(answer.status, { ...REQUEST_IDS, ...answer.headers });
    response.end(answer.body);
    return;
  }
  const reply = operation === "unknown" ? NOT_SCRIPTED : faultyReply(answer, operation);
  if (reply === undefined) misbehave(response, answer);
  else give(response, operation, reply);
}

const REQUEST_IDS = { "x-amzn-requestid": "fake-request-1", "x-amz-request-id": "fake-request-1" };

function misbehave(response: ServerResponse, fault: Fault): void {
  if (fault === "hang") return;
  if (fault !== "slow-body") {
    response.destroy();
    return;
  }
  const { method, socket } = response.req;
  if (method === "HEAD") {
    socket.write("HTTP/1.1 200 OK\r\nx-amz-server-side-");
    return;
  }
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1", "content-length": "1000" });
  response.write('{"FaceMatches":[');
}
