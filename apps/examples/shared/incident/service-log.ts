import { cause, incidentKey, services } from "./incident.ts";

const lines = 56;
const paths = ["/v1/orders", "/v1/carts/checkout", "/v1/accounts/me", "/v1/payments/authorize", "/health"];

/** A made-up night's log of one service, about 1,500 tokens; the same each time. */
export function serviceLog(service: string): string {
  const number = services.indexOf(service);
  const random = seededRandom(number + 1);
  const log = Array.from({ length: lines }, (_, index) => requestLine(service, index, random));
  if (number === 0) log.splice(4, 0, `${time(4)} WARN  ${service} incident opened, key=${incidentKey}`);
  if (service === cause.service) {
    log.splice(
      20,
      0,
      `${time(20)} ERROR ${service} first failure: schema mismatch after deployment ${cause.deployment}`,
    );
  }
  return log.join("\n");
}

function requestLine(service: string, index: number, random: () => number): string {
  const failed = random() < 0.04;
  const path = paths[Math.floor(random() * paths.length)];
  const request = Math.floor(random() * 2 ** 32).toString(16);
  const milliseconds = Math.floor(random() * 400) + 3;
  const level = failed ? "ERROR" : "INFO ";
  return `${time(index)} ${level} ${service} request=${request} GET ${path} ${failed ? 502 : 200} ${milliseconds}ms`;
}

function time(index: number): string {
  return `02:${String(index).padStart(2, "0")}:07`;
}

/** Linear congruential generator, modulus 2^32, with the constants of Numerical Recipes. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
