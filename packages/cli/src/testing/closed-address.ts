import { once } from "node:events";
import { createServer } from "node:net";

/** A base URL that nothing listens at. */
export async function closedAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/v1`;
  server.close();
  await once(server, "close");
  return url;
}
