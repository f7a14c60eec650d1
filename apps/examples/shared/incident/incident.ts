/** The task that every example gives to its agent: many large tool outputs, and a fact from the first one needed last. */

export const services = [
  ["gateway", "sessions", "accounts", "catalogue", "search", "carts", "pricing", "vouchers"],
  ["checkout", "payments", "ledger", "fraud", "invoices", "shipping", "stock", "mail"],
  ["push", "reviews", "media", "reports", "billing", "partners", "exports", "audit"],
].flat();

/** Where it began, told by one of the logs in the middle. */
export const cause = { service: "ledger", deployment: "ledger-1.84.2" };

/** Told once, by the first log. */
export const incidentKey = "INC-7F3Q-2209";

export const instructions =
  "You find the cause of incidents. Read the log of every service, in the order given, one or two at a time. Outputs " +
  "may be cleared from the conversation when they are old; the note that stands for one says how to recall it. Finish " +
  "with one short answer and no tool call.";

export const task =
  `Payments failed last night. The services, in order: ${services.join(", ")}. Read all of their logs. Then name the ` +
  "service where it began, the deployment that caused it, and the incident key that the first service logged.";
